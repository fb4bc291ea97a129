import type { Span, Style } from '../../../src/shared/domain/line.ts'
import { type XmlElement, type XmlNode, xmlElement } from '../../../src/shared/format/xml.ts'
import { type House, type Role, styleId } from './house.ts'

/// Paragraphs, runs and bookmarks as WordprocessingML (ECMA-376 part 1, section 17).

/// What a paragraph is made of: text under a hidden id, or a mark for the eye alone.
export type Piece =
  | { readonly spans: readonly Span[]; readonly bookmark?: string | undefined }
  | { readonly mark: string; readonly style: string }

/// Gives each bookmark the number that Word wants of it.
export class Numbering {
  #next = 0

  next(): string {
    return String(this.#next++)
  }
}

export function paragraph(
  role: Role,
  pieces: readonly Piece[],
  numbering: Numbering,
  properties: readonly XmlElement[] = [],
): XmlElement {
  const style = xmlElement('w:pStyle', { 'w:val': styleId(role) })
  return xmlElement('w:p', {}, [
    xmlElement('w:pPr', {}, [style, ...properties]),
    ...pieces.flatMap((piece) => pieceOf(piece, numbering)),
  ])
}

function pieceOf(piece: Piece, numbering: Numbering): readonly XmlElement[] {
  if ('mark' in piece) {
    const style = xmlElement('w:rStyle', { 'w:val': piece.style.replaceAll(' ', '') })
    return [xmlElement('w:r', {}, [xmlElement('w:rPr', {}, [style]), ...textOf(piece.mark)])]
  }
  const runs = piece.spans.map(runOf)
  if (piece.bookmark === undefined) return runs
  const id = numbering.next()
  return [
    xmlElement('w:bookmarkStart', { 'w:id': id, 'w:name': piece.bookmark }),
    ...runs,
    xmlElement('w:bookmarkEnd', { 'w:id': id }),
  ]
}

function runOf({ text, style }: Span): XmlElement {
  const properties = stylesOf(style)
  return xmlElement('w:r', {}, [
    ...(properties.length > 0 ? [xmlElement('w:rPr', {}, properties)] : []),
    ...textOf(text),
  ])
}

/// In the order that the schema asks for.
function stylesOf(style: Style): readonly XmlElement[] {
  return [
    ...(style.bold ? [xmlElement('w:b'), xmlElement('w:bCs')] : []),
    ...(style.italic ? [xmlElement('w:i'), xmlElement('w:iCs')] : []),
    ...(style.strike ? [xmlElement('w:strike')] : []),
    ...(style.underline ? [xmlElement('w:u', { 'w:val': 'single' })] : []),
  ]
}

/// Text with its tabs and breaks.
function textOf(text: string): readonly XmlNode[] {
  return text.split(/([\n\t])/).flatMap((part): XmlNode[] => {
    if (part === '') return []
    if (part === '\n') return [xmlElement('w:br')]
    if (part === '\t') return [xmlElement('w:tab')]
    return [xmlElement('w:t', { 'xml:space': 'preserve' }, [part])]
  })
}

/// The properties of a paragraph style, in the order that the schema asks for.
export function paragraphProperties(house: House): XmlElement {
  const { withNext, newPage, before, left, right, hanging, align, level } = house
  const twips = (value: number | undefined) => (value === undefined ? undefined : String(value))
  const indented = left !== undefined || right !== undefined
  return xmlElement('w:pPr', {}, [
    ...(withNext ? [xmlElement('w:keepNext')] : []),
    xmlElement('w:keepLines'),
    ...(newPage ? [xmlElement('w:pageBreakBefore')] : []),
    xmlElement('w:spacing', { 'w:before': twips(before ?? 0), 'w:after': '0' }),
    ...(indented
      ? [
          xmlElement('w:ind', {
            'w:left': twips(left),
            'w:right': twips(right),
            'w:hanging': twips(hanging),
          }),
        ]
      : []),
    ...(align ? [xmlElement('w:jc', { 'w:val': align })] : []),
    ...(level === undefined ? [] : [xmlElement('w:outlineLvl', { 'w:val': String(level) })]),
  ])
}

export function runProperties(
  { bold, italic, caps, grey, size }: House,
  font?: { readonly latin: string; readonly han: string },
): XmlElement {
  return xmlElement('w:rPr', {}, [
    ...(font
      ? [
          xmlElement('w:rFonts', {
            ...{ 'w:ascii': font.latin, 'w:hAnsi': font.latin },
            ...{ 'w:eastAsia': font.han, 'w:cs': font.latin },
          }),
        ]
      : []),
    ...(bold ? [xmlElement('w:b'), xmlElement('w:bCs')] : []),
    ...(italic ? [xmlElement('w:i'), xmlElement('w:iCs')] : []),
    ...(caps ? [xmlElement('w:caps')] : []),
    ...(grey ? [xmlElement('w:color', { 'w:val': '595959' })] : []),
    ...(size === undefined
      ? []
      : [
          xmlElement('w:sz', { 'w:val': String(size) }),
          xmlElement('w:szCs', { 'w:val': String(size) }),
        ]),
  ])
}
