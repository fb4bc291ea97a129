import type { Element } from '../../domain/element.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import { readEpisodeHeading, readSegmentHeading } from '../fountain/headings.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { type Fact, factIn, headerIn } from './header.ts'
import { longestParagraph, type Paragraph, partOf } from './paragraph.ts'
import { type Names, speechIn } from './speech.ts'

/// What a paragraph of a Chinese script is, by itself. Where it stands decides the rest (read.ts).
export type Form =
  | {
      readonly is: 'episode'
      readonly number?: number
      readonly title: string
      readonly unlock: boolean
    }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'fact'; readonly fact: Fact }
  /// Says of an episode, a scene or a segment what is no script.
  | { readonly is: 'note'; readonly of: Noted; readonly text: string }
  | { readonly is: 'segment'; readonly kind: SegmentKind; readonly outline: string }
  | { readonly is: 'unlock' }
  | { readonly is: 'end' }
  /// `waits`: a name without words; what follows is said by them.
  | { readonly is: 'lines'; readonly lines: readonly ScreenplayLine[]; readonly waits: boolean }
  /// Nothing marks it.
  | { readonly is: 'plain' }

/// - summary: of the episode; hook, cliffhanger: the outline of that segment; scene: of the scene.
export type Noted = 'summary' | 'hook' | 'cliffhanger' | 'scene'

const digits = '[\\d０-９零〇一二三四五六七八九十百两]{1,8}'
const ends = new RegExp(
  `^[—–\\-=*\\s]*[（(【[]?\\s*(?:本集|全集|全剧|第?\\s*${digits}\\s*集)\\s*[·,，]?\\s*(?:完|结束|终|剧终)\\s*[）)】\\]]?[。.]?[—–\\-=*\\s]*$|^[（(【[]?(?:未完待续|END)[）)】\\]]?[。.…]*$`,
  'u',
)
const unlocks = new RegExp(
  `^[—–\\-=*★☆\\s]*[（(【[]?\\s*(?:第?${digits}\\s*卡|卡点?\\s*${digits}|(?:付费)?卡点|付费点?|付费解锁点?|解锁点)\\s*[）)】\\]]?[—–\\-=*★☆\\s]*$`,
  'u',
)
const pictures = /^[△▲▵∆⊿]\s*|^Δ(?=[\s\p{Script=Han}])\s*/u
const captions =
  /^(?:字幕|屏幕字幕|旁白字幕|字卡|片名|标题字幕|手机(?:屏幕|短信|消息|界面)?|微信(?:消息)?|短信|弹幕|画面字|屏幕上?|人名字幕|身份字幕)\s*[:：]/u
const shots =
  /^(?:(?:大)?特写|近景|中近景|远景|大远景|全景|中景|空镜|航拍|俯拍|仰拍|主观(?:镜头|视角)?|推镜|拉镜|摇镜|跟拍|慢镜头?|快切|分屏|镜头)(?:镜头)?\s*(?:[:：]|$)/u
/// Flashbacks and the like, which begin and end, and how one picture follows another.
const turns =
  /^(?:插入)?(?:闪回|回忆|闪出|闪入|梦境|幻想|幻觉|想象|倒叙|切至|切到|切入|切出|切|淡入|淡出|黑场|黑屏|白场|叠化|叠入|转场|转|定格|快进|倒带|时空转换|蒙太奇)(?:镜头)?(?:开始|进入|结束|完毕|完|毕|出|入|止)?\s*(?:[:：].*)?[。.]?$/u
const sounds = /^(?:SFX|BGM|音效|音乐|环境音|声音|特效)\s*[:：]|^♪\s*(?:音乐|音效|BGM)/iu
const bracketed = /^(?:【([^【】]*)】|\[([^[\]]*)\]|（([^（）]*)）|\(([^()]*)\))$/u
const opening = /^【([^【】]*)】\s*(?=\S)/u

/// Words of our own writer for what would else be taken for something else.
const forced: Readonly<Record<string, Element>> = {
  备注: 'general',
  画面文字: 'on-screen-text',
  镜头: 'shot',
  转场: 'transition',
}

export function formOf(paragraph: Paragraph, names: Names): Form {
  return (
    ofStructure(paragraph) ??
    ofBrackets(paragraph) ??
    ofPicture(paragraph) ??
    ofSpeech(paragraph, names) ?? { is: 'plain' }
  )
}

