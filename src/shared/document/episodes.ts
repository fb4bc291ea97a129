import { isDay, type Writer } from '../domain/episode.ts'
import type { Group } from './arrangement.ts'
import { firstKey, makeEpisode } from './make.ts'
import { insertionAt, type Ordered } from './order.ts'
import { newId } from './random.ts'
import { cliffhangerIdOf, entityOf, writerKey } from './roots.ts'
import {
  appendBeats,
  beatsIn,
  episodeOf,
  keyOf,
  rootsIn,
  setPlace,
  splitInto,
  unbin,
} from './segments.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import type { LinePoint } from './splitline.ts'

/// What is done to episodes. As with segments, no text moves: an episode is cut and joined by
/// saying which episode its segments stand in.

/// Puts a new, empty episode into the season; `index` counts the episodes shown. Gives back its id.
export function createEpisode(document: SeriesDocument, index: number): string {
  const id = newId(document.random)
  const { key, rekeyed } = insertionAt(episodeOrder(document), index, document.random)
  document.prepare(() => {
    makeEpisode(document.roots, id, { order: key, binned: true }, document.random)
  })
  document.edit(() => {
    reorder(document, rekeyed)
    unbinEpisode(document, id)
  })
  return id
}

/// Moves an episode; the index counts the episodes shown, without the episode itself.
export function moveEpisode(document: SeriesDocument, id: string, index: number): boolean {
  const entity = entityOf(document.roots.episodes, id)
  if (!entity) return false
  const others = episodeOrder(document).filter((episode) => episode.id !== id)
  const { key, rekeyed } = insertionAt(others, Math.min(index, others.length), document.random)
  document.edit(() => {
    reorder(document, rekeyed)
    entity.set('order', key)
  })
  return true
}

export function binEpisode(document: SeriesDocument, id: string): boolean {
  const entity = entityOf(document.roots.episodes, id)
  if (!entity) return false
  document.edit(() => entity.set('binned', true))
  return true
}

export function restoreEpisode(document: SeriesDocument, id: string): boolean {
  const entity = entityOf(document.roots.episodes, id)
  if (!entity) return false
  document.edit(() => entity.delete('binned'))
  return true
}

/// Ends an episode in front of a point of its script: the segment is split there, and what follows
/// becomes a new episode right behind, the old ending included. The old episode gets an empty
/// cliffhanger, the new one an empty hook. At a segment's first line nothing is split; behind its
/// last, what follows it is what goes. Gives back the new episode's id, or undefined where one of
/// the two would be left with nothing.
export function endEpisode(document: SeriesDocument, point: LinePoint): string | undefined {
  const { reading, roots, random } = document
  const group = reading.groupOfLine(point.line)
  const episode = group && episodeOf(document, group)
  const plan = reading.arrangement.episodes.find(({ id }) => id === episode)
  if (!group || episode === undefined || !plan) return undefined

  const spots = reading.spots(group)
  const row = spots.findIndex(({ line }) => line.id === point.line)
  const atStart = row === 0 && point.offset === 0
  const atEnd = row === spots.length - 1 && point.offset >= (spots[row]?.line.text.length ?? 0)
  if ((atStart && group.kind === 'hook') || (atEnd && group.kind === 'cliffhanger'))
    return undefined
  const whole = atStart ? group : undefined

  const id = newId(random)
  const index = reading.arrangement.episodes.indexOf(plan) + 1
  const { key, rekeyed } = insertionAt(episodeOrder(document), index, random)
  document.prepare(() => {
    // The cliffhanger made with the new episode serves the old one, whose own goes on to the new.
    const cliffhanger = { place: [episode, firstKey], binned: true } as const
    makeEpisode(roots, id, { order: key, binned: true, cliffhanger }, random)
  })
  const behind = plan.groups.slice(plan.groups.indexOf(group) + (whole ? 0 : 1))
  const handOver = () => {
    reorder(document, rekeyed)
    for (const next of behind) giveTo(document, next, id)
    unbin(document, cliffhangerIdOf(id))
    unbinEpisode(document, id)
  }
  if (whole || atEnd) document.edit(handOver)
  else {
    // In the new episode the second part comes first: keys of its own beats are all greater.
    const place = [id, beforeAll(document, behind, random)] as const
    const kind = group.kind === 'cliffhanger' ? ('cliffhanger' as const) : ('beat' as const)
    splitInto(document, group, point, (cut) =>
      cut({ kind, place }, () => {
        handOver()
        if (kind !== 'cliffhanger') return
        appendBeats(document, group, episode, beatsIn(document, episode))
      }),
    )
  }
  return id
}

