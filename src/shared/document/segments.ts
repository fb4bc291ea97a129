import type { Group } from './arrangement.ts'
import { emptyLines, makeSegment } from './make.ts'
import { insertionAt, type Ordered } from './order.ts'
import { newId } from './random.ts'
import { bodyOf, entityOf, placeOf } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { breakLine, type LinePoint, wholeCharacters } from './splitline.ts'
import type { Part, Spot } from './spot.ts'

/// What is done to segments. None of these moves, copies or deletes text: they say whose it is and
/// where it is shown. Each is one transaction that its author can undo. `false` or undefined means
/// that it could not be done and nothing was changed.

/// Puts a new, empty beat into an episode; `index` counts its beats. Gives back the beat's id.
export function createBeat(document: SeriesDocument, episode: string, index: number): string {
  const id = newId(document.random)
  const { key, rekeyed } = insertionAt(beatsIn(document, episode), index, document.random)
  const content = { kind: 'beat', place: [episode, key], binned: true, lines: emptyLines } as const
  document.prepare(() => makeSegment(document.roots, id, content, document.random))
  document.edit(() => {
    rekey(document, episode, rekeyed)
    unbin(document, id)
  })
  return id
}

/// Moves a beat to stand before the beat that has this index now; the index counts the beats of
/// the episode it goes to, without the beat itself.
export function moveBeat(
  document: SeriesDocument,
  id: string,
  episode: string,
  index: number,
): boolean {
  const group = document.reading.group(id)
  if (group?.kind !== 'beat' || !entityOf(document.roots.episodes, episode)) return false
  const others = beatsIn(document, episode).filter((beat) => beat.id !== group.id)
  const { key, rekeyed } = insertionAt(others, Math.min(index, others.length), document.random)
  document.edit(() => {
    rekey(document, episode, rekeyed)
    setPlace(document, group.id, episode, key)
  })
  return true
}

/// Cuts a segment in two in front of a point of its script; the second part becomes a segment of
/// its own right behind, a beat, or the cliffhanger where the cliffhanger was cut. The outline
/// stays with the first part. Gives back the second part's id.
export function splitSegment(document: SeriesDocument, point: LinePoint): string | undefined {
  const group = document.reading.groupOfLine(point.line)
  const episode = group && episodeOf(document, group)
  if (!group || episode === undefined) return undefined
  const beats = beatsIn(document, episode)
  const index = group.kind === 'beat' ? beats.findIndex(({ id }) => id === group.id) + 1 : 0
  return splitInto(document, group, point, (cut) => {
    if (group.kind === 'cliffhanger') {
      const place = [episode, keyOf(document, group.id)] as const
      return cut({ kind: 'cliffhanger', place }, () => {
        appendBeats(document, group, episode, beats)
      })
    }
    const { key, rekeyed } = insertionAt(beats, index, document.random)
    return cut({ kind: 'beat', place: [episode, key] }, () => rekey(document, episode, rekeyed))
  })
}

type Cut = (
  content: { kind: 'beat' | 'cliffhanger'; place: readonly [string, string] },
  along: () => void,
) => string

/// The part of splitting that any cut shares: the entity first, then the mark and the joins.
export function splitInto(
  document: SeriesDocument,
  group: Group,
  point: LinePoint,
  place: (cut: Cut) => string,
): string | undefined {
  const spots = document.reading.spots(group)
  const { row, offset } = forward(spots, point)
  const spot = spots[row]
  if (!spot || spot.parts.length === 0) return undefined
  return place((content, along) => {
    const id = newId(document.random)
    document.prepare(() => {
      makeSegment(document.roots, id, { ...content, binned: true }, document.random)
    })
    document.edit(() => {
      along()
      takeOver(document, group, spots, row, offset, id)
      unbin(document, id)
    })
    return id
  })
}

/// The end of a line that has another behind it is the start of that one.
function forward(spots: readonly Spot[], { line, offset }: LinePoint) {
  const row = spots.findIndex((spot) => spot.line.id === line)
  const text = spots[row]?.line.text ?? ''
  if (offset >= text.length && row < spots.length - 1) return { row: row + 1, offset: 0 }
  return { row, offset: wholeCharacters(text, offset) }
}

