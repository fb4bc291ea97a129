import { type Cue, type Cues, litAt, moment } from '../../shared/derive/cues.ts'

/// A read-through under way: a state, what people do to it, and the time, which is given. It knows
/// no clock of its own, so a second of it lasts as long as its caller says.

export interface Reading {
  readonly cues: Cues
  /// Seconds into the episode: where it is held, or where it was at `since`.
  readonly at: number
  /// When it began to run from `at`, in milliseconds; undefined while it is held.
  readonly since?: number
  /// Seconds of the episode to a second.
  readonly speed: number
}

export const speeds = [0.75, 1, 1.25, 1.5] as const

export type Deed =
  | { readonly do: 'toggle' | 'pause' | 'start' | 'tick' }
  | { readonly do: 'line' | 'segment'; readonly by: 1 | -1 }
  | { readonly do: 'speed'; readonly by: 1 | -1 }
  | { readonly do: 'speed'; readonly to: number }
  /// The episode has been changed, by whomever.
  | { readonly do: 'follow'; readonly cues: Cues }

/// A read-through that is held at the start of a line, or of the episode where there is no such
/// line or it takes no time.
export function openedAt(cues: Cues, line: string | undefined): Reading {
  return { cues, at: startOf(cues, line) ?? 0, speed: 1 }
}

/// Seconds into the episode at `now`.
export function positionAt({ cues, at, since, speed }: Reading, now: number): number {
  const run = since === undefined ? 0 : (Math.max(0, now - since) / 1000) * speed
  return Math.min(cues.time.seconds, at + run)
}

export function hasEnded(reading: Reading, now: number): boolean {
  return positionAt(reading, now) >= reading.cues.time.seconds - moment
}

export function after(reading: Reading, deed: Deed, now: number): Reading {
  const at = positionAt(reading, now)
  switch (deed.do) {
    case 'tick':
      return reading.since !== undefined && hasEnded(reading, now) ? held(reading, at) : reading
    case 'pause':
      return held(reading, at)
    case 'toggle':
      if (reading.since !== undefined) return held(reading, at)
      return { ...reading, at: hasEnded(reading, now) ? 0 : at, since: now }
    case 'start':
      return moved(reading, 0, now)
    case 'line':
      return moved(reading, neighbour(lineStarts(reading.cues), at, deed.by), now)
    case 'segment':
      return moved(reading, neighbour(segmentStarts(reading.cues), at, deed.by), now)
    case 'speed':
      return { ...moved(reading, at, now), speed: 'to' in deed ? deed.to : next(reading, deed.by) }
    case 'follow':
      return { ...moved(reading, followed(reading.cues, deed.cues, at), now), cues: deed.cues }
  }
}

function held({ since: _, ...reading }: Reading, at: number): Reading {
  return { ...reading, at }
}

function moved(reading: Reading, at: number, now: number): Reading {
  return { ...reading, at, ...(reading.since !== undefined && { since: now }) }
}

function next({ speed }: Reading, by: 1 | -1): number {
  const index = (speeds as readonly number[]).indexOf(speed)
  return speeds[index + by] ?? speed
}

/// Seconds after which going back goes to the start of what is on, not to what was before it.
const within = 1

/// The start before or behind a moment; at the ends, the first, or the end of it all.
function neighbour(starts: readonly number[], at: number, by: 1 | -1): number {
  if (by > 0) return starts.find((start) => start > at + moment) ?? at
  return starts.findLast((start) => start < at - within) ?? 0
}

function lineStarts({ cues, time }: Cues): readonly number[] {
  return [...cues.map(({ start }) => start).sort((a, b) => a - b), time.seconds]
}

function segmentStarts({ time }: Cues): readonly number[] {
  return [
    ...time.segments.filter(({ seconds }) => seconds > 0).map(({ start }) => start),
    time.seconds,
  ]
}

function startOf({ cues, episode }: Cues, line: string | undefined): number | undefined {
  if (line === undefined) return undefined
  const lines = episode.segments.flatMap((segment) => segment.lines)
  const from = lines.findIndex(({ id }) => id === line)
  if (from < 0) return undefined
  // A name takes no time: it begins with what is said.
  const ids = new Set(lines.slice(from).map(({ id }) => id))
  return cues.find((cue) => ids.has(cue.line.id))?.start
}

/// The same moment of the same line, wherever it is now. When the line is gone, the start of the
/// next one that is still there, else the end.
function followed(before: Cues, now: Cues, at: number): number {
  const current = litAt(before, at)[0] ?? before.cues.find(({ start }) => start >= at)
  const index = current === undefined ? before.cues.length : before.cues.indexOf(current)
  for (const cue of before.cues.slice(index)) {
    const same = now.cues.find(({ line }) => line.id === cue.line.id)
    if (same === undefined) continue
    return cue === current ? same.start + (same.end - same.start) * into(cue, at) : same.start
  }
  return now.time.seconds
}

function into({ start, end }: Cue, at: number): number {
  return Math.min(1, Math.max(0, (at - start) / (end - start)))
}