/// Joins an episode to the one before it: its segments go there, its cliffhanger becomes that of
/// both, the old cliffhanger and its hook become beats (or go to the bin where they say nothing).
/// Title and summary stay in the bin with the episode.
export function joinEpisode(document: SeriesDocument, id: string): boolean {
  const { episodes } = document.reading.arrangement
  const index = episodes.findIndex((plan) => plan.id === id)
  const second = episodes[index]
  const first = episodes[index - 1]
  if (!first || !second) return false
  const ending = first.groups[first.groups.length - 1] as Group
  const [opening, ...rest] = second.groups as [Group, ...Group[]]
  document.edit(() => {
    let order: readonly Ordered[] = beatsIn(document, first.id)
    const append = (group: Group) => {
      order = appendBeats(document, group, first.id, order)
    }
    if (saysNothing(document, ending)) {
      for (const root of rootsIn(document, ending)) {
        entityOf(document.roots.segments, root)?.set('binned', true)
      }
    } else append(ending)
    if (!saysNothing(document, opening)) append(opening)
    for (const group of rest) {
      if (group.kind === 'beat') append(group)
      else giveTo(document, group, first.id)
    }
    entityOf(document.roots.episodes, id)?.set('binned', true)
  })
  return true
}

/// How long an episode is meant to run, in seconds, or undefined to go by the series.
export function setTarget(document: SeriesDocument, id: string, seconds: number | undefined): void {
  const entity = entityOf(document.roots.episodes, id)
  document.edit(() => {
    if (seconds === undefined) entity?.delete('target')
    else entity?.set('target', seconds)
  })
}

/// Says that somebody writes an episode, or no longer does.
export function setWriter(
  document: SeriesDocument,
  episode: string,
  { id, name }: Writer,
  writes: boolean,
): void {
  const entity = entityOf(document.roots.episodes, episode)
  const key = writerKey + id
  document.edit(() => {
    if (!writes) entity?.delete(key)
    else if (entity?.get(key) !== name) entity?.set(key, name)
  })
}

/// The day an episode is due (`2031-04-09`), or undefined for none. What is no day changes nothing.
export function setDue(document: SeriesDocument, episode: string, day: string | undefined): void {
  const entity = entityOf(document.roots.episodes, episode)
  document.edit(() => {
    if (day === undefined) entity?.delete('due')
    else if (isDay(day)) entity?.set('due', day)
  })
}

/// Says behind which of the episodes shown viewers pay to go on: behind these and no others. One
/// step of undo.
export function setUnlocks(document: SeriesDocument, unlocks: ReadonlySet<string>): void {
  document.edit(() => {
    for (const { id, unlock = false } of document.reading.series.episodes) {
      const entity = entityOf(document.roots.episodes, id)
      if (unlock === unlocks.has(id)) continue
      if (unlock) entity?.delete('unlock')
      else entity?.set('unlock', true)
    }
  })
}

/// Says whether viewers pay behind an episode to go on.
export function setUnlock(document: SeriesDocument, id: string, unlock: boolean): void {
  const entity = entityOf(document.roots.episodes, id)
  document.edit(() => {
    if (unlock) entity?.set('unlock', true)
    else entity?.delete('unlock')
  })
}

function giveTo(document: SeriesDocument, group: Group, episode: string): void {
  for (const root of rootsIn(document, group)) {
    setPlace(document, root, episode, keyOf(document, root))
  }
}

function beforeAll(
  document: SeriesDocument,
  groups: readonly Group[],
  random: () => number,
): string {
  const beats = groups.filter(({ kind }) => kind === 'beat')
  return insertionAt(
    beats.map(({ id }) => ({ id, key: keyOf(document, id) })),
    0,
    random,
  ).key
}

function saysNothing(document: SeriesDocument, group: Group): boolean {
  const segment = document.reading.segment(group.id)
  return (
    segment === undefined ||
    (segment.outlines.every(({ text }) => text === '') &&
      segment.lines.every(({ text }) => text === ''))
  )
}

function episodeOrder(document: SeriesDocument): Ordered[] {
  return document.reading.arrangement.episodes.map(({ id, key }) => ({ id, key }))
}

function reorder(document: SeriesDocument, rekeyed: readonly Ordered[]): void {
  for (const { id, key } of rekeyed) entityOf(document.roots.episodes, id)?.set('order', key)
}

function unbinEpisode(document: SeriesDocument, id: string): void {
  entityOf(document.roots.episodes, id)?.delete('binned')
}
