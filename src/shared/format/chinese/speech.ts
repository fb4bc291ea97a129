import type { ScreenplayLine } from '../screenplay.ts'
import { type Paragraph, partOf, sliceSpans } from './paragraph.ts'

/// Speech in one paragraph: a name, how it is heard, in what mood, a colon, the words. `小满：妈。`,
/// `小满（激动）：…`, `小满：（喝酒）…`, `小满OS：`, `VO小满：`, `小满 (OS):`, `小满：（叹气，os）…`,
/// `小满点头，激动：…`. Inner thought is OS, narration VO; both go to the name in one spelling:
/// `小满（OS）`.

/// Who may speak: names that the script has shown to be names.
export type Names = ReadonlySet<string>

const voiceWords =
  /^(?:o\.?\s?s\.?|v\.?\s?o\.?|o\.?\s?c\.?|画外音|画外|旁白|独白|内心独白|内心|心声|心理)$/iu
const voiceBefore = /^(OS|VO|os|vo)\s*(?=\p{Script=Han})/u
const voiceBehind = /(?<=[\p{Script=Han}\s])(O\.?S\.?|V\.?O\.?|os|vo|Os|Vo)$/u
const bracketBehind = /[（(]([^（()）]{0,60})[)）]\s*$/u
const bracketBefore = /^\s*[（(]([^（()）]{1,80})[)）]\s*/u

/// What stands before a colon and is nobody's name.
const nobody =
  /^(?:https?|ftp|mailto|sfx|bgm|注|备注|提示|简介|类型|题材|梗概|主题|编剧|导演|时间|地点|场景|人物|道具|服装|音效|音乐|特效|字幕|特写|镜头|画面|标题|剧名|本集|要点|结构|示例|适用题材|公式|概要|内容|要求|说明)$/iu
/// A sentence that goes on behind its colon.
const tells =
  /(?:[说道问喊叫答写想是着为有]|显示|写道|刻着|印着|字样|如下|出现|弹出|一行字|消息|内容|短信|微信)$/u

/// Code units of what stands before the colon, at most.
const longestHead = 60

interface Head {
  /// As it stands in the paragraph.
  readonly name: string
  readonly from: number
  readonly voice?: string
  /// With its brackets.
  readonly tone?: string
}

/// The lines of a speech; undefined for what is none. Without words it waits for them.
export function speechIn(
  paragraph: Paragraph,
  names: Names,
): { readonly lines: readonly ScreenplayLine[]; readonly waits: boolean } | undefined {
  const { text } = paragraph
  const colon = colonIn(text)
  if (colon === undefined) return undefined
  if (colon === 0) return behind(paragraph, 1)
  const isForced = text.startsWith('@')
  const head = isForced
    ? { name: text.slice(1, colon).trim(), from: 1 }
    : spokenBy(text.slice(0, colon), names)
  if (!head) return undefined
  const words = partOf(paragraph, colon + 1)
  const direction = bracketBefore.exec(words.text)
  const told = direction ? voiceIn(direction[1] ?? '') : {}
  const voice = head.voice ?? told.voice
  const at = text.indexOf(head.name, head.from)
  const name = sliceSpans(paragraph.spans, at, at + head.name.length)
  const cue: ScreenplayLine = {
    element: 'character',
    spans: voice === undefined ? name : [...name, { text: `（${voice}）`, style: {} }],
  }
  const lines = [cue, ...(head.tone ? [parenthetical(head.tone)] : [])]
  if (!direction || told.voice === undefined) return withWords(lines, words)
  if (told.tone) lines.push(parenthetical(`（${told.tone}）`))
  return withWords(lines, partOf(words, direction[0].length))
}

/// A name that is known, somebody known who does something, or a name by its look.
function spokenBy(head: string, names: Names): Head | undefined {
  const named = headIn(head, names)
  return named && names.has(named.name) ? named : (actingIn(head, names) ?? named)
}

/// Where the colon behind a name stands: not in brackets, not in a time or an address.
function colonIn(text: string): number | undefined {
  let depth = 0
  for (let i = 0; i < Math.min(text.length, longestHead); i++) {
    const char = text[i] as string
    if (char === '（' || char === '(') depth++
    else if (char === '）' || char === ')') depth--
    else if (char === '：' && depth === 0) return i
    else if (char === ':' && depth === 0) {
      return /^\d|^\/\//u.test(text.slice(i + 1)) && /\d$|^https?$/iu.test(text.slice(0, i))
        ? undefined
        : i
    }
  }
  return undefined
}

