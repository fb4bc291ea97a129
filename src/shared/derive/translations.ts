import type { Episode } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'
import type { Segment } from '../domain/segment.ts'
import { type Finder, type FoundRange, finderOf } from './findtext.ts'

/// How far the other language of a script has come.

/// - empty: there is nothing to translate;
/// - missing: there is no translation;
/// - stale: the line said something else when it was translated;
/// - done.
export type TranslationState = 'empty' | 'missing' | 'stale' | 'done'

export function translationState({ text, translation, translated }: Line): TranslationState {
  if (text.trim() === '') return 'empty'
  if (!translation?.trim()) return 'missing'
  return translated !== undefined && translated !== text ? 'stale' : 'done'
}

export interface TranslationCounts {
  /// Lines that have something to translate.
  readonly lines: number
  readonly missing: number
  readonly stale: number
}

/// What is still to be done in an episode.
export function translationCounts({ segments }: Pick<Episode, 'segments'>): TranslationCounts {
  const known = counted.get(segments)
  if (known) return known
  const sum = { lines: 0, missing: 0, stale: 0 }
  for (const segment of segments) {
    const { lines, missing, stale } = countsOf(segment)
    sum.lines += lines
    sum.missing += missing
    sum.stale += stale
  }
  counted.set(segments, sum)
  return sum
}

const counted = new WeakMap<object, TranslationCounts>()

function countsOf(segment: Segment): TranslationCounts {
  const known = counted.get(segment)
  if (known) return known
  const states = segment.lines.map(translationState)
  const count = (wanted: TranslationState) => states.filter((state) => state === wanted).length
  const counts = {
    lines: states.length - count('empty'),
    missing: count('missing'),
    stale: count('stale'),
  }
  counted.set(segment, counts)
  return counts
}

export interface Term {
  readonly term: string
  readonly translation: string
}

export interface TermInLine extends Term {
  /// Whether the line's translation has the term's.
  readonly isKept: boolean
}

/// The terms of a glossary that a line has, in their order in it, each once. A term inside of a
/// longer one does not count.
export function termsIn(
  { text, translation = '' }: Pick<Line, 'text' | 'translation'>,
  glossary: readonly Term[],
): readonly TermInLine[] {
  const taken: FoundRange[] = []
  const found: { readonly at: number; readonly term: TermInLine }[] = []
  const whole = glossary.filter((each) => each.translation.trim() !== '')
  for (const term of whole.sort((a, b) => b.term.length - a.term.length)) {
    const places = placesOf(text, term.term).filter(
      (place) => !taken.some(({ from, to }) => place.from < to && place.to > from),
    )
    const [first] = places
    if (!first) continue
    taken.push(...places)
    const isKept = placesOf(translation, term.translation).length > 0
    found.push({ at: first.from, term: { ...term, isKept } })
  }
  return found.sort((a, b) => a.at - b.at).map(({ term }) => term)
}

/// `Lin` is not in `Linda`; scripts without spaces have no such borders.
function placesOf(text: string, term: string): readonly FoundRange[] {
  let find = finders.get(term)
  if (!find) {
    find = finderOf({ text: term, matchCase: false, wholeWord: true })
    finders.set(term, find)
  }
  return find(text)
}

const finders = new Map<string, Finder>()

/// How texts are translated in the season already, by the text: the first place counts.
export function translationMemory(episodes: readonly Episode[]): ReadonlyMap<string, string> {
  const memory = new Map<string, string>()
  for (const { segments } of episodes) {
    for (const { lines } of segments) {
      for (const line of lines) {
        const { text, translation = '' } = line
        if (translationState(line) === 'done' && !memory.has(text)) memory.set(text, translation)
      }
    }
  }
  return memory
}
