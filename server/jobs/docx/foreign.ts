import type { Element } from '../../../src/shared/domain/element.ts'
import type { Span } from '../../../src/shared/domain/line.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import { sliceSpans } from '../../../src/shared/format/chinese/paragraph.ts'
import { keyOfStyle } from './house.ts'
import { Spans } from './settled.ts'
import type { WordParagraph } from './word.ts'

/// A paragraph of a script from elsewhere before anybody knows what it is.
export interface ForeignParagraph {
  /// Without space at either end.
  readonly spans: readonly Span[]
  readonly text: string
  /// The paragraph of the file, counted from 1.
  readonly at: number
  /// Whether something empty stands in front.
  readonly apart: boolean
  /// Of a heading, from 1.
  readonly level?: number
  /// What its style says it is.
  readonly element?: Element | 'title'
  /// Twips from the edge of the text to its first letter: indents, tabs and spaces.
  readonly indent: number
  readonly align: 'left' | 'center' | 'right'
  /// Whether it is all shown in capitals.
  readonly caps: boolean
}

/// Twips of a tab, and of a space of the typewriter's letters.
const tabWidth = 720
const spaceWidth = 144

/// The paragraphs of a file; a break in one begins another, as in scripts that were put together
/// from text. Empty ones are none.
export function foreignParagraphs(
  paragraphs: readonly WordParagraph[],
): readonly ForeignParagraph[] {
  const found: ForeignParagraph[] = []
  let apart = false
  for (const [i, { style, tokens }] of paragraphs.entries()) {
    const spans = new Spans()
    for (const token of tokens) {
      if (token.kind === 'text' && token.change?.what !== 'deleted') {
        spans.add(token.text, token.style)
      }
    }
    const whole = textOf(spans.all)
    const element = elementOf(style.name)
    const level = levelOf(style.name, style.level)
    let from = 0
    for (const row of whole.split('\n')) {
      const start = row.length - row.trimStart().length
      const text = row.trim()
      if (text === '') apart = true
      else {
        const first = start > 0 ? widthOf(row.slice(0, start)) : 0
        found.push({
          spans: sliceSpans(spans.all, from + start, from + start + text.length),
          text,
          at: i + 1,
          apart,
          ...(level !== undefined && { level }),
          ...(element && { element }),
          indent: Math.max(style.first, 0) + first,
          align: style.align,
          caps: style.caps || (/\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)),
        })
        apart = false
      }
      from += row.length + 1
    }
  }
  return found
}

function widthOf(space: string): number {
  return [...space].reduce((sum, char) => sum + (char === '\t' ? tabWidth : spaceWidth), 0)
}

/// What scripts call their styles, in the spelling of `keyOfStyle`: Final Draft, Fade In, Word's own
/// screenplay templates and Chinese houses.
const names: Readonly<Record<Element | 'title', readonly string[]>> = {
  'scene-heading': [
    'sceneheading',
    'slugline',
    'slug',
    'scene',
    '场景标题',
    '场景',
    '场次',
    '场头',
  ],
  action: ['action', 'sceneaction', 'scenedescription', 'description', '动作', '描述', '动作描述'],
  character: [
    'character',
    'charactername',
    'cue',
    'speaker',
    'charactercue',
    '角色',
    '人物',
    '角色名',
  ],
  parenthetical: [
    'parenthetical',
    'parentheticals',
    'wryly',
    'direction',
    '提示',
    '括号提示',
    '情绪',
  ],
  dialogue: ['dialogue', 'dialog', 'speech', '对白', '台词', '对话'],
  transition: ['transition', 'transitions', '转场'],
  shot: ['shot', 'camera', '镜头'],
  lyric: ['lyric', 'lyrics', 'song', '歌词'],
  'on-screen-text': ['onscreentext', 'super', 'titlecard', 'caption', '字幕'],
  general: ['general'],
  title: ['title', '标题'],
}

const byName = new Map(
  (Object.keys(names) as (Element | 'title')[]).flatMap((element) =>
    names[element].map((name) => [name, element] as const),
  ),
)

/// `Screenplay Action`, `SP_Action` and `Action 1` are action too.
function elementOf(style: string): Element | 'title' | undefined {
  const key = keyOfStyle(style)
    .replace(/^(?:screenplay|script|sp|fd)/, '')
    .replace(/\d+$/, '')
  return byName.get(keyOfStyle(style)) ?? byName.get(key)
}

function levelOf(style: string, level: number | undefined): number | undefined {
  const named = /^(?:heading|标题)\s*([1-9])$/iu.exec(style)?.[1]
  return named ? Number(named) : level === undefined ? undefined : level + 1
}
