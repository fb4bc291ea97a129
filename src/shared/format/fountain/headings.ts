import type { Language } from '../../domain/language.ts'
import type { SegmentKind } from '../../domain/segment.ts'

/// How a season is said in Fountain's sections: `# Episode 12: The lift` (`# 第12集：电梯`), and
/// one level below it `## Hook`, `## Beat`, `## Cliffhanger` (`## 钩子`, `## 节拍`, `## 悬念`).

export interface EpisodeHeading {
  /// The number that the file gives, where it can be read.
  readonly number?: number
  readonly title: string
}

export interface SegmentHeading {
  readonly kind: SegmentKind
  /// What follows the name: `## Beat: He opens the door`.
  readonly words: string
}

const words = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen'],
  ...['eighteen', 'nineteen', 'twenty'],
]

const episode = new RegExp(
  `^(?:episode|ep\\.?)\\s*(?:(\\d{1,6})|(${words.toReversed().join('|')}))(?![\\p{L}\\p{N}])(.*)$`,
  'isu',
)

const chineseEpisode =
  /^第\s*(?:([0-9０-９]{1,6})|([零〇一二三四五六七八九十百两]{1,8}))\s*[集话回](?![\p{L}\p{N}])(.*)$/su

/// Reads what follows the `#`. Undefined where it is not an episode.
export function readEpisodeHeading(text: string): EpisodeHeading | undefined {
  const english = episode.exec(text)
  if (english) {
    const [, digits, word, rest] = english
    const number = digits ? Number(digits) : words.indexOf((word as string).toLowerCase()) + 1
    return { number, title: titleAfter(rest as string) }
  }
  const chinese = chineseEpisode.exec(text)
  if (!chinese) return undefined
  const [, digits, han, rest] = chinese
  const number = digits ? Number(digits.normalize('NFKC')) : hanNumber(han as string)
  return { ...(number !== undefined && { number }), title: titleAfter(rest as string) }
}

function titleAfter(rest: string): string {
  return rest.replace(/^\s*(?:[:：]|[-–—.、]+(?=\s))?/, '').trim()
}

const hanDigits = '零一二三四五六七八九'

/// Up to 999, as episodes are counted: 十二, 二十, 一百零三.
function hanNumber(text: string): number | undefined {
  let total = 0
  let digit = 0
  for (const char of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    if (char === '十') total += (digit || 1) * 10
    else if (char === '百') total += (digit || 1) * 100
    if (char === '十' || char === '百') digit = 0
    else digit = hanDigits.indexOf(char)
  }
  return total + digit || undefined
}

const names: { readonly [kind in SegmentKind]: string } = {
  hook: 'hook|钩子|开场钩子|开场',
  beat: 'beat|节拍|情节|情节点',
  cliffhanger: 'cliff-?hanger|悬念|结尾悬念|结尾钩子|卡点',
}

const segments = (Object.keys(names) as SegmentKind[]).map((kind) => ({
  kind,
  // The number after the name says no more than the order does.
  pattern: new RegExp(
    `^(?:${names[kind]})(?:\\s*\\d{1,4})?\\s*(?:(?:[:：]|[-–—]+(?=\\s))(.*))?$`,
    'isu',
  ),
}))

/// Reads what follows the `##`. Undefined where it is not a segment.
export function readSegmentHeading(text: string): SegmentHeading | undefined {
  for (const { kind, pattern } of segments) {
    const found = pattern.exec(text)
    if (found) return { kind, words: (found[1] ?? '').trim() }
  }
  return undefined
}

export function episodeHeading(language: Language, number: number, title: string): string {
  const [name, colon] =
    language === 'zh-Hans' ? [`第${number}集`, '：'] : [`Episode ${number}`, ': ']
  return title === '' ? `# ${name}` : `# ${name}${colon}${title}`
}

const headings: { readonly [language in Language]: { readonly [kind in SegmentKind]: string } } = {
  en: { hook: '## Hook', beat: '## Beat', cliffhanger: '## Cliffhanger' },
  'zh-Hans': { hook: '## 钩子', beat: '## 节拍', cliffhanger: '## 悬念' },
}

export function segmentHeading(language: Language, kind: SegmentKind): string {
  return headings[language][kind]
}
