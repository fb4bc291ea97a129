import type { Element } from './element.ts'

/// How a stretch of text is styled. A style that is off is absent.
export interface Style {
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strike?: true
}

export const styleNames = ['bold', 'italic', 'underline', 'strike'] as const

/// A stretch of text in one style. `text` is never empty.
export interface Span {
  readonly text: string
  readonly style: Style
}

/// One line of the script: a paragraph of one element. Its text may hold "\n" (a break inside the
/// paragraph), never the end of the line.
export interface Line {
  readonly id: string
  readonly element: Element
  readonly spans: readonly Span[]
  /// The spans' text, end to end.
  readonly text: string
  /// Spoken at the same time as the dialogue beside it; set on the character's line.
  readonly dual?: 'left' | 'right'
  readonly align?: 'center'
  /// Seconds the room has planned for this line, in place of the model's figure.
  readonly seconds?: number
  /// Seconds the room has planned for the whole scene, on its heading; says nothing elsewhere.
  readonly sceneSeconds?: number
  /// The number of a scene as it is printed, on a scene heading.
  readonly sceneNumber?: string
  /// The line in the series' other language.
  readonly translation?: string
  /// What the line said when it was translated; absent where nobody has noted it.
  readonly translated?: string
}

export const plain: Style = {}

/// The text of spans, end to end.
export function textOf(spans: readonly Span[]): string {
  if (spans.length === 1) return spans[0]?.text ?? ''
  return spans.map((span) => span.text).join('')
}

export function sameStyle(a: Style, b: Style): boolean {
  return a === b || styleNames.every((name) => a[name] === b[name])
}

/// Whether two lines say the same, whatever objects they are.
export function sameLine(a: Line, b: Line): boolean {
  if (a === b) return true
  if (a.text !== b.text || a.element !== b.element || a.id !== b.id) return false
  if (a.dual !== b.dual || a.align !== b.align || a.seconds !== b.seconds) return false
  if (a.sceneSeconds !== b.sceneSeconds) return false
  if (a.sceneNumber !== b.sceneNumber || a.translation !== b.translation) return false
  if (a.translated !== b.translated) return false
  return sameSpans(a.spans, b.spans)
}

/// Whether spans have the same words in the same styles.
export function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a.length === b.length &&
    a.every((span, i) => {
      const other = b[i]
      return other !== undefined && span.text === other.text && sameStyle(span.style, other.style)
    })
  )
}