function headIn(head: string, names: Names): Head | undefined {
  let to = head.trimEnd().length
  let voice: string | undefined
  const tones: string[] = []
  for (let found = bracketBehind.exec(head.slice(0, to)); found; ) {
    const said = voiceIn(found[1] ?? '')
    // Beside a name in Latin letters an extension stays as it is: `MIRA (V.O.)`.
    if (said.voice && !said.tone && !/\p{Script=Han}/u.test(head.slice(0, found.index))) break
    voice ??= said.voice
    // Brackets stay as they are, unless OS or VO has been taken from them.
    if (said.tone) tones.unshift(said.voice ? `（${said.tone}）` : found[0].trim())
    to = head.slice(0, found.index).trimEnd().length
    found = bracketBehind.exec(head.slice(0, to))
  }
  const before = voiceBefore.exec(head)
  const from = before?.[0].length ?? head.length - head.trimStart().length
  voice ??= before?.[1]?.toUpperCase()
  const after = voiceBehind.exec(head.slice(from, to))
  if (after) {
    voice ??= spelled(after[1] ?? '')
    to = head.slice(0, from + after.index).trimEnd().length
  }
  const known = voice === undefined ? longestNameAt(head.slice(from, to), names) : undefined
  if (known !== undefined && voiceWords.test(head.slice(from + known.length, to))) {
    voice = spelled(head.slice(from + known.length, to))
    to = from + known.length
  }
  const name = head.slice(from, to)
  if (!isName(name.replace(/\s*\([^()]*\)$/u, ''), names)) return undefined
  const tone =
    tones.length > 1 ? `（${tones.map((each) => each.slice(1, -1)).join('，')}）` : tones[0]
  return { name, from, ...(voice !== undefined && { voice }), ...(tone && { tone }) }
}

/// `小满点头，激动`: what somebody does while speaking, behind a name that is known.
function actingIn(head: string, names: Names): Head | undefined {
  if (head.length > 30 || /[。！？“”!?]/u.test(head)) return undefined
  const name = longestNameAt(head, names)
  const deed = name === undefined ? '' : head.slice(name.length).trim()
  if (name === undefined || deed === '' || tells.test(deed)) return undefined
  const said = voiceIn(deed.replace(/^[，,]\s*/u, '').replace(/[（(]|[)）]$/gu, ''))
  return {
    name,
    from: 0,
    ...(said.voice && { voice: said.voice }),
    ...(said.tone && { tone: `（${said.tone}）` }),
  }
}

function longestNameAt(head: string, names: Names): string | undefined {
  for (let length = Math.min(head.length - 1, 12); length > 1; length--) {
    if (names.has(head.slice(0, length))) return head.slice(0, length)
  }
  return undefined
}

/// OS and VO out of what stands in brackets: `叹气，os`.
function voiceIn(inside: string): { readonly voice?: string; readonly tone?: string } {
  const parts = inside.split(/[，,、/／;；]/u).map((part) => part.trim())
  const voice = parts.find((part) => voiceWords.test(part))
  if (voice === undefined) return inside.trim() === '' ? {} : { tone: inside.trim() }
  const tone = parts.filter((part) => part !== voice && part !== '').join('，')
  return { voice: spelled(voice), ...(tone && { tone }) }
}

function spelled(voice: string): string {
  return /^[a-z.\s]+$/iu.test(voice) ? voice.replace(/[.\s]/gu, '').toUpperCase() : voice
}

