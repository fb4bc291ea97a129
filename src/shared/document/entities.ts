import { type Episode, isDay, type Writer } from '../domain/episode.ts'
import { sameLine } from '../domain/line.ts'
import type { Outline, Segment } from '../domain/segment.ts'
import type { EpisodePlan, Group } from './arrangement.ts'
import { keep, keepArray } from './identity.ts'
import { type Entity, entityOf, type Roots, textIn, writerKey } from './roots.ts'
import type { Spot } from './spot.ts'

/// Episodes and segments as values, read from what the Y.Doc says of them. Whatever is as it was
/// before is the same object.

export function readEpisode(
  roots: Roots,
  plan: EpisodePlan,
  before: Episode | undefined,
  segment: (group: Group) => Segment,
): Episode {
  const entity = entityOf(roots.episodes, plan.id)
  const target = entity?.get('target')
  const due = entity?.get('due')
  const writers = readWriters(entity, before?.writers)
  const value: Episode = {
    id: plan.id,
    title: textIn(entity, 'title')?.toString() ?? '',
    summary: textIn(entity, 'summary')?.toString() ?? '',
    segments: keepArray(before?.segments, plan.groups.map(segment)),
    ...(isSeconds(target) ? { targetSeconds: target } : {}),
    ...(writers ? { writers } : {}),
    ...(isDay(due) ? { due } : {}),
    ...(entity?.get('unlock') === true ? { unlock: true } : {}),
  }
  return keep(before, value)
}

export function readSegment(
  roots: Roots,
  group: Group,
  spots: readonly Spot[],
  before: Segment | undefined,
): Segment {
  const outlines = group.members.map((id): Outline => {
    const text = textIn(entityOf(roots.segments, id), 'outline')?.toString() ?? ''
    const old = before?.outlines.find((outline) => outline.id === id)
    return old?.text === text ? old : { id, text }
  })
  if (outlines.length === 0) outlines.push({ id: group.id, text: '' })
  const entity = entityOf(roots.segments, group.id)
  const emotion = entity?.get('emotion')
  const tags = entity?.get('tags')
  const seconds = entity?.get('seconds')
  const oldLines = new Map(before?.lines.map((line) => [line.id, line]))
  const lines = spots.map((spot) => {
    const old = oldLines.get(spot.line.id)
    return old && sameLine(old, spot.line) ? old : spot.line
  })
  const value: Segment = {
    id: group.id,
    kind: group.kind,
    outlines: keepArray(before?.outlines, outlines),
    lines: keepArray(before?.lines, lines),
    tags: keepArray(
      before?.tags,
      Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    ),
    ...(isEmotion(emotion) ? { emotion } : {}),
    ...(isSeconds(seconds) ? { seconds } : {}),
  }
  return keep(before, value)
}

/// Undefined where nobody has been named.
function readWriters(
  entity: Entity | undefined,
  before: readonly Writer[] | undefined,
): readonly Writer[] | undefined {
  const writers: Writer[] = []
  for (const [key, name] of entity?.entries() ?? []) {
    if (!key.startsWith(writerKey) || typeof name !== 'string' || name === '') continue
    const id = key.slice(writerKey.length)
    const old = before?.find((writer) => writer.id === id)
    writers.push(old?.name === name ? old : { id, name })
  }
  if (writers.length === 0) return undefined
  writers.sort((a, b) => (a.name !== b.name ? (a.name < b.name ? -1 : 1) : a.id < b.id ? -1 : 1))
  return keepArray(before, writers)
}

export function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 86_400
}

function isEmotion(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -5 && value <= 5
}
