import type { Language } from '../domain/language.ts'
import { chineseNumeral, englishNumeral } from './numerals.ts'
import { syllablesIn } from './syllables.ts'

/// What a text sounds like when it is spoken: how much there is to say, and where the voice rests.
/// Counts may be fractions, where only a part of a word is asked for.
export interface Sound {
  /// Han characters, kana and hangul: each is about a syllable.
  readonly characters: number
  /// Syllables of words in other scripts.
  readonly syllables: number
  /// Rests inside the text at a comma, colon, semicolon, dash or line break.
  readonly commas: number
  /// Rests inside the text at the end of a sentence.
  readonly stops: number
  /// Whether anything is there to be performed, if only a "……".
  readonly sounded: boolean
}

/// What a text is read as, piece by piece.
type Kind =
  | 'characters'
  | 'numeral'
  | 'abbreviation'
  | 'word'
  | 'letters'
  | 'sign'
  | 'stop'
  | 'comma'

const han = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]+'
const piece = new RegExp(
  [
    '(?:[A-Z]\\.){2,}|(?:Mrs?|Ms|Dr|St|Jr|Sr|vs)\\.',
    "\\p{sc=Latin}[\\p{sc=Latin}\\p{M}]*(?:['’][\\p{sc=Latin}\\p{M}]+)*",
    han,
    '[0-9]+(?:[.,:][0-9]+)*(?:(?:st|nd|rd|th|s)(?![a-z]))?',
    '[%$€£¥&+=@#°!?。！？…．｡，、；：—–\\n]',
    '[.,:;](?![A-Za-z0-9])',
    '--',
    `(?:(?![0-9]|\\p{sc=Latin}|${han})[\\p{L}\\p{M}\\p{Nd}])+`,
  ].join('|'),
  'gu',
)
const startsInHan = new RegExp(`^${han}`, 'u')
const startsInLatin = /^\p{sc=Latin}/u
const marks = new Map<string, Kind>([
  ...[...'%$€£¥&+=@#°'].map((mark): [string, Kind] => [mark, 'sign']),
  ...[...'.!?。！？…．｡'].map((mark): [string, Kind] => [mark, 'stop']),
  ...[...',:;，、；：—–\n', '--'].map((mark): [string, Kind] => [mark, 'comma']),
])

// By the first letter, not by a group for each kind: groups cost five times as much.
function kindOf(text: string): Kind {
  const code = text.charCodeAt(0)
  if (code >= 0x30 && code <= 0x39) return 'numeral'
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) {
    return text.endsWith('.') ? 'abbreviation' : 'word'
  }
  const mark = marks.get(text)
  if (mark !== undefined) return mark
  if (startsInHan.test(text)) return 'characters'
  return startsInLatin.test(text) ? 'word' : 'letters'
}

/// How `text` sounds up to the code unit `end`. Text in brackets is a direction to the actor and
/// not spoken, so Chinese （…） and 【…】 count as ( ) and [ ] do; a bracket that nobody has closed
/// hides nothing. `language` decides how a numeral is read until a word tells.
export function soundOf(text: string, language: Language, end = text.length): Sound {
  let chinese = language === 'zh-Hans'
  const sound = { characters: 0, syllables: 0, commas: 0, stops: 0, sounded: false }
  let rest: 'commas' | 'stops' | undefined
  for (const match of spoken(text).matchAll(piece)) {
    const from = match.index
    if (from >= end) break
    const said = match[0]
    const kind = kindOf(said)
    sound.sounded = true
    if (kind === 'stop' || kind === 'comma') {
      rest = kind === 'stop' ? 'stops' : (rest ?? 'commas')
      continue
    }
    if (rest !== undefined) sound[rest] += 1
    rest = undefined
    if (kind === 'characters') chinese = true
    else if (kind === 'word' || kind === 'abbreviation') chinese = false
    const share = Math.min(1, (end - from) / said.length)
    const inChinese = chinese && kind !== 'letters'
    const length = lengthSaid(said, kind, chinese, text[from + said.length] === '年')
    sound[inChinese ? 'characters' : 'syllables'] += length * share
  }
  return sound
}

/// Characters or syllables of one piece.
function lengthSaid(said: string, kind: Kind, chinese: boolean, year: boolean): number {
  switch (kind) {
    case 'characters':
      return codePoints(said)
    case 'numeral':
      return numeralLength(said, chinese, year)
    case 'abbreviation':
      return titles.get(said) ?? lettersLength(said.replaceAll('.', ''))
    case 'word':
      return wordLength(said)
    case 'letters':
      // No rule for the other alphabets: about two and a half letters are a syllable.
      return Math.max(1, said.replace(/\p{M}/gu, '').length / 2.5)
    case 'sign':
      return (chinese ? signs.zh : signs.en).get(said) ?? 1
    case 'stop':
    case 'comma':
      return 0
  }
}

