import { smallestEdit } from '../../shared/document/field.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Segment } from '../../shared/domain/segment.ts'
import type { Series } from '../../shared/domain/series.ts'
import { findSpot, type Spot, spotAt } from './spot.ts'
import type { Written } from './written.ts'

/// Where a change happened, for an undo to lead there.
export interface Changed {
  readonly spot: Spot
  /// The text that changed, and where in it the change ends (code units).
  readonly text?: { readonly field: Written; readonly caret: number }
}

/// The place that two states of a series differ at: what came or moved before what is gone, and
/// that before what reads differently.
export function changedBetween(before: Series, after: Series): Changed | undefined {
  const episode = movedIn(before.episodes, after.episodes)
  if (episode !== undefined) return { spot: { on: 'episode', id: episode } }
  const old = new Map(before.episodes.map((each) => [each.id, each]))
  const touched = after.episodes.filter((each) => old.get(each.id) !== each)

  const shown = new Set(before.episodes.flatMap(({ segments }) => segments.map(({ id }) => id)))
  let gone: Changed | undefined
  for (const each of touched) {
    const was = old.get(each.id)
    if (!was) continue
    const segment = movedIn(was.segments, each.segments)
    if (segment !== undefined) return { spot: { on: 'segment', id: segment } }
    gone ??= goneFrom(after, was, each)
  }
  const missing = before.episodes.findIndex(({ id }) => !after.episodes.some((e) => e.id === id))
  if (missing >= 0) {
    const spot = spotAt(after, Math.min(missing, after.episodes.length - 1), 0)
    return spot && { spot }
  }
  if (gone) return gone

  for (const each of touched) {
    const text = textIn(old.get(each.id), each)
    if (text) return text
  }
  for (const each of touched) {
    const segment = each.segments.find(
      (now) => shown.has(now.id) && !old.get(each.id)?.segments.includes(now),
    )
    if (segment) return { spot: { on: 'segment', id: segment.id } }
  }
  const first = touched[0]
  return first && { spot: { on: 'episode', id: first.id } }
}

/// The first that is new in a list, or else the one that stands elsewhere among the others.
function movedIn(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): string | undefined {
  const known = new Set(before.map(({ id }) => id))
  const fresh = after.find(({ id }) => !known.has(id))
  if (fresh) return fresh.id
  const left = new Set(after.map(({ id }) => id))
  const was = before.map(({ id }) => id).filter((id) => left.has(id))
  const now = after.map(({ id }) => id)
  const i = now.findIndex((id, at) => id !== was[at])
  if (i === -1) return undefined
  const without = (ids: readonly string[], id: string | undefined) =>
    ids.filter((each) => each !== id).join('\n')
  return without(now, now[i]) === without(was, now[i]) ? now[i] : was[i]
}

/// A segment that an episode shows no longer leads to the one that it was merged into, or else to
/// what stands in its place now.
function goneFrom(after: Series, was: Episode, now: Episode): Changed | undefined {
  const index = was.segments.findIndex(({ id }) => !now.segments.some((each) => each.id === id))
  if (index === -1) return undefined
  const row = findSpot(after, { on: 'episode', id: now.id })?.row ?? 0
  const merged = was.segments[index - 1] !== now.segments[index - 1]
  const spot = spotAt(after, row, Math.min(merged ? index : index + 1, now.segments.length))
  return spot && { spot }
}

function textIn(was: Episode | undefined, now: Episode): Changed | undefined {
  if (!was) return undefined
  if (was.title !== now.title) {
    const { from, insert } = smallestEdit(was.title, now.title)
    const field = { in: 'title', episode: now.id } as const
    return {
      spot: { on: 'episode', id: now.id },
      text: { field, caret: from + insert.length },
    }
  }
  const old = new Map(was.segments.map((segment) => [segment.id, segment]))
  for (const segment of now.segments) {
    const text = outlineIn(old.get(segment.id), segment)
    if (text) return { spot: { on: 'segment', id: segment.id }, text }
  }
  return undefined
}

function outlineIn(was: Segment | undefined, now: Segment): Changed['text'] {
  if (!was || was === now) return undefined
  for (const { id, text } of now.outlines) {
    const old = was.outlines.find((outline) => outline.id === id)
    if (!old || old.text === text) continue
    const { from, insert } = smallestEdit(old.text, text)
    return { field: { in: 'outline', segment: id }, caret: from + insert.length }
  }
  return undefined
}
