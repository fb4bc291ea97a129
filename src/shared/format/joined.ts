import type { Kept } from '../document/kept.ts'
import type { Series } from '../domain/series.ts'
import type { Carried } from './screenplay.ts'

/// What was carried with lines that have been joined into another is carried with that one, under
/// the name `joined`: a JSON list of what was carried with each. A format that understands its own
/// part of it takes it out; for all others it is one more text that travels.
const joinedName = 'joined'

/// What a document keeps, each line with what was carried with those that are part of it now.
export function withJoined(series: Series, kept: Kept): Kept {
  const { joined } = kept
  if (!joined || joined.size === 0) return kept
  const shown = new Set(
    series.episodes.flatMap(({ segments }) =>
      segments.flatMap(({ lines }) => lines.map(({ id }) => id)),
    ),
  )
  // A line is joined into one other: from what is shown no way leads back to it.
  const partsOf = (line: string): readonly Carried[] => {
    const parts: Carried[] = []
    const left = [line]
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (at !== line) {
        const { [joinedName]: before, ...own } = kept.carried.get(at) ?? {}
        if (Object.keys(own).length > 0) parts.push(own)
        parts.push(...readList(before).toReversed())
      }
      left.push(...(joined.get(at) ?? []).filter((part) => !shown.has(part)))
    }
    return parts.reverse()
  }
  const carried = new Map(kept.carried)
  for (const line of joined.keys()) {
    if (!shown.has(line)) continue
    const own = kept.carried.get(line)
    const parts = [...partsOf(line), ...readJoined(own)]
    if (parts.length > 0) carried.set(line, { ...own, [joinedName]: JSON.stringify(parts) })
  }
  return { ...kept, carried, joined: new Map() }
}

/// What was carried with the lines that are part of one now.
export function readJoined(carried: Carried | undefined): readonly Carried[] {
  return readList(carried?.[joinedName])
}

function readList(text: string | undefined): readonly Carried[] {
  if (text === undefined) return []
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.every(isCarried) ? list : []
  } catch {
    return []
  }
}

function isCarried(value: unknown): value is Carried {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string')
  )
}

/// What is carried with a line without what a format has left with lines that are part of it.
export function withoutJoined(carried: Carried, format: string): Carried {
  const { [joinedName]: given, ...own } = carried
  if (given === undefined) return carried
  const list = readList(given)
  // What nobody understands travels on.
  if (list.length === 0) return carried
  const rest = list
    .map(({ [format]: _, ...others }) => others)
    .filter((each) => Object.keys(each).length > 0)
  return rest.length > 0 ? { ...own, [joinedName]: JSON.stringify(rest) } : own
}