/// Gives to segment `id` everything a group shows from a point on.
function takeOver(
  document: SeriesDocument,
  group: Group,
  spots: readonly Spot[],
  row: number,
  offset: number,
  id: string,
): void {
  const spot = spots[row] as Spot
  // As with typing, a cut between two parts is behind the first.
  let index = 0
  for (let end = spot.parts[0]?.length ?? 0; offset > end && index < spot.parts.length - 1; ) {
    index++
    end += spot.parts[index]?.length ?? 0
  }
  const part = spot.parts[index] as Part
  const owner = part.segment
  const mark = { segment: id }
  // Later runs of the same segment need a mark each; from the back, so that places stay right.
  const later = [
    ...spot.parts.slice(index + 1),
    ...spots.slice(row + 1).flatMap(({ parts }) => parts),
  ]
  for (const { segment, opensRun, start } of later.reverse()) {
    if (segment === owner && opensRun) document.embed(start, mark)
  }
  const start = offset > 0 ? breakLine(document, spot, offset) : part.start
  document.embed(start, mark)
  // What was merged into this segment behind the cut follows the second part.
  let last = id
  for (const member of group.members.slice(group.members.indexOf(owner) + 1)) {
    entityOf(document.roots.segments, member)?.set('joins', last)
    last = member
  }
}

/// Shows a beat as part of the segment before it, text and outline behind that one's own. The first
/// beat goes to the hook. Hook and cliffhanger stay what they are.
export function mergeBeat(document: SeriesDocument, id: string): boolean {
  const group = document.reading.group(id)
  const before = group && neighbour(document, group, -1)
  if (group?.kind !== 'beat' || !before) return false
  return join(document, group, before)
}

/// Makes the last beat part of the cliffhanger, in front of what the cliffhanger has.
export function makeCliffhanger(document: SeriesDocument, id: string): boolean {
  const group = document.reading.group(id)
  const next = group && neighbour(document, group, 1)
  if (group?.kind !== 'beat' || next?.kind !== 'cliffhanger') return false
  const episode = episodeOf(document, group) as string
  const fill = rootsIn(document, next).map((root) => ordered(document, root))
  const { key, rekeyed } = insertionAt(fill, 0, document.random)
  document.edit(() => {
    rekey(document, episode, rekeyed)
    entityOf(document.roots.segments, group.id)?.set('kind', 'cliffhanger')
    setPlace(document, group.id, episode, key)
  })
  return true
}

function join(document: SeriesDocument, group: Group, before: Group): boolean {
  const last = before.members[before.members.length - 1]
  if (last === undefined) return false
  document.edit(() => entityOf(document.roots.segments, group.id)?.set('joins', last))
  return true
}

/// Puts a beat into the bin, with everything merged into it.
export function binBeat(document: SeriesDocument, id: string): boolean {
  const group = document.reading.group(id)
  if (group?.kind !== 'beat') return false
  document.edit(() => entityOf(document.roots.segments, group.id)?.set('binned', true))
  return true
}

/// Puts a segment back where it was. One whose episode is gone goes to the end of `fallback`.
export function restoreSegment(document: SeriesDocument, id: string, fallback: string): boolean {
  const entity = entityOf(document.roots.segments, id)
  if (!entity) return false
  const episode = placeOf(entity)?.episode
  const home = episode !== undefined && entityOf(document.roots.episodes, episode)
  const beats = beatsIn(document, fallback)
  const { key, rekeyed } = insertionAt(beats, beats.length, document.random)
  document.edit(() => {
    if (entity.get('binned') === true) entity.delete('binned')
    if (home && home.get('binned') !== true) return
    rekey(document, fallback, rekeyed)
    entity.set('kind', 'beat')
    setPlace(document, id, fallback, key)
  })
  return true
}

/// How a segment is felt (−5 … +5), or undefined to leave that open.
export function setEmotion(
  document: SeriesDocument,
  id: string,
  emotion: number | undefined,
): void {
  setValue(document, id, 'emotion', emotion)
}

/// The seconds the room has planned for a segment, or undefined to go by the model.
export function setPlannedSeconds(
  document: SeriesDocument,
  id: string,
  seconds: number | undefined,
): void {
  setValue(document, id, 'seconds', seconds)
}

