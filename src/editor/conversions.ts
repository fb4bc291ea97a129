import type { Node } from 'prosemirror-model'
import type { Plugin } from 'prosemirror-state'
import { TextSelection, type Transaction } from 'prosemirror-state'
import type { Element } from '../shared/domain/element.ts'
import type { Language } from '../shared/domain/language.ts'
import { keyRules, openBehind } from './commands/lines.ts'
import { bracketsOf, followersOf, type KeyRules } from './elementkeys.ts'
import { nodes } from './schema.ts'
import { type Making, type Rule, type Typed, typed } from './typed.ts'

/// What a line becomes by how it is written: `INT.` begins a scene, `(` in a speech what is in
/// brackets, capitals a cue. The signs that force an element are those of Fountain 1.1, the Chinese
/// ones those of scripts of the trade.

export function conversions(isOn: () => boolean): Plugin {
  return typed({ typed: onTyping, ended: onEnter, isOn })
}

/// Elements whose text may turn out to be something else.
const loose: ReadonlySet<Element> = new Set([
  'action',
  'general',
  'character',
  'transition',
  'shot',
])

const onTyping: Rule = (line, state) => {
  const rules = keyRules(state)
  return (
    bySign(line) ??
    byBracket(line, rules) ??
    behindBrackets(line, rules) ??
    byOpening(line, rules.dress)
  )
}

/// The signs that force an element, on a line of their own.
const signs: Readonly<Record<string, Element>> = {
  '>': 'transition',
  '@': 'character',
  '!': 'action',
  '~': 'lyric',
}

function bySign({ element, before, behind }: Typed): Making | undefined {
  if (behind !== '' || before.length > 2) return undefined
  const sign = signs[before]
  if (sign !== undefined && sign !== element) {
    const fits = loose.has(element) || (before === '~' && element === 'dialogue')
    return fits ? become(sign, before.length) : undefined
  }
  const isForced = /^\.\p{L}$/u.test(before) && (element === 'action' || element === 'general')
  return isForced ? become('scene-heading', 1) : undefined
}