function ofStructure(paragraph: Paragraph): Form | undefined {
  const { text, level, bullet } = paragraph
  if (text.length > longestParagraph) return undefined
  if (ends.test(text)) return { is: 'end' }
  if (unlocks.test(text)) return { is: 'unlock' }
  const episode = episodeIn(text)
  if (episode) return { is: 'episode', ...episode }
  const heading = headerIn(text, level !== undefined)
  if (heading !== undefined && !bullet) return { is: 'heading', text: heading }
  const fact = factIn(text)
  if (fact && !(bullet && fact.about === 'other')) return { is: 'fact', fact }
  const noted = noteIn(paragraph)
  return noted && { is: 'note', ...noted }
}

/// `第12集`, `第十二集：电梯`, `【第1集】电梯`, `第 1 集 · 电梯`, `EP 3`, `第10集（一卡）`.
function episodeIn(
  text: string,
): { readonly number?: number; readonly title: string; readonly unlock: boolean } | undefined {
  const bare = /^[【[《]([^】\]》]*)[】\]》](.*)$/su.exec(text)
  const said = bare ? `${bare[1]} ${bare[2]}`.trim() : text
  const isNamed = /^[^:：]{1,14}[:：]/u.test(said)
  if (said.length > (isNamed ? 2000 : 60)) return undefined
  const found = readEpisodeHeading(said)
  if (!found) return undefined
  if (isNamed) return { ...found, unlock: false }
  if (/^第.{1,8}[集话回]\s*[，,。；、]/u.test(said) || /[。！？]$/u.test(said)) return undefined
  const [, before = '', inside = ''] =
    /^(.*?)\s*[（(【]([^（）()【】]*)[）)】]$/u.exec(found.title) ?? []
  const unlock = unlocks.test(inside)
  const title = (unlock ? before : found.title).replace(/^[·•・|｜/／\s]+/u, '')
  return { ...found, title: /^《[^《》]*》$/u.test(title) ? title.slice(1, -1) : title, unlock }
}

const notes: readonly (readonly [RegExp, Noted])[] = [
  [/^(?:结尾钩子|尾钩|集尾钩子|结尾悬念|悬念|本集钩子|结尾卡点)\s*[:：]\s*/u, 'cliffhanger'],
  [/^(?:开场钩子|开篇钩子|开头钩子|前3秒|前三秒)\s*[:：]\s*/u, 'hook'],
  [
    /^(?:本集(?:概要|梗概|简介|内容|大纲|看点)|(?:剧情|分集)(?:概要|梗概|简介|大纲))\s*[:：]\s*/u,
    'summary',
  ],
  [/^(?:本场(?:概要|梗概|目的|目标|内容)|场景目标|场次概要)\s*[:：]\s*/u, 'scene'],
]

function noteIn({ text, bullet }: Paragraph): { of: Noted; text: string } | undefined {
  for (const [label, of] of notes) {
    const found = label.exec(text)
    if (found) return { of, text: text.slice(found[0].length) }
  }
  return bullet && /^[^。！？]{1,24}[:：]/u.test(text) ? { of: 'scene', text } : undefined
}

/// `【字幕：…】`, `（字幕：…）`, `【特写：…】`, `【闪回】`, `【钩子：…】`.
function ofBrackets(paragraph: Paragraph): Form | undefined {
  const found = bracketed.exec(paragraph.text)
  if (!found) return undefined
  const inside = partOf(paragraph, 1, paragraph.text.length - 1)
  const { text } = inside
  const isHard = found[1] !== undefined
  const segment = isHard ? segmentIn(text) : undefined
  if (segment) return segment
  const [label = '', ...rest] = text.split(/[：]/u)
  if (isHard && label === '场景' && rest.length > 0) {
    return { is: 'heading', text: partOf(inside, label.length + 1).text }
  }
  const element = isHard && rest.length > 0 ? forced[label] : undefined
  if (element) {
    // Whatever stands behind the colon, space and all.
    return line(element, { ...inside, ...partOf(inside, label.length + 1) })
  }
  return caption(inside) ?? shotOrTurn(inside) ?? (isHard ? line('general', paragraph) : undefined)
}

