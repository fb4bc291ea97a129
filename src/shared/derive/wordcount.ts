import type { Language } from '../domain/language.ts'

/// How much text there is, as the trades count it.
export interface WordCount {
  /// English: what stands between spaces, as word processors count. Chinese: 字数, each Chinese
  /// character and each of its punctuation marks one, and a word or a number of another script one.
  readonly words: number
  /// Characters that are seen; spaces and line breaks are none.
  readonly characters: number
  readonly lines: number
}

export const noWords: WordCount = { words: 0, characters: 0, lines: 0 }

const hasWord = /[\p{L}\p{N}]/u
/// Han, kana, hangul, bopomofo, and full-width and CJK punctuation.
const wide =
  '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Bopo}\\u3001-\\u303f\\uff01-\\uff65“”‘’…—·△▲]'
const wideOrRun = new RegExp(`${wide}|(?:(?!${wide})\\S)+`, 'gu')
const seen = /\S/gu

/// Counts a text that is a line, or several parted by "\n".
export function countText(text: string, language: Language): WordCount {
  return {
    words: language === 'zh-Hans' ? chineseWords(text) : englishWords(text),
    characters: text.match(seen)?.length ?? 0,
    lines: 1,
  }
}

/// A run of signs alone, such as a dash, is no word. Chinese in an English script counts by
/// character there too.
function englishWords(text: string): number {
  let words = 0
  for (const run of text.split(/\s+/)) {
    if (!hasWord.test(run)) continue
    const han = run.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu)?.length ?? 0
    words += han === 0 ? 1 : han + (/[\p{sc=Latin}\p{N}]/u.test(run) ? 1 : 0)
  }
  return words
}

function chineseWords(text: string): number {
  return text.match(wideOrRun)?.length ?? 0
}

export function addCounts(a: WordCount, b: WordCount): WordCount {
  return {
    words: a.words + b.words,
    characters: a.characters + b.characters,
    lines: a.lines + b.lines,
  }
}
