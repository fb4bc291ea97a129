import { continuedMark } from '../../derive/continued.ts'
import { plain, type Span, type Style, styleNames, textOf } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { type Block, type Part, part } from './block.ts'
import type { Ruler } from './book.ts'
import type { FinalDraftLook } from './finaldraft.ts'
import { type DualColumn, dualColumns, type ElementMeasure, type Measures } from './measures.ts'
import { columns, mapText, type Paragraph, plainSpans, trimSpans } from './paragraph.ts'
import type { Shown } from './shown.ts'

/// How a script is set.
export interface Setting {
  readonly measures: Measures
  readonly ruler: Ruler
  readonly capitals: boolean
  readonly look?: FinalDraftLook
}

/// The lines of a segment as the blocks of a screenplay: speeches under their cues, two side by side
/// where they are spoken at once.
export function westernBlocks(lines: readonly Shown[], setting: Setting): readonly Block[] {
  const blocks: Block[] = []
  /// Empty lines and page breaks wait for the block behind them.
  let extra = 0
  let newPage = false
  const push = (block: Block) => {
    blocks.push({ ...block, space: block.space + extra, ...(newPage && { newPage }) })
    extra = 0
    newPage = false
  }
  for (let at = 0; at < lines.length; ) {
    const shown = lines[at] as Shown
    at++
    if (shown.line === 'break') {
      newPage = true
      continue
    }
    const { line } = shown
    if (shown.look?.newPage) newPage = true
    if (textOf(line.spans).trim() === '') {
      if (line.element === 'action' || line.element === 'general') extra++
      continue
    }
    if (line.element !== 'character') {
      push(single(shown, line, setting))
      continue
    }
    const said = speechAt(lines, at)
    at += said.length
    const second = lines[at]
    const pairs = line.dual === 'left' && isRight(second)
    if (!pairs) {
      push(speech(shown, line, said, setting))
      continue
    }
    at++
    const answer = speechAt(lines, at)
    at += answer.length
    push(dual([line, ...said], [(second as Shown).line as ScreenplayLine, ...answer], setting))
  }
  return blocks
}

function isRight(shown: Shown | undefined): boolean {
  const line = shown?.line
  return (
    line !== undefined && line !== 'break' && line.element === 'character' && line.dual === 'right'
  )
}

const spoken: ReadonlySet<string> = new Set(['parenthetical', 'dialogue', 'lyric'])

function speechAt(lines: readonly Shown[], from: number): readonly ScreenplayLine[] {
  const said: ScreenplayLine[] = []
  for (const { line } of lines.slice(from, from + longestSpeech)) {
    if (line === 'break' || !spoken.has(line.element)) break
    said.push(line)
  }
  return said
}

/// What stands further below its cue is set without it.
const longestSpeech = 400

function single(shown: Shown, line: ScreenplayLine, setting: Setting): Block {
  const { element, align } = line
  const { box, space, style } = shown.look?.measure ?? setting.measures.elements[element]
  const heading = element === 'scene-heading'
  const keeps = heading || element === 'shot'
  const set = align === 'center' ? columns(1.5, 61, { align }) : box
  const text: Paragraph = { spans: styled(dressed(line, setting), style), box: set }
  const number = shown.number === undefined ? {} : { number: shown.number }
  return {
    parts: [
      part(element === 'parenthetical' ? 'parenthetical' : 'text', text, setting.ruler, number),
    ],
    // Spoken lines that have lost their cue are paragraphs of their own.
    space: spoken.has(element) ? 1 : space,
    divides: keeps ? 'never' : 'paragraph',
    ...(keeps && { keeps }),
  }
}

function styled(spans: readonly Span[], style: Style = plain): readonly Span[] {
  if (!styleNames.some((name) => style[name])) return spans
  return spans.map((span) => ({ ...span, style: { ...span.style, ...style } }))
}

function speech(
  { continued }: Shown,
  cue: ScreenplayLine,
  said: readonly ScreenplayLine[],
  setting: Setting,
): Block {
  const { box, space, style } = setting.measures.elements.character
  const name = styled(dressed(cue, setting), style)
  const marked = marksOn(name)
  const again: Paragraph = { spans: marked, box }
  return {
    parts: [
      part('cue', continued ? again : { spans: name, box }, setting.ruler),
      ...said.map((line) => spokenPart(line, setting.measures.elements[line.element], setting)),
    ],
    space,
    divides: 'speech',
    goesOn: { again, more: { spans: plainSpans('(MORE)'), box } },
  }
}

function spokenPart(line: ScreenplayLine, { box, style }: ElementMeasure, setting: Setting): Part {
  const role = line.element === 'parenthetical' ? 'parenthetical' : 'spoken'
  return part(role, { spans: styled(dressed(line, setting), style), box }, setting.ruler)
}

function dual(
  left: readonly ScreenplayLine[],
  right: readonly ScreenplayLine[],
  setting: Setting,
): Block {
  const column = (lines: readonly ScreenplayLine[], boxes: DualColumn): readonly Part[] =>
    lines.map((line) => {
      if (line.element === 'character') {
        return part('cue', { spans: dressed(line, setting), box: boxes.cue }, setting.ruler)
      }
      const box = line.element === 'parenthetical' ? boxes.parenthetical : boxes.spoken
      return spokenPart(line, { ...setting.measures.elements[line.element], box }, setting)
    })
  const { space } = setting.measures.elements.character
  return {
    parts: column(left, dualColumns.left),
    beside: column(right, dualColumns.right),
    space,
    divides: 'never',
  }
}

const inCapitals: ReadonlySet<string> = new Set([
  'scene-heading',
  'character',
  'transition',
  'shot',
])

/// The text of a line as it is set: capitals, brackets, slanted lyrics.
function dressed({ element, spans }: ScreenplayLine, { capitals }: Setting): readonly Span[] {
  if (element === 'lyric') {
    return spans.map((span) => ({ ...span, style: { ...span.style, italic: true } }))
  }
  if (element === 'parenthetical') return bracketed(trimSpans(spans))
  if (!inCapitals.has(element)) return spans
  const trimmed = trimSpans(spans)
  return capitals ? mapText(trimmed, (text) => text.toUpperCase()) : trimmed
}

function bracketed(spans: readonly Span[]): readonly Span[] {
  if (/^[(（]/.test(textOf(spans))) return spans
  return [...plainSpans('('), ...spans, ...plainSpans(')')]
}

/// A name with the mark of who goes on, unless it has one.
function marksOn(name: readonly Span[]): readonly Span[] {
  const mark = continuedMark.en
  if (/\(\s*CONT(?:['’]?D|INUED|\.)?\s*\)/i.test(textOf(name))) return name
  return [...name, ...plainSpans(` ${mark}`)]
}