/// Whether words before a colon are a name.
function isName(text: string, names: Names): boolean {
  const name = text.trim()
  if (name === '' || name !== text || !/[\p{L}\p{N}]/u.test(name)) return false
  if (names.has(name)) return true
  if (!/^[\p{L}\p{N}\p{M}·•_&＆、/／+'’.\- #]+$/u.test(name) || nobody.test(name)) return false
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han === 0) return /\p{L}/u.test(name) && name.length <= 30 && name.split(' ').length <= 4
  return !tells.test(name) && name.split(/[、&＆/／+]/u).every((one) => one.trim().length <= 6)
}

/// Speech that goes on: with or without a direction in front.
function behind(paragraph: Paragraph, from: number) {
  return withWords([], partOf(paragraph, from))
}

function withWords(lines: readonly ScreenplayLine[], words: Paragraph) {
  const said = wordsIn(words)
  return { lines: [...lines, ...said], waits: !said.some(({ element }) => element === 'dialogue') }
}

/// A direction in brackets at the start of the words.
const leading = /^([（(][^（()）]{1,80}[)）])\s*/u
/// One in full-width brackets behind the end of a sentence is played and not said, too:
/// `好。（放下包）坐。`
const later = /(?<=[。！？…—”"!?.～~])\s*(（[^（()）]{1,60}）)\s*/gu

/// What is said in the other language, in brackets at the end: `签字。（Sign it.）`, and the other way.
export function translationIn(
  text: string,
): { readonly at: number; readonly text: string } | undefined {
  const found = /^([^（(]*\S)\s*[（(]([^（()）]+)[)）]$/su.exec(text)
  const [own = '', other = ''] = [found?.[1], found?.[2]?.trim()]
  const isHan = (part: string) => /\p{Script=Han}/u.test(part)
  if (!found || isHan(own) === isHan(other) || !/\p{L}/u.test(own)) return undefined
  // One foreign word is a direction or a name: `（OK）`.
  const isSentence = isHan(other) ? /[。！？…]$/u.test(other) : /\s|[.!?…]$/u.test(other)
  return isSentence && !voiceWords.test(other) ? { at: own.length, text: other } : undefined
}

/// The words behind a name as lines: directions, what is said, its translation.
function wordsIn(all: Paragraph): readonly ScreenplayLine[] {
  const lead = leading.exec(all.text)
  const words = lead ? partOf(all, lead[0].length) : all
  const lines: ScreenplayLine[] = lead ? [parenthetical(lead[1] ?? '')] : []
  const other = translationIn(words.text)
  const end = other?.at ?? words.text.length
  const say = (from: number, to: number) => {
    const { spans, text } = partOf(words, from, to)
    if (text === '') return
    const isLast = to === end && other !== undefined
    lines.push({ element: 'dialogue', spans, ...(isLast && { translation: other.text }) })
  }
  let from = 0
  for (const { index, 0: found, 1: inside = '' } of words.text.slice(0, end).matchAll(later)) {
    say(from, index)
    lines.push(parenthetical(inside))
    from = index + found.length
  }
  say(from, end)
  return lines
}

function parenthetical(text: string): ScreenplayLine {
  return { element: 'parenthetical', spans: [{ text, style: {} }] }
}

/// Who speaks or is present in these paragraphs: names before colons, and lists of people.
export function namesIn(texts: readonly string[], listed: readonly string[]): Names {
  const none: Names = new Set()
  const counts = new Map<string, number>()
  for (const text of texts) {
    const colon = colonIn(text)
    if (colon === undefined || colon === 0) continue
    const raw = text
      .slice(0, colon)
      .replace(/[（(].*$/u, '')
      .trim()
    if (nobody.test(raw) || tells.test(raw)) continue
    const name = headIn(text.slice(0, colon), none)?.name ?? raw
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const found = [...counts].filter(
    ([name, count]) =>
      isName(name, none) || (count > 1 && name.length <= 12 && !/[，。！？\s]/u.test(name)),
  )
  const sure = new Set([...listed, ...found.filter(([, count]) => count > 1).map(([name]) => name)])
  return new Set([
    ...sure,
    ...found.map(([name]) => name).filter((name) => sure.has(name) || !isActing(name, sure)),
  ])
}

/// `小满猛地回头`: somebody who is known, and no relation or voice of theirs.
function isActing(head: string, names: Names): boolean {
  const name = longestNameAt(head, names)
  return name !== undefined && !related.test(head.slice(name.length))
}

const related =
  /^(?:的.*|[妈爸母父爷奶哥姐弟妹嫂叔姨舅婶]{1,2}|母亲|父亲|老公|老婆|丈夫|妻子|儿子|女儿|助理|秘书|手下|司机|保镖|们|等人|[甲乙丙丁A-Z\d]|.*声音?)$/u