function segmentIn(text: string): Form | undefined {
  const colon = text.indexOf('：')
  const name = colon < 0 ? text : text.slice(0, colon)
  if (/^(?:卡点|开场)$/u.test(name.trim())) return undefined
  const found = readSegmentHeading(name.trim())
  if (found?.words !== '') return undefined
  return { is: 'segment', kind: found.kind, outline: colon < 0 ? '' : text.slice(colon + 1).trim() }
}

function caption(paragraph: Paragraph): Form | undefined {
  return captions.test(paragraph.text) ? line('on-screen-text', paragraph) : undefined
}

function shotOrTurn(paragraph: Paragraph): Form | undefined {
  if (shots.test(paragraph.text)) return line('shot', paragraph)
  return turns.test(paragraph.text) ? line('transition', paragraph) : undefined
}

/// `△…` is what is seen; `△ 字幕：…` what is read on the screen, `△ 特写：…` a shot.
function ofPicture(paragraph: Paragraph): Form | undefined {
  const mark = pictures.exec(paragraph.text)?.[0].length
  const rest = mark === undefined ? paragraph : partOf(paragraph, mark)
  const marked =
    caption(rest) ??
    (shots.test(rest.text) && /[:：]/u.test(rest.text) ? line('shot', rest) : undefined)
  if (marked) return marked
  if (mark !== undefined) return line('action', rest)
  if (sounds.test(paragraph.text)) return line('action', paragraph)
  if (/^♪(?!\s*(?:音乐|音效|BGM))/u.test(paragraph.text)) return line('lyric', partOf(paragraph, 1))
  return turns.test(paragraph.text) && paragraph.text.length <= 12
    ? line('transition', paragraph)
    : undefined
}

function ofSpeech(paragraph: Paragraph, names: Names): Form | undefined {
  if (paragraph.bullet || paragraph.level !== undefined) return undefined
  const speech = speechIn(paragraph, names)
  return speech && { is: 'lines', ...speech }
}

function line(element: Element, { spans }: Paragraph): Form {
  return { is: 'lines', lines: [{ element, spans }], waits: false }
}

/// `时：夜　景：山谷`
const secondFact =
  /^(?:(?:时间|时|地点|景|场景)[:：][^:：]{1,40}?|(?:场次?[:：]?\s*)?\d{1,4}(?:[-－–—.]\d{1,4})?\s*场?)[\s　]+(?=(?:时间|时|地点|景|场景|人物|人)[:：])/u
/// `△ 门开了。△ 灯灭了。`
const secondPicture = /(?<=[。！？…”）】.!?])\s*(?=[△▲])/u

/// `【闪回】△…`, `△…【闪出】`, `时：夜　景：山谷`: what stands beside one another, a paragraph each.
export function unpacked(paragraph: Paragraph): readonly Paragraph[] {
  if (paragraph.text.length > longestParagraph) return [paragraph]
  const first = opening.exec(paragraph.text)
  const inside = first?.[1] ?? ''
  if (first && (turns.test(inside) || captions.test(inside) || /^(?:特写|空镜)/u.test(inside))) {
    const from = first[0].length
    return [
      partOf(paragraph, 0, from),
      ...unpacked({ ...paragraph, ...partOf(paragraph, from), apart: false }),
    ]
  }
  const second = secondFact.exec(paragraph.text)
  if (second) {
    const from = second[0].length
    return [
      { ...paragraph, ...partOf(paragraph, 0, from) },
      ...unpacked({ ...paragraph, ...partOf(paragraph, from), apart: false }),
    ]
  }
  const picture = secondPicture.exec(paragraph.text)
  if (picture) {
    const { index } = picture
    return [
      ...unpacked({ ...paragraph, ...partOf(paragraph, 0, index) }),
      ...unpacked({ ...paragraph, ...partOf(paragraph, index), apart: false }),
    ]
  }
  const last = /\s*【([^【】]*)】$/u.exec(paragraph.text)
  if (last && last.index > 0 && turns.test(last[1] ?? '')) {
    const { index } = last
    return [
      { ...paragraph, ...partOf(paragraph, 0, index) },
      { ...partOf(paragraph, index), apart: false },
    ]
  }
  return [paragraph]
}

/// Whether a paragraph looks like one of a Chinese script, whatever language its words are in.
export function isSign({ text }: Paragraph): boolean {
  return pictures.test(text) || /^第\s*[\d０-９零〇一二三四五六七八九十百两]{1,8}\s*集/u.test(text)
}
