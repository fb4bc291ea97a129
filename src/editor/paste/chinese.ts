import type { DraftLine } from '../../shared/document/diff.ts'
import type { Element } from '../../shared/domain/element.ts'
import type { Read } from './english.ts'
import { joinSpans, lineOf, partOf, type Row } from './rows.ts'
import { isHeading } from './signs.ts'

/// The formats in which Chinese series are written: `第N集`, `1-1 日 内 …` in its many orders,
/// `人物：…`, `△…` for what is seen, `名字（情绪）：台词` in one line, titles and marks in 【】.

const episode = /^[【[]?第\s*[\d０-９零〇一二三四五六七八九十百两]{1,8}\s*[集话回](?![\p{L}\p{N}])/u
const headings = [
  /^\d{1,3}\s*[-－–—]\s*\d{1,3}(?!\d|[-－–—.．]\d)(?:\s*场)?(?=$|[\s、，,.．：:\p{sc=Han}])/u,
  /^\d{1,3}[.．]\d{1,3}(?![\d.．])(?:\s*场)?(?=.*[日夜晨昏晚内外])/u,
  /^[【[(（]?\s*场\s*次?\s*[\d０-９]{1,4}/,
  /^\[\d{1,3}\]\s*(?:内|外)/,
  /^第\s*[\d０-９零〇一二三四五六七八九十百]{1,5}\s*场(?!\p{L})/u,
  /^[（(【]?(?:内景|外景|内|外|内\/外|内外)[）)】]?[.。．、，,\s·—-]+\S.{0,30}$/,
]
const facts = /^(?:出场人物|人物|人|时间|地点|时|地|景|场景|道具|备注|服装|群演)\s*[:：]/
const onScreen = /^[【[(（]?\s*(?:字幕|屏幕字幕|手机(?:屏幕|短信|消息)|短信|弹幕|画面字)\s*[:：]/
const shot =
  /^[【[(（]?(?:特写|近景|远景|全景|中景|空镜|航拍|主观镜头|推镜|拉镜)(?:镜头)?(?:\s*[:：]|[】\])）]?$)/
const turn =
  /^[【[(（]?\s*(?:插入)?(?:闪回|回忆|闪出|切至|切入|切|淡入|淡出|黑场|黑屏|叠化|转场|梦境|幻想)(?:开始|结束|完|出|入)?\s*[】\])）]?[。.：:]?$/
const card = /^[（(【]?第?[一二三四五六七八九十\d]{1,3}(?:卡|集完|集终)[）)】]?$/
const picture = /^[△▲▵∆]\s*/u

const voiceBefore = '(?:OS|VO|os|vo)'
const voice = '(?:OS|VO|O\\.S\\.?|V\\.O\\.?|os|vo|Os|Vo|旁白|画外音|内心)'
/// A name, its extension, its mood, the colon, and a direction that begins the speech.
const speech = new RegExp(
  `^(?:(${voiceBefore})\\s*(?=\\p{sc=Han}))?([\\p{L}\\p{N}·•_/／&＆、' -]{1,24}?)\\s*(${voice})?\\s*([（(][^（()）]{1,40}[)）])?\\s*([：:])\\s*(?!//)([（(][^（()）]{1,60}[)）]\\s*(?=\\S))?`,
  'u',
)

/// How many columns of a page are least wide enough to have broken a line.
const leastWidth = 18

/// Whether rows look like a Chinese script whatever language most of their words are in.
export function hasChineseSigns(rows: readonly Row[]): boolean {
  return rows.some(({ text }) => picture.test(text) || episode.test(text) || facts.test(text))
}

export function readChinese(rows: readonly Row[], wraps: boolean, keepsMark: boolean): Read {
  const names = namesIn(rows)
  const widest = rows.reduce((most, { text }) => Math.max(most, text.length), 0)
  const lines: DraftLine[] = []
  let evidence = 0
  /// Whether the last row was a name without words.
  let waits = false
  const put = (element: Element, row: Row, from = 0) => {
    evidence++
    lines.push(...partOf(row, element, from))
  }
  for (const [i, row] of rows.entries()) {
    const { text } = row
    const before = rows[i - 1]
    const said = waits
    waits = false
    const mark = picture.exec(text)
    const rest = mark ? text.slice(mark[0].length) : text
    if (episode.test(text) || card.test(text)) put('general', row)
    else if (headings.some((each) => each.test(text)) && text.length <= 80)
      put('scene-heading', row)
    else if (isHeading(text)) put('scene-heading', row)
    else if (facts.test(text)) put('general', row)
    else if (onScreen.test(rest)) put('on-screen-text', row, mark?.[0].length)
    else if (turn.test(text)) put('transition', row)
    else if (shot.test(rest)) put('shot', row, mark?.[0].length)
    else if (mark) put('action', row, keepsMark ? 0 : mark[0].length)
    else {
      const spoken = speechIn(row, names)
      if (spoken) {
        evidence++
        lines.push(...spoken.lines)
        waits = !spoken.hasWords
      } else if (names.has(text) && rows[i + 1]?.blanks === 0 && !said) {
        put('character', row)
        waits = true
      } else if (said) {
        const isDirection = /^[（(][^（()）]*[)）]$/.test(text)
        lines.push(lineOf(isDirection ? 'parenthetical' : 'dialogue', row.spans))
        waits = isDirection
      } else {
        const last = lines[lines.length - 1]
        const isFull =
          wraps &&
          before !== undefined &&
          row.blanks === 0 &&
          widest >= leastWidth &&
          before.text.length >= widest - 1 &&
          !/[。！？…”）】.!?]$/.test(before.text)
        if (last && isFull && (last.element === 'action' || last.element === 'dialogue')) {
          lines[lines.length - 1] = { ...last, spans: joinSpans(last.spans, row.spans) }
        } else lines.push(lineOf('action', row.spans))
      }
    }
  }
  return { lines, evidence }
}

/// Who is named in front of a colon at least once without anything else.
function namesIn(rows: readonly Row[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { text } of rows) {
    const name = /^([\p{L}·]{1,12})(?:[（(][^）)]{1,20}[)）])?[：:]/u.exec(text)?.[1]
    if (name !== undefined && isName(name) && !facts.test(text)) names.add(name)
  }
  return names
}

function speechIn(
  row: Row,
  names: ReadonlySet<string>,
): { lines: DraftLine[]; hasWords: boolean } | undefined {
  const { text } = row
  const found = speech.exec(text)
  if (!found) return acting(row, names)
  const [all, before, name = '', behind, mood = '', , direction = ''] = found
  if (!/\p{L}/u.test(name) || !isName(name)) return undefined
  const start = (before ?? '').length
  const extension = before ?? behind
  const [cue] = partOf(row, 'character', start, all.indexOf(name, start) + name.length)
  if (!cue) return undefined
  const isExtension = new RegExp(`^[（(]\\s*${voice}\\s*[)）]$`, 'u').test(mood)
  const suffix = extension ? `（${extension}）` : ''
  const lines: DraftLine[] = [
    { ...cue, spans: [...cue.spans, ...plainSpan(suffix + (isExtension ? ` ${mood}` : ''))] },
  ]
  if (mood !== '' && !isExtension) {
    const at = text.indexOf(mood)
    lines.push(...partOf(row, 'parenthetical', at, at + mood.length))
  }
  const from = all.length
  lines.push(...partOf(row, 'parenthetical', from - direction.length, from))
  const words = partOf(row, 'dialogue', from)
  return { lines: [...lines, ...words], hasWords: words.length > 0 }
}

/// `名字点头，激动：台词`: what the name does becomes a direction.
function acting(row: Row, names: ReadonlySet<string>): ReturnType<typeof speechIn> {
  const found = /^([^：:“”。！？]{2,24})[：:]/u.exec(row.text)
  const head = found?.[1] ?? ''
  const name = [...names].find((each) => head.startsWith(each) && head.length > each.length)
  if (!found || name === undefined) return undefined
  const deed = head.slice(name.length).trim()
  const words = partOf(row, 'dialogue', found[0].length)
  return {
    lines: [
      ...partOf(row, 'character', 0, name.length),
      lineOf('parenthetical', plainSpan(`（${deed}）`)),
      ...words,
    ],
    hasWords: words.length > 0,
  }
}

function plainSpan(text: string) {
  return text === '' ? [] : [{ text, style: {} }]
}

/// Sentences have colons too.
function isName(name: string): boolean {
  if (/^(?:https?|ftp|mailto|注|备注|提示|简介|类型|题材|梗概|主题|编剧|导演)$/i.test(name.trim()))
    return false
  if (/[说道问喊叫答写想是着]$/.test(name)) return false
  const han = name.match(/\p{sc=Han}/gu)?.length ?? 0
  return han > 0 ? name.length <= 12 : name.trim().split(/\s+/).length <= 3
}
