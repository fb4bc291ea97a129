import type { Language } from '../../domain/language.ts'
import { limits, widthOf } from './limits.ts'

/// A speech as subtitles: each at most so many rows of so many characters, cut where people draw
/// breath. Words are never cut; one that is longer than a row has a row of its own.
export function subtitlesOf(text: string, language: Language): readonly string[] {
  const { row, rows } = limits[language]
  const said = tidy(text, language)
  if (said === '') return []
  const parts: string[] = []
  let part = ''
  const close = () => {
    if (part.trim() !== '') parts.push(part.trim())
    part = ''
  }
  for (const sentence of said.split(sentenceEnd)) {
    for (const clause of fits(sentence, row * rows, language)
      ? [sentence]
      : clausesOf(sentence, row * rows, language)) {
      if (part !== '' && !fits(part + clause, row * rows, language)) close()
      part += clause
    }
    // A sentence that fills half of what fits stands alone.
    if (widthOf(part.trim(), language) * 2 >= row * rows) close()
  }
  close()
  return parts.map((each) => inRows(shown(each, language), language))
}

const sentenceEnd = /(?<=[。！？!?…]+[”’"』」）)]?)(?![。！？!?…”’"』」）)])|(?<=[.][”’"]?\s)/u
const clauseEnd = /(?<=[，、；：,;:—–][”’"]?\s*)(?![\s—–])/u

/// What is said, without directions in brackets and with one space wherever there was space.
function tidy(text: string, language: Language): string {
  const brackets = language === 'en' ? /\s*\([^()]*\)/gu : /\s*[（(][^（()）]*[)）]/gu
  return text.replace(brackets, '').replace(/\s+/gu, ' ').trim()
}

function fits(text: string, width: number, language: Language): boolean {
  return widthOf(text.trim(), language) <= width
}

function clausesOf(sentence: string, width: number, language: Language): readonly string[] {
  return sentence
    .split(clauseEnd)
    .flatMap((clause) =>
      fits(clause, width, language) ? [clause] : wordsOf(clause, width, language),
    )
}

/// Pieces of about the same length, each as wide as may be.
function wordsOf(clause: string, width: number, language: Language): readonly string[] {
  const words = breakable(clause, language)
  const whole = widthOf(clause.trim(), language)
  const aim = whole / Math.ceil(whole / width)
  const pieces: string[] = []
  let piece = ''
  for (const word of words) {
    const longer = piece + word
    if (piece !== '' && (!fits(longer, width, language) || widthOf(piece, language) >= aim)) {
      pieces.push(piece)
      piece = word
    } else piece = longer
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/// Where a row may break: behind a space, and in Chinese behind any character that a row may end
/// with, never in front of a mark.
function breakable(text: string, language: Language): readonly string[] {
  if (language === 'en') return text.split(/(?<=\s)/u)
  return (
    text.match(
      /[A-Za-z0-9'’.:%-]+[^\p{Script=Han}A-Za-z0-9]*|[“‘「『（《]*.[，。、；：！？”’」』）》…—\s]*/gsu,
    ) ?? [text]
  )
}

function shown(text: string, language: Language): string {
  if (!limits[language].bare) return text
  return text
    .replace(/[。，；、：]+(?=[”’」』])/gu, '')
    .replace(/[。，；：]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

/// One row, or two that are about as long, parted at a clause where there is one near the middle.
function inRows(text: string, language: Language): string {
  const { row } = limits[language]
  if (widthOf(text, language) <= row) return text
  const words = breakable(text, language)
  const whole = widthOf(text, language)
  let best: { readonly at: number; readonly cost: number } | undefined
  let before = ''
  for (const [i, word] of words.entries()) {
    before += word
    const [first, second] = [
      before.trim(),
      words
        .slice(i + 1)
        .join('')
        .trim(),
    ]
    if (second === '') break
    const [a, b] = [widthOf(first, language), widthOf(second, language)]
    const over = Math.max(a - row, 0) + Math.max(b - row, 0)
    const isBreath = /[,;:.!?，。！？；、…—\s]$/u.test(language === 'en' ? first : before)
    const cost = over * 100 + Math.abs(a - b) / whole + (isBreath ? 0 : 0.35)
    if (!best || cost < best.cost) best = { at: i + 1, cost }
  }
  if (!best) return text
  return `${words.slice(0, best.at).join('').trim()}\n${words.slice(best.at).join('').trim()}`
}
