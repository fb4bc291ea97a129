import { continuedMark } from '../../derive/continued.ts'
import { plain, type Span, textOf } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { type Block, part } from './block.ts'
import { plainSpans, trimSpans } from './paragraph.ts'
import type { Shown } from './shown.ts'
import type { Setting } from './western.ts'

/// The lines of a segment as the paragraphs of a Chinese script: a bold heading with its number,
/// `△` before what is seen, `名字（情绪）：台词` in one paragraph.
export function chineseBlocks(lines: readonly Shown[], setting: Setting): readonly Block[] {
  const { elements } = setting.measures
  const blocks: Block[] = []
  let newPage = false
  const push = (line: ScreenplayLine, spans: readonly Span[], more: Partial<Block> = {}) => {
    const { box, space } = elements[line.element]
    const set = line.align === 'center' ? { ...box, align: 'center' as const } : box
    blocks.push({
      parts: [part('text', { spans, box: set }, setting.ruler)],
      space,
      divides: 'paragraph',
      ...(newPage && { newPage }),
      ...more,
    })
    newPage = false
  }
  for (let at = 0; at < lines.length; at++) {
    const { line, number, continued } = lines[at] as Shown
    if (line === 'break') {
      newPage = true
      continue
    }
    const spans = trimSpans(line.spans)
    const text = textOf(spans)
    if (text === '') continue
    switch (line.element) {
      case 'scene-heading': {
        const named = number === undefined ? spans : [...plainSpans(`${number} `), ...spans]
        push(line, bold(named), { divides: 'never', keeps: true })
        break
      }
      case 'action':
        push(line, line.align || seen.test(text) ? spans : [...plainSpans('△'), ...spans])
        break
      case 'character': {
        const name = bold(nameOf(spans))
        const mark = plainSpans(continuedMark['zh-Hans'])
        const said: Span[] = [...name, ...(continued ? mark : [])]
        /// Nothing has been said yet; what was said last was speech.
        let open = true
        let spoke = false
        for (let next = lines[at + 1]; next && isSaid(next.line); next = lines[at + 1]) {
          const own = trimSpans(next.line.spans)
          if (next.line.element === 'parenthetical') {
            said.push(...bracketed(own))
            spoke = false
          } else {
            if (open) said.push(colon)
            else if (spoke) said.push({ text: '\n', style: plain })
            open = false
            said.push(...own)
            spoke = true
          }
          at++
        }
        if (open) said.push(colon)
        push(line, said, { prefix: [...name, ...mark, colon] })
        break
      }
      default:
        push(line, spans)
    }
  }
  return blocks
}

/// What marks a picture already, or is said about one: `△`, `【特写】`, `（一卡）`.
const seen = /^[△▲【（(]/
const colon: Span = { text: '：', style: plain }
const saidElements: ReadonlySet<string> = new Set(['parenthetical', 'dialogue', 'lyric'])

function isSaid(line: Shown['line']): line is ScreenplayLine {
  return line !== 'break' && saidElements.has(line.element)
}

function nameOf(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1)
  if (!last || !/[:：]$/.test(last.text)) return spans
  return [...spans.slice(0, -1), { ...last, text: last.text.replace(/[:：]+$/, '') }]
}

function bold(spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => ({ ...span, style: { ...span.style, bold: true } }))
}

function bracketed(spans: readonly Span[]): readonly Span[] {
  const text = textOf(spans)
  if (/^[(（]/.test(text)) return spans
  return [...plainSpans('（'), ...spans, ...plainSpans('）')]
}
