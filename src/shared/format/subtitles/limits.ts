import type { Language } from '../../domain/language.ts'

/// What readers of a language can take in, and how its subtitles are written.
export interface SubtitleLimits {
  /// Characters a second at most. A full-width character is one, a half-width one in a full-width
  /// language is half.
  readonly perSecond: number
  /// Characters in a row, and rows at once.
  readonly row: number
  readonly rows: number
  /// Punctuation is left out: a space stands for a comma or a stop inside a row.
  readonly bare: boolean
  /// Who is only heard is set in italics.
  readonly italics: boolean
}

/// Reading speeds and row lengths as delivery specifications of streaming platforms have them:
/// Simplified Chinese 9 characters a second and 16 in a row, English 20 and 42.
/// Chinese subtitles have one row, English ones up to two.
export const limits: Readonly<Record<Language, SubtitleLimits>> = {
  en: { perSecond: 20, row: 42, rows: 2, bare: false, italics: true },
  'zh-Hans': { perSecond: 9, row: 16, rows: 1, bare: true, italics: false },
}

/// Seconds: how long a subtitle stands at least and at most, and what parts it from the next (two
/// frames at 24 a second).
export const stands = { least: 0.833, most: 7, gap: 0.083 } as const

/// The length of a text in characters of its language.
export function widthOf(text: string, language: Language): number {
  if (language === 'en') return [...text].length
  let width = 0
  for (const char of text) width += isHalf(char) ? 0.5 : 1
  return width
}

function isHalf(char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  return code < 0x2000 || (code >= 0xff61 && code <= 0xffdc)
}
