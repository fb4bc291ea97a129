import { canonicalSpans } from '../fountain/exact.ts'
import { withoutJoined } from '../joined.ts'
import type {
  Carried,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import { unwritable, type XmlElement, xmlElement, xmlText } from '../xml.ts'
import { isCarried } from './carried.ts'
import { firstOf, withChildren } from './tree.ts'

/// What Final Draft has no place for stands in an element of ours, `<Ninety>`, first in the
/// paragraph, or last in the file, that it belongs to: a JSON object of what differs from what the
/// page says. Its names and values are those of the JSON format (docs/FORMATS.md); null takes a value
/// away. `as` has what the page said for each of them: where that has changed since, the page is
/// right and the fact is left out.

export type Value = Readonly<Record<string, unknown>>

const elementName = 'Ninety'

/// The facts that turn `read` into `given`, both as values of the JSON format.
export function differences(given: Value, read: Value): Value | undefined {
  const facts: Record<string, unknown> = {}
  const as: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(given), ...Object.keys(read)])) {
    if (same(given[key], read[key])) continue
    facts[key] = given[key] ?? null
    if (read[key] !== undefined) as[key] = read[key]
  }
  if (Object.keys(facts).length === 0) return undefined
  return Object.keys(as).length > 0 ? { ...facts, as } : facts
}

/// What a value is with these facts; `stale` where some of them no longer fit the page.
export function overlaid(
  read: Value,
  facts: Value | undefined,
): { readonly value: Value; readonly stale: boolean } {
  if (!facts) return { value: read, stale: false }
  const { as, ...said } = facts
  const before = isValue(as) ? as : {}
  const value: Record<string, unknown> = { ...read }
  let stale = false
  for (const [key, fact] of Object.entries(said)) {
    if (!same(before[key], read[key])) stale = true
    else if (fact === null) delete value[key]
    else value[key] = fact
  }
  return { value, stale }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function factsElement(facts: Value): XmlElement {
  const json = JSON.stringify(facts).replace(
    unwritable,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return xmlElement(elementName, {}, [json])
}

export function withFacts(paragraph: XmlElement, facts: Value | undefined): XmlElement {
  return facts ? withChildren(paragraph, [factsElement(facts), ...paragraph.children]) : paragraph
}

/// Tells our facts from the rest of an element. `damaged` where they are there and say nothing.
export function takeFacts(element: XmlElement): {
  readonly bare: XmlElement
  readonly facts?: Value
  readonly damaged?: true
} {
  const found = firstOf(element, elementName)
  if (!found) return { bare: element }
  const bare = withChildren(
    element,
    element.children.filter((child) => child !== found),
  )
  try {
    const facts: unknown = JSON.parse(xmlText(found))
    return isValue(facts) ? { bare, facts } : { bare, damaged: true }
  } catch {
    return { bare, damaged: true }
  }
}

/// The text of a line as the JSON format has it, always as a list of stretches.
export function lineValue({ spans, ...own }: ScreenplayLine): Value {
  const text = canonicalSpans(spans).map(({ text, style }) => ({ text, ...style }))
  return withCarried({ ...own, text })
}

export function segmentValue({ lines: _, ...own }: ScreenplaySegment): Value {
  return withCarried(own)
}

export function episodeValue(episode: ScreenplayEpisode): Value {
  const { hook: _, beats: _beats, cliffhanger: _last, ...own } = episode
  return withCarried(own)
}

export function seriesValue({ episodes: _, ...own }: Screenplay): Value {
  return withCarried(own)
}

/// What this format has left itself goes into the file as what it is; anything else under its id is
/// none of its own.
function withCarried({ carried, ...own }: Value & { readonly carried?: Carried }): Value {
  const { fdx, ...others } = withoutJoined(carried ?? {}, 'fdx')
  const left = { ...others, ...(fdx !== undefined && !isCarried(fdx) && { fdx }) }
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(given),
    ...(Object.keys(left).length > 0 && { carried: left }),
  }
}