function setValue(
  document: SeriesDocument,
  id: string,
  key: 'emotion' | 'seconds',
  value: number | undefined,
): void {
  const entity = entityOf(document.roots.segments, document.reading.group(id)?.id ?? id)
  document.edit(() => {
    if (value === undefined) entity?.delete(key)
    else entity?.set(key, value)
  })
}

/// Gives text that belongs to no segment (a third party wrote it so) a beat at the end of an
/// episode; `id` is its id in the bin. Gives back the beat's id.
export function restoreText(
  document: SeriesDocument,
  id: string,
  episode: string,
): string | undefined {
  const { roots, random } = document
  const [bodyId = '', stranger = ''] = id.split('/')
  const body = bodyOf(roots, bodyId)
  if (!body || !entityOf(roots.episodes, episode)) return undefined
  // A mark may name a segment that never came to be: it comes to be now.
  const segment = stranger === '' ? newId(random) : stranger
  const beats = beatsIn(document, episode)
  const { key, rekeyed } = insertionAt(beats, beats.length, random)
  document.prepare(() => {
    makeSegment(roots, segment, { kind: 'beat', place: [episode, key], binned: true }, random)
  })
  document.edit(() => {
    rekey(document, episode, rekeyed)
    if (stranger === '') document.embed({ of: body, at: 0 }, { segment })
    unbin(document, segment)
  })
  return segment
}

/// The segment shown before (−1) or behind (+1) this one in its episode.
function neighbour(document: SeriesDocument, group: Group, step: -1 | 1): Group | undefined {
  const plan = document.reading.arrangement.episodes.find(({ groups }) => groups.includes(group))
  return plan?.groups[plan.groups.indexOf(group) + step]
}

/// The episode that shows a group, or undefined where it is in the bin.
export function episodeOf(document: SeriesDocument, group: Group): string | undefined {
  return document.reading.arrangement.episodes.find(({ groups }) => groups.includes(group))?.id
}

export function beatsIn(document: SeriesDocument, episode: string): Ordered[] {
  const { episodes, binnedEpisodes } = document.reading.arrangement
  const plan = [...episodes, ...binnedEpisodes].find(({ id }) => id === episode)
  return (plan?.groups ?? [])
    .filter(({ kind }) => kind === 'beat')
    .map(({ id }) => ordered(document, id))
}

/// The members of a group that are merged into none of it: one, or several where two people each
/// gave a slot its segment.
export function rootsIn(document: SeriesDocument, { kind, members }: Group): readonly string[] {
  if (kind === 'beat') return members.slice(0, 1)
  const within = new Set(members)
  const roots = members.filter((id) => {
    const joins = entityOf(document.roots.segments, id)?.get('joins')
    return typeof joins !== 'string' || joins === id || !within.has(joins)
  })
  // In a circle of joins the first member is where it is broken.
  return roots.length > 0 ? roots : members.slice(0, 1)
}

function ordered(document: SeriesDocument, id: string): Ordered {
  return { id, key: keyOf(document, id) }
}

export function keyOf(document: SeriesDocument, id: string): string {
  const entity = entityOf(document.roots.segments, id)
  return (entity && placeOf(entity)?.key) ?? ''
}

export function setPlace(document: SeriesDocument, id: string, episode: string, key: string): void {
  entityOf(document.roots.segments, id)?.set('place', [episode, key])
}

/// Makes a group the last beats of an episode whose beats are `order`: one, or as many as gave its
/// slot a segment, in the order they were shown. Gives back the beats with them.
export function appendBeats(
  document: SeriesDocument,
  group: Group,
  episode: string,
  order: readonly Ordered[],
): readonly Ordered[] {
  let beats = order
  for (const id of rootsIn(document, group)) {
    const { key, rekeyed } = insertionAt(beats, beats.length, document.random)
    rekey(document, episode, rekeyed)
    const renewed = new Map(rekeyed.map((beat) => [beat.id, beat]))
    beats = [...beats.map((beat) => renewed.get(beat.id) ?? beat), { id, key }]
    entityOf(document.roots.segments, id)?.set('kind', 'beat')
    setPlace(document, id, episode, key)
  }
  return beats
}

function rekey(document: SeriesDocument, episode: string, rekeyed: readonly Ordered[]): void {
  for (const { id, key } of rekeyed) setPlace(document, id, episode, key)
}

export function unbin(document: SeriesDocument, id: string): void {
  entityOf(document.roots.segments, id)?.delete('binned')
}
