import type { Element } from '../domain/element.ts'
import type { Line } from '../domain/line.ts'
import { textOf } from '../domain/line.ts'
import type { Series } from '../domain/series.ts'
import type { Screenplay, ScreenplayEpisode, ScreenplayLine } from './screenplay.ts'

/// A script that somebody has translated as a file of its own, held against the original: which of
/// its lines belongs to which. Nothing is in the series until it is accepted.

export interface TranslatedFile {
  /// In the order of the script; only what would change something.
  readonly proposals: readonly TranslationProposal[]
  /// What the file says that belongs to no line, in its order.
  readonly unplaced: readonly { readonly number: number; readonly text: string }[]
}

export interface TranslationProposal {
  /// The id of the line.
  readonly line: string
  /// Of its episode.
  readonly number: number
  /// What the line says, which is what the translation is of.
  readonly source: string
  readonly was: string
  readonly next: string
  /// Whether the lines around it are matched without a gap as well.
  readonly isSure: boolean
}

/// Pairs that are weighed at most: a season of 8000 lines in one piece.
const mostPairs = 64_000_000

/// Lines are matched by place and element, episode by episode; a file without episodes is held
/// against the whole season.
export function translationsIn(
  { episodes }: Pick<Series, 'episodes'>,
  { episodes: translated }: Pick<Screenplay, 'episodes'>,
): TranslatedFile {
  const original = episodes.map(({ segments }, i) =>
    segments
      .flatMap(({ lines }) => lines)
      .filter(({ text }) => text.trim() !== '')
      .map((line): Original => ({ line, number: i + 1 })),
  )
  const theirs = translated.map(linesOf)
  const inOne = theirs.length === 1
  const left = inOne ? [original.flat()] : original
  const proposals: TranslationProposal[] = []
  const unplaced: { number: number; text: string }[] = []
  for (const [i, lines] of theirs.entries()) {
    const own = left[i] ?? []
    const pairs = own.length * lines.length > mostPairs ? [] : matched(own, lines)
    const placed = new Set<number>()
    for (const [at, [a, b]] of pairs.entries()) {
      const [one, other] = [own[a], lines[b]]
      if (!one || !other) continue
      placed.add(b)
      const { id, text, translation = '', element } = one.line
      const [before, behind] = [pairs[at - 1] ?? [-1, -1], pairs[at + 1] ?? ends(own, lines)]
      const isBetween = a - before[0] === b - before[1] && behind[0] - a === behind[1] - b
      const isSame = other.element === element && other.text !== text
      if (other.text === translation) continue
      const { number } = one
      const isSure = isBetween && isSame
      proposals.push({ line: id, number, source: text, was: translation, next: other.text, isSure })
    }
    for (const [b, { text }] of lines.entries()) {
      if (!placed.has(b)) unplaced.push({ number: i + 1, text })
    }
  }
  return { proposals, unplaced }
}

interface Original {
  readonly line: Line
  readonly number: number
}

interface Translated {
  readonly element: Element
  readonly text: string
}

function linesOf({ hook, beats, cliffhanger }: ScreenplayEpisode): readonly Translated[] {
  return [hook, ...beats, cliffhanger]
    .flatMap(({ lines }): readonly ScreenplayLine[] => lines)
    .map(({ element, spans }) => ({ element, text: textOf(spans).trim() }))
    .filter(({ text }) => text !== '')
}

type Pair = readonly [original: number, translated: number]

function ends(own: readonly unknown[], lines: readonly unknown[]): Pair {
  return [own.length, lines.length]
}

/// What it costs to leave a line without its like.
const gap = -1

/// The pairing of two runs of lines that fits best, in order (Needleman and Wunsch, J. Mol. Biol.
/// 48, 1970).
function matched(own: readonly Original[], lines: readonly Translated[]): readonly Pair[] {
  const [n, m] = [own.length, lines.length]
  const lengths = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0)
  const ours = lengths(own.map(({ line }) => line.text))
  const ratio = lengths(lines.map(({ text }) => text)) / Math.max(1, ours)
  // Which way each cell was come to: 0 both, 1 a line of ours alone, 2 one of theirs.
  const ways = new Uint8Array((n + 1) * (m + 1))
  let above = Float32Array.from({ length: m + 1 }, (_, j) => j * gap)
  ways.fill(2, 1, m + 1)
  for (let i = 1; i <= n; i++) {
    const row = new Float32Array(m + 1)
    row[0] = i * gap
    ways[i * (m + 1)] = 1
    for (let j = 1; j <= m; j++) {
      const both = (above[j - 1] ?? 0) + likeness(own[i - 1], lines[j - 1], ratio)
      const ourAlone = (above[j] ?? 0) + gap
      const theirAlone = (row[j - 1] ?? 0) + gap
      const best = Math.max(both, ourAlone, theirAlone)
      row[j] = best
      ways[i * (m + 1) + j] = best === both ? 0 : best === ourAlone ? 1 : 2
    }
    above = row
  }
  const pairs: Pair[] = []
  for (let [i, j] = [n, m]; i > 0 || j > 0; ) {
    const way = ways[i * (m + 1) + j]
    if (way === 0) pairs.push([--i, --j])
    else if (way === 1) i--
    else j--
  }
  return pairs.reverse()
}

/// Kinds of line that formats take for each other.
const loose: ReadonlySet<Element> = new Set([
  'action',
  'general',
  'shot',
  'on-screen-text',
  'lyric',
])

/// How well two lines go together, by element, length and what both say.
function likeness(
  original: Original | undefined,
  other: Translated | undefined,
  ratio: number,
): number {
  if (!original || !other) return -9
  const { element, text } = original.line
  if (element !== other.element && !(loose.has(element) && loose.has(other.element))) return -9
  const part = other.text.length / Math.max(1, text.length * ratio)
  const inLength = Math.min(part, 1 / part)
  return (element === other.element ? 2 : 0) + inLength + (text === other.text ? 2 : 0)
}
