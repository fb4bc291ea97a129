/// Fitting lines into the seconds that a room has planned. The wider plan is the total and the
/// narrower one holds inside it: a segment's plan over a scene's, a scene's over a line's.

/// A stretch of a segment.
export interface Stretch {
  /// Seconds it takes by itself.
  readonly own: number
  /// Seconds it takes on the clock.
  readonly seconds: number
  /// Whether it has been planned.
  readonly held: boolean
}

/// Gives runs of stretches `seconds` in all. Stretches that are held keep theirs while they fit, and
/// the others share what remains, each in proportion to what it takes; where they do not fit, or
/// there are no others, all give way alike. Runs that take no time at all are given it in front.
export function fitted(
  runs: readonly (readonly Stretch[])[],
  seconds: number,
): readonly (readonly Stretch[])[] {
  let held = 0
  let free = 0
  for (const stretch of runs.flat()) {
    if (stretch.held) held += stretch.seconds
    else free += stretch.seconds
  }
  if (held + free === 0) {
    return runs.map((_, i) => (i === 0 ? [{ own: 0, seconds, held: true }] : []))
  }
  const fits = free > 0 && held <= seconds
  const kept = fits ? 1 : seconds / (held + free)
  const shared = fits ? (seconds - held) / free : kept
  return runs.map((run) =>
    run.map((stretch) => ({
      ...stretch,
      seconds: stretch.seconds * (stretch.held ? kept : shared),
    })),
  )
}

/// The stretches between two seconds of a segment's own clock, of which some are held.
export function stretchesBetween(
  from: number,
  to: number,
  held: readonly (readonly [from: number, to: number])[],
): readonly Stretch[] {
  const stretches: Stretch[] = []
  let at = from
  const add = (until: number, isHeld: boolean) => {
    if (until > at) stretches.push({ own: until - at, seconds: until - at, held: isHeld })
    at = Math.max(at, until)
  }
  for (const [start, end] of [...held].sort(([a], [b]) => a - b)) {
    add(start, false)
    add(end, true)
  }
  add(to, false)
  return stretches
}

/// Seconds on the clock at `own` seconds into stretches that lie one after the other.
export function clockAt(stretches: readonly Stretch[], own: number): number {
  let left = own
  let clock = 0
  for (const stretch of stretches) {
    if (left <= 0) return clock
    if (left < stretch.own) return clock + (left / stretch.own) * stretch.seconds
    left -= stretch.own
    clock += stretch.seconds
  }
  return clock
}

export function secondsIn(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { seconds }) => sum + seconds, 0)
}
