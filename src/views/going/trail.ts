/// The places in the script that somebody has been to, in the order of going: as a browser goes back
/// and forward through pages. A value; every step gives a new one.

/// A place: a segment, and the line and how far into it (code units) where that is known.
export interface Stop {
  readonly segment: string
  readonly line?: string
  readonly offset?: number
}

export interface Trail {
  /// Left by jumping, the last one last.
  readonly behind: readonly Stop[]
  readonly here: Stop | undefined
  /// Left by going back, the next one first.
  readonly ahead: readonly Stop[]
}

export const noTrail: Trail = { behind: [], here: undefined, ahead: [] }

/// Places that are kept each way.
export const longest = 50

/// Somebody is somewhere now. What `isNear` says is a small move, and changes only where one is;
/// anything else is a jump: the way back leads to the place before it, and what lay ahead is gone.
export function visit(trail: Trail, stop: Stop, isNear: (a: Stop, b: Stop) => boolean): Trail {
  const { here, behind } = trail
  if (!here) return { ...trail, here: stop }
  if (sameStop(here, stop)) return trail
  if (isNear(here, stop)) return { ...trail, here: stop }
  return { behind: [...behind, here].slice(-longest), here: stop, ahead: [] }
}

/// Somebody goes from here to a place on purpose, however near it is.
export function jump(trail: Trail, stop: Stop): Trail {
  return visit(trail, stop, () => false)
}

/// The trail one place back (−1) or forward (1), past those that are not there any more. Undefined
/// where there is none that way.
export function travel(
  trail: Trail,
  way: -1 | 1,
  isThere: (stop: Stop) => boolean,
): Trail | undefined {
  const { behind, here, ahead } = trail
  if (way < 0) {
    const at = behind.findLastIndex(isThere)
    const to = behind[at]
    if (!to) return undefined
    return { behind: behind.slice(0, at), here: to, ahead: withHere(here, ahead) }
  }
  const at = ahead.findIndex(isThere)
  const to = ahead[at]
  if (!to) return undefined
  const before = here ? [...behind, here].slice(-longest) : behind
  return { behind: before, here: to, ahead: ahead.slice(at + 1) }
}

function withHere(here: Stop | undefined, ahead: readonly Stop[]): readonly Stop[] {
  return here ? [here, ...ahead].slice(0, longest) : ahead
}

export function sameStop(a: Stop, b: Stop): boolean {
  return a.segment === b.segment && a.line === b.line && a.offset === b.offset
}

/// Makes a trail of what was stored, which may be anything.
export function readTrail(text: string | null): Trail {
  try {
    const { behind, ahead, here } = JSON.parse(text ?? '') as Record<string, unknown>
    const [last] = stopsIn([here])
    return { behind: stopsIn(behind), here: last, ahead: stopsIn(ahead) }
  } catch {
    return noTrail
  }
}

function stopsIn(value: unknown): readonly Stop[] {
  if (!Array.isArray(value)) return []
  return value
    .flatMap((each: unknown): Stop[] => {
      const { segment, line, offset } = (each ?? {}) as Record<string, unknown>
      if (typeof segment !== 'string') return []
      if (typeof line !== 'string') return [{ segment }]
      return [{ segment, line, ...(typeof offset === 'number' ? { offset } : {}) }]
    })
    .slice(-longest)
}