function codePoints(text: string): number {
  return text.length === 1 ? 1 : [...text].length
}

/// How much there is to read or to picture in a text, up to the code unit `end`: characters of Han,
/// kana and hangul, and words of other scripts. Counts may be fractions.
export function lengthOf(text: string, end = text.length): { characters: number; words: number } {
  const length = { characters: 0, words: 0 }
  for (const match of text.matchAll(piece)) {
    const from = match.index
    if (from >= end) break
    const seen = match[0]
    const share = Math.min(1, (end - from) / seen.length)
    const kind = kindOf(seen)
    if (kind === 'characters') length.characters += share * codePoints(seen)
    else if (kind !== 'sign' && kind !== 'stop' && kind !== 'comma') length.words += share
  }
  return length
}

const titles = new Map([
  ['Mr.', 2],
  ['Mrs.', 2],
  ['Ms.', 1],
  ['Dr.', 2],
  ['St.', 1],
  ['Jr.', 2],
  ['Sr.', 2],
  ['vs.', 2],
])

const signs = {
  en: new Map(Object.entries({ '%': 2, $: 2, '€': 2, '£': 1, '¥': 1, '=': 2, '#': 2, '°': 2 })),
  zh: new Map(Object.entries({ '%': 3, $: 2, '€': 2, '£': 2, '¥': 1, '=': 2, '°': 1 })),
}

function numeralLength(numeral: string, chinese: boolean, year: boolean): number {
  const digits = numeral.replace(/[a-z]+$/, '')
  if (chinese) return chineseNumeral(digits, year)
  const ordinal = numeral.endsWith('nd') || /[2-9]0th$/.test(numeral)
  return englishNumeral(digits) + (ordinal ? 1 : 0)
}

/// Abbreviations with a vowel in them that are spelled out all the same; without a vowel they need
/// no list. In capitals only: a shouted "IT" is a word.
const initialisms = new Set(
  `AI AM ATM CEO CFO CIA COO DA DIY DNA DOA EMT ER ETA EU FAQ FBI HIV ICU ID IOU IPO IQ IRS IV LA
  LAPD MIA NYPD OK OS PA PI POV RIP SOS SUV UFO UK UN USA USB VIP AKA MVP NYC`.split(/\s+/),
)

/// Hm, shh, psst, brr, grr, zzz, tsk, pfft.
const noises = /^(?:H*M+|S+H+|P+S+T+|[BG]+R+|Z+|T+S+K+|P+F+T*)$/

function wordLength(word: string): number {
  const capitals = /^([A-Z]{2,5})(?:['’]?s)?$/.exec(word)?.[1]
  const spelled =
    capitals !== undefined &&
    (initialisms.has(capitals) || !(/[AEIOUY]/.test(capitals) || noises.test(capitals)))
  return spelled ? lettersLength(capitals) : known(word)
}

/// Letters by their names: a syllable each, "W" has three.
function lettersLength(word: string): number {
  return word.length + 2 * (word.match(/W/g)?.length ?? 0)
}

// Speech repeats itself: most words of a season are among its first few thousand.
const counted = new Map<string, number>()

function known(word: string): number {
  const before = counted.get(word)
  if (before !== undefined) return before
  const count = syllablesIn(plainLetters(word))
  if (counted.size >= 20_000) counted.clear()
  counted.set(word, count)
  return count
}

/// Lower case, without accents; an "é" is always sounded, which "e" may not be.
function plainLetters(word: string): string {
  const lower = word.toLowerCase()
  if (/^[a-z'’]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/e\u0301/g, 'i')
    .replace(/\p{M}/gu, '')
    .replace(/[æœø]/g, 'o')
}

const brackets = ['()（）', '[]［］', '【】']

/// The text with everything in brackets blanked, code unit for code unit.
function spoken(text: string): string {
  if (!/[([（［【]/.test(text)) return text
  const silences: { from: number; to: number }[] = []
  for (const pair of brackets) {
    const open: number[] = []
    for (let at = 0; at < text.length; at++) {
      const place = pair.indexOf(text.charAt(at))
      if (place < 0) continue
      if (place % 2 === 0) {
        open.push(at)
        continue
      }
      const from = open.pop()
      if (from !== undefined) silences.push({ from, to: at + 1 })
    }
  }
  silences.sort((a, b) => a.from - b.from)
  let kept = ''
  let at = 0
  for (const { from, to } of silences) {
    if (to <= at) continue
    const start = Math.max(at, from)
    kept += text.slice(at, start) + ' '.repeat(to - start)
    at = to
  }
  return kept + text.slice(at)
}
