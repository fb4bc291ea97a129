import type { ScreenplayLine } from '../screenplay.ts'
import { type XmlElement, xmlElement } from '../xml.ts'
import { rewritten, runsOf, spansOf, writable } from './runs.ts'
import { sameXml, withAttributes } from './tree.ts'
import { elementOf, type Paginated, typeOf } from './types.ts'

/// A line, as far as a paragraph of Final Draft's can say it.
export type PlainLine = Pick<ScreenplayLine, 'element' | 'spans' | 'align' | 'sceneNumber'>

/// `paragraph` without our facts.
export function readParagraph(paragraph: XmlElement, paginated: Paginated): PlainLine {
  const { Type, Number: number, Alignment } = paragraph.attributes
  const element = elementOf(Type, paginated)
  return {
    element,
    spans: spansOf(paragraph),
    ...(Alignment === 'Center' && { align: 'center' }),
    ...(element === 'scene-heading' && number && { sceneNumber: number }),
  }
}

/// A line as a paragraph that says no more than the line.
export function plainParagraph(line: PlainLine): XmlElement {
  return xmlElement('Paragraph', attributesOf(line), runsOf(line.spans))
}

function attributesOf({ element, align, sceneNumber }: PlainLine) {
  return {
    Type: typeOf(element),
    Number: element === 'scene-heading' && sceneNumber ? writable(sceneNumber) : undefined,
    Alignment: align === 'center' ? 'Center' : undefined,
  }
}

/// What lays out a paragraph of one type, and would lay out another wrongly.
const layout = ['FirstIndent', 'LeftIndent', 'RightIndent', 'SpaceBefore', 'Leading', 'Spacing']

/// A line as a paragraph. `kept` is the one it was read from: it comes out as it was where the line
/// says the same, and else keeps what nobody has changed.
export function writeParagraph(
  line: PlainLine,
  kept: XmlElement | undefined,
  paginated: Paginated,
): XmlElement {
  if (!kept) return plainParagraph(line)
  const read = readParagraph(kept, paginated)
  if (sameXml(plainParagraph(read), plainParagraph(line))) return kept
  let result = kept
  if (read.element !== line.element) {
    const without = Object.fromEntries(layout.map((name) => [name, undefined]))
    result = withAttributes(result, { ...without, Alignment: undefined, Number: undefined })
    result = withAttributes(result, attributesOf(line))
  } else {
    const { Number: number, Alignment } = attributesOf(line)
    if ((read.sceneNumber ?? '') !== (number ?? '')) {
      result = withAttributes(result, { Number: number })
    }
    if (read.align !== line.align) result = withAttributes(result, { Alignment })
  }
  return sameXml(plainParagraph(read), plainParagraph({ ...read, spans: line.spans }))
    ? result
    : rewritten(result, line.spans)
}
