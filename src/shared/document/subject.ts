import type * as Y from 'yjs'
import { type Characters, type Range, type Run, readCharacters } from './characters.ts'
import { cutsPairAt } from './diff.ts'
import { bodyOf, entityOf, textIn } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'

/// What a thread of comments is about. It is plain JSON and is kept outside of the document: nobody
/// who may only comment writes in the script. A passage names the characters that were selected by
/// the ids they were written under, with what they said and what stood around them, so that it
/// follows them through typing, moves, splits and merges (whereabouts.ts finds it again).
///
/// `episode` and `segment` of a passage are where it was when it was selected.
export type Subject =
  | { readonly on: 'episode'; readonly episode: string }
  | { readonly on: 'segment'; readonly episode: string; readonly segment: string }
  | {
      readonly on: 'passage'
      readonly episode: string
      readonly segment: string
      /// At least one: a part for each line and each paragraph of outline.
      readonly parts: readonly Part[]
    }

/// A part of a passage: characters that stood next to each other in one shared text.
export interface Part {
  readonly in: Home
  readonly quote: string
  /// As long as the quote, all in all.
  readonly runs: readonly Run[]
  /// What stood in front of it and behind it in the same text, up to `contextLength` code units;
  /// less only where the text began or ended.
  readonly before: string
  readonly after: string
}

/// The shared text that a part is in: the body of an id, or the outline of a segment.
export type Home = { readonly body: string } | { readonly outline: string }

export const contextLength = 32

/// A longer selection is quoted up to here.
export const most = { units: 2000, parts: 60, runs: 400, id: 200 } as const

/// Makes a passage out of stretches of shared texts, in their order. Undefined where they say
/// nothing but white space.
export function passageOf(
  document: SeriesDocument,
  at: { readonly episode: string; readonly segment: string },
  stretches: readonly (Range & { readonly in: Home })[],
): Subject | undefined {
  const parts: Part[] = []
  const read = new Map<Y.Text, Characters>()
  let [units, runs] = [0, 0]
  for (const stretch of stretches) {
    const text = homeText(document, stretch.in)
    if (!text || parts.length === most.parts) continue
    const characters = read.get(text) ?? readCharacters(document.doc, text)
    read.set(text, characters)
    const part = partOf(characters, stretch, most.units - units, most.runs - runs)
    if (!part) continue
    parts.push({ in: stretch.in, ...part })
    units += part.quote.length
    runs += part.runs.length
  }
  return parts.length > 0 ? { on: 'passage', ...at, parts } : undefined
}

/// The part that a range is, without the white space at its ends, as long as the room left for it.
function partOf(
  characters: Characters,
  range: Range,
  units: number,
  runs: number,
): Omit<Part, 'in'> | undefined {
  const { flat } = characters
  const said = flat.slice(range.from, range.to)
  const from = range.from + said.length - said.trimStart().length
  let to = Math.min(range.from + said.trimEnd().length, from + units)
  const own = characters.runsIn({ from, to }).slice(0, Math.max(runs, 0))
  to = Math.min(to, from + own.reduce((sum, [, , length]) => sum + length, 0))
  if (cutsPairAt(flat, to)) to--
  if (from >= to) return undefined
  return {
    quote: flat.slice(from, to),
    runs: characters.runsIn({ from, to }),
    before: flat.slice(Math.max(from - contextLength, 0), from),
    after: flat.slice(to, to + contextLength),
  }
}

export function homeText({ roots }: SeriesDocument, home: Home): Y.Text | undefined {
  return 'body' in home
    ? bodyOf(roots, home.body)
    : textIn(entityOf(roots.segments, home.outline), 'outline')
}

/// The words a thread is about, a line for each part; empty where it is about a whole segment or
/// episode.
export function quoteOf(subject: Subject): string {
  return subject.on === 'passage' ? subject.parts.map(({ quote }) => quote).join('\n') : ''
}

/// Reads a subject from outside; undefined where it is none, or larger than any that is made here.
export function asSubject(value: unknown): Subject | undefined {
  if (!isRecord(value) || !isId(value.episode)) return undefined
  const { on, episode, segment, parts } = value
  if (on === 'episode') return { on, episode }
  if (!isId(segment)) return undefined
  if (on === 'segment') return { on, episode, segment }
  if (on !== 'passage' || !Array.isArray(parts)) return undefined
  if (parts.length === 0 || parts.length > most.parts) return undefined
  const read = parts.map(asPart)
  const sound = read.filter((part) => part !== undefined)
  const units = sound.reduce((sum, { quote }) => sum + quote.length, 0)
  const runs = sound.reduce((sum, part) => sum + part.runs.length, 0)
  if (sound.length < read.length || units > most.units || runs > most.runs) return undefined
  return { on, episode, segment, parts: sound }
}

function asPart(value: unknown): Part | undefined {
  if (!isRecord(value) || !isRecord(value.in) || !Array.isArray(value.runs)) return undefined
  const { quote, before, after } = value
  const runs = value.runs.filter(isRun)
  if (!isTextWithin(quote, most.units) || quote.trim() === '') return undefined
  if (!isTextWithin(before, contextLength) || !isTextWithin(after, contextLength)) return undefined
  const length = runs.reduce((sum, run) => sum + run[2], 0)
  if (runs.length < value.runs.length || length !== quote.length) return undefined
  const { body, outline } = value.in
  if (isId(body)) return { in: { body }, quote, runs, before, after }
  if (isId(outline)) return { in: { outline }, quote, runs, before, after }
  return undefined
}

function isRun(value: unknown): value is Run {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [client, clock, length] = value
  return isCount(client) && isCount(clock) && isCount(length) && length > 0
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isId(value: unknown): value is string {
  return isTextWithin(value, most.id) && value !== ''
}

function isTextWithin(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length <= length
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
