import { textOf } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { mapText, sliceSpans } from './paragraph.ts'

/// A line as it is printed: without the notes and the boneyard of a Fountain file, tabs as spaces;
/// `break` where a page is to end; undefined where nothing of it is printed.
export function printed(line: ScreenplayLine): ScreenplayLine | 'break' | undefined {
  const text = textOf(line.spans)
  if (line.element === 'general') {
    if (pageBreak.test(text)) return 'break'
    // Sections and synopses of a file that are no episodes.
    if (/^\s*(?:#+\s|=\s)/.test(text)) return undefined
  }
  if (!/\[\[|\/\*|[\t\r]|\p{Cc}/u.test(text)) return line
  let spans = line.spans
  for (const { index, 0: found } of [...text.matchAll(unprinted)].reverse()) {
    spans = [
      ...sliceSpans(spans, 0, index),
      ...sliceSpans(spans, index + found.length, text.length),
    ]
  }
  spans = mapText(spans, (each) => each.replaceAll('\t', '    ').replaceAll(/(?!\n)\p{Cc}/gu, ''))
  spans = spans.filter((span) => span.text !== '')
  return text.trim() !== '' && textOf(spans).trim() === '' ? undefined : { ...line, spans }
}

const pageBreak = /^\s*={3,}\s*$/
const unprinted = /\[\[.*?\]\]|\/\*.*?\*\//gs
