import type { DraftLine } from '../../shared/document/diff.ts'
import type { Element } from '../../shared/domain/element.ts'
import type { Span } from '../../shared/domain/line.ts'

/// How copied lines look elsewhere: the page of a script in English, or the Chinese format, where a
/// name, its direction and what is said are one paragraph.

export interface Dress {
  readonly isChinese: boolean
  /// Whether headings, names, transitions and shots are in capitals.
  readonly capitals: boolean
}

/// A paragraph of what others are given.
export interface Dressed {
  readonly element: Element
  readonly spans: readonly Span[]
  readonly align?: 'center'
}

const shouted: ReadonlySet<Element> = new Set(['scene-heading', 'character', 'transition', 'shot'])

export function dressed(lines: readonly DraftLine[], dress: Dress): Dressed[] {
  return dress.isChinese ? chinese(lines) : lines.map((line) => english(line, dress))
}

function english({ element, spans, align }: DraftLine, { capitals }: Dress): Dressed {
  const loud = capitals && shouted.has(element)
  return {
    element,
    spans: loud ? spans.map((span) => ({ ...span, text: span.text.toUpperCase() })) : spans,
    ...(align && { align }),
  }
}

function chinese(lines: readonly DraftLine[]): Dressed[] {
  const paragraphs: Dressed[] = []
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as DraftLine
    if (line.element !== 'character') {
      const isSeen = line.element === 'action' && line.spans.length > 0
      const spans = isSeen && !startsWith(line, /^[△▲]/u) ? [sign('△'), ...line.spans] : line.spans
      paragraphs.push({ element: line.element, spans, ...(line.align && { align: line.align }) })
      i++
      continue
    }
    const speech: Span[] = line.spans.map((span) => ({
      ...span,
      style: { ...span.style, bold: true },
    }))
    i++
    if (lines[i]?.element === 'parenthetical') speech.push(...(lines[i++] as DraftLine).spans)
    speech.push(sign('：'))
    if (lines[i]?.element === 'dialogue') speech.push(...(lines[i++] as DraftLine).spans)
    paragraphs.push({ element: 'dialogue', spans: speech })
  }
  return paragraphs
}

function sign(text: string): Span {
  return { text, style: {} }
}

function startsWith({ spans }: DraftLine, what: RegExp): boolean {
  return what.test(spans[0]?.text ?? '')
}