function byBracket({ element, before, behind }: Typed, rules: KeyRules): Making | undefined {
  if (behind !== '' || !/[(（]$/u.test(before)) return undefined
  const isChinese = rules.dress === 'zh-Hans'
  if (element === 'dialogue' && before.length === 1) {
    const brackets = before === '（' ? '（）' : bracketsOf(rules.dress)
    return (tr, start) => {
      tr.setNodeAttribute(start, 'element', 'parenthetical')
      tr.insertText(brackets, start + 1, start + 2)
      tr.setSelection(TextSelection.create(tr.doc, start + 2))
    }
  }
  // Behind a name that stands as one, how it is said.
  const isTone = isChinese && element === 'character' && before.trim().length > 1
  if (!isTone || !before.endsWith('（')) return undefined
  return (tr, start) => {
    const end = start + 1 + before.length
    tr.delete(end - 1, end)
    openBehind(tr, end, 'parenthetical', rules)
  }
}

/// `（喝酒）再`: in the Chinese dress a speech goes on behind how it is said, on the same line. `：`
/// does that by itself (see colon.ts).
function behindBrackets(
  { element, before, behind, typed }: Typed,
  { dress }: KeyRules,
): Making | undefined {
  if (dress !== 'zh-Hans' || element !== 'parenthetical' || behind !== '') return undefined
  if (!/^[^\s()（）:：]/u.test(typed)) return undefined
  const length = before.length - typed.length
  const tone = /^([（(][^()（）]*[^\s()（）][^()（）]*[)）])[ 　]*$/u.exec(
    before.slice(0, length),
  )?.[1]
  if (tone === undefined) return undefined
  return (tr, start) => {
    const end = start + 1 + tone.length
    tr.delete(end, start + 1 + length)
    tr.split(end, 1, [{ type: nodes.line, attrs: { element: 'dialogue' } }])
  }
}

function byOpening({ element, before, behind }: Typed, dress: Language): Making | undefined {
  if (dress === 'zh-Hans' && /^[△▲]$/u.test(before) && element !== 'scene-heading') {
    return become('action', 1)
  }
  if (!loose.has(element)) return undefined
  if (heading.test(before) || shoutedHeading.test(before)) return become('scene-heading')
  if (behind !== '') return undefined
  const found =
    (dress === 'zh-Hans' && chineseOpening(before)) || englishOpening(before) || undefined
  return found && found !== element ? become(found) : undefined
}

const heading = /^(?:(?:int|ext|est)\.|int\.?\/ext\.?|ext\.?\/int\.?|i\/e\.?) $/i
const shoutedHeading = /^(?:INT|EXT) $/

function englishOpening(before: string): Element | undefined {
  if (!before.endsWith(':') || before !== before.toUpperCase()) return undefined
  if (/\p{L} TO:$/u.test(before)) return 'transition'
  return caption.test(before) ? 'on-screen-text' : undefined
}

const caption =
  /^(?:SUPER(?:IMPOSE)?|TITLE|CAPTION|CHYRON|(?:TEXT )?ON[ -]SCREEN|TEXT(?: MESSAGE)?):$/

function chineseOpening(before: string): Element | undefined {
  if (sceneStart.test(before)) return 'scene-heading'
  if (before.endsWith('：')) {
    if (/^(?:出场)?人物?：$/u.test(before)) return 'general'
    return /^(?:字幕|旁白字幕|手机屏?幕?|短信|微信|弹幕)：$/u.test(before)
      ? 'on-screen-text'
      : undefined
  }
  const mark = /^【(.+)】$/u.exec(before)?.[1]
  if (mark === undefined) return undefined
  if (/^(?:闪回|闪出|闪入|回忆|梦境|黑场|切|转场)/u.test(mark)) return 'transition'
  if (/^(?:字幕|手机|短信|微信|弹幕)/u.test(mark)) return 'on-screen-text'
  return /^(?:特写|近景|全景|远景|中景|空镜|镜头|航拍|主观)/u.test(mark) ? 'shot' : undefined
}

/// `1-3`, 日 or 夜, 内 or 外, in any order; then a space.
const time = '(?:日|夜|晨|昏|清晨|早晨|白天|黄昏|傍晚|夜晚|深夜)'
const side = '(?:内|外)(?:景|\\/[内外]|[内外])?'
const number = '(?:\\d+[-–—.．]\\d+场?|第\\d+场)'
const sceneStart = new RegExp(
  `^(?:${number}|${time}|${side})(?:[ 　，,]*(?:${time}|${side}))*[ 　]$`,
  'u',
)
/// The place first: `废弃超市 夜 内`.
const sceneLine = new RegExp(
  `^[^。！？：，]{1,30}[ 　](?:${time}[ 　]*${side}|${side}[ 　]*${time})$|^${number}[ 　]?[^。！？：]{2,40}$`,
  'u',
)

/// What a line that is ended turns out to be.
const onEnter: Rule = ({ element, before: text }, state) => {
  const rules = keyRules(state)
  if (element === 'action' && /^!.*\p{L}/u.test(text)) return become('action', 1)
  if (element !== 'action' && element !== 'general') return undefined
  if (rules.dress === 'zh-Hans') {
    return sceneLine.test(text) ? (tr, start) => end(tr, start, 'scene-heading', rules) : undefined
  }
  if (!isCue(text)) return undefined
  return (tr, start) => {
    end(tr, start, 'character', rules)
    const caret = /\s*\^$/.exec(text)
    if (!caret) return
    tr.setNodeAttribute(start, 'dual', 'right')
    tr.delete(start + 1 + caret.index, start + 1 + text.length)
  }
}

/// A name in capitals, by itself on a line. What a sentence ends with, and what scripts shout
/// without anybody speaking, is none.
function isCue(text: string): boolean {
  const name = text
    .replace(/\^$/, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim()
  if (name.length === 0 || name.length > 38 || name.split(/\s+/).length > 5) return false
  if (name !== name.toUpperCase() || name === name.toLowerCase()) return false
  return /^[\p{L}\p{N}'’"“#]/u.test(name) && !/[.!?…,;:–—-]$/u.test(name) && !shouted.test(name)
}

const shouted =
  /^(?:LATER|MOMENTS? LATER|CONTINUOUS|THE END|END OF|MONTAGE|FLASHBACK|BACK TO|INTERCUT|CLOSE ?(?:ON|UP)|ANGLE ON|INSERT|P\.?O\.?V|FADE|CUT|SMASH|DISSOLVE|SILENCE|BLACK|TITLE|SUPER|EPISODE|ACT)\b/

/// Makes a line an element and takes what forced it from its start.
function become(element: Element, signLength = 0): Making {
  return (tr, start) => {
    if (tr.doc.nodeAt(start)?.attrs.element !== element)
      tr.setNodeAttribute(start, 'element', element)
    if (signLength > 0) tr.delete(start + 1, start + 1 + signLength)
  }
}

/// Makes the line that has been ended an element, and the empty one behind it what follows.
function end(tr: Transaction, start: number, element: Element, rules: KeyRules): void {
  tr.setNodeAttribute(start, 'element', element)
  const behind = start + (tr.doc.nodeAt(start) as Node).nodeSize
  const { enter } = followersOf(element, rules)
  const next = tr.doc.nodeAt(behind)
  if (next?.content.size === 0 && enter !== 'present') {
    tr.setNodeAttribute(behind, 'element', enter)
  }
}
