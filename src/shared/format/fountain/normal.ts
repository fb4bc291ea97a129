import type { Element } from '../../domain/element.ts'
import { type Span, type Style, sameSpans, textOf } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'

/// The normal form: what Fountain's own signs can say exactly, and what other programs see. What a
/// screenplay has beyond it is said in notes (facts.ts). In normal form
///
/// - nothing is struck, white space at the edge of an emphasised stretch is not emphasised, nor is
///   the end of a physical line;
/// - spans are never empty, neighbours of the same style are one;
/// - "\r\n" and "\r" are "\n";
/// - scene headings, characters, parentheticals and transitions have no space at their ends,
///   dialogue none where a physical line begins and no empty ones at its end, lyrics none at the
///   ends of a physical line;
/// - titles are one line; titles, summaries, outlines and the title page have no space at the ends
///   of their lines, and the title page no empty lines;
/// - title-page keys have no colon and begin with a letter or a digit.
///
/// Words are touched by none of this.

const carried = ['bold', 'italic', 'underline'] as const

export function normalSpans(spans: readonly Span[]): readonly Span[] {
  const first = spans[0]
  if (spans.length === 1 && first && isPlain(first.style) && !first.text.includes('\r')) {
    return first.text === '' ? [] : [first.style.strike ? { text: first.text, style: {} } : first]
  }
  let text = ''
  const styles: number[] = []
  for (const span of spans) {
    text += span.text
    const bits = carried.reduce((sum, name, bit) => sum | (span.style[name] ? 1 << bit : 0), 0)
    for (let i = 0; i < span.text.length; i++) styles.push(bits)
  }
  if (text.includes('\r')) return normalSpans(withoutReturns(text, styles))
  for (let bit = 0; bit < carried.length; bit++) trimStyle(text, styles, 1 << bit)
  return cut(text, styles)
}

function isPlain(style: Style): boolean {
  return carried.every((name) => !style[name])
}

function withoutReturns(text: string, styles: readonly number[]): Span[] {
  const spans: Span[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\r' && text[i + 1] === '\n') continue
    const char = text[i] === '\r' ? '\n' : (text[i] as string)
    spans.push({ text: char, style: styleOf(styles[i] as number) })
  }
  return spans
}

/// Takes the style off the white space at both ends of each stretch that has it.
function trimStyle(text: string, styles: number[], bit: number): void {
  let i = 0
  while (i < text.length) {
    if (!((styles[i] as number) & bit)) {
      i++
      continue
    }
    let end = i
    while (end < text.length && (styles[end] as number) & bit && text[end] !== '\n') end++
    const last = text[end] === '\n' ? end : end - 1
    const clear = (at: number) => {
      styles[at] = (styles[at] as number) & ~bit
    }
    for (let at = i; at < end && isSpaceAt(text, at); at++) clear(at)
    for (let at = last; at >= i && isSpaceAt(text, at); at--) clear(at)
    i = last + 1
  }
}

function isSpaceAt(text: string, at: number): boolean {
  return (text[at] as string).trim() === ''
}

function cut(text: string, styles: readonly number[]): Span[] {
  const spans: Span[] = []
  let start = 0
  for (let i = 1; i <= text.length; i++) {
    if (i < text.length && styles[i] === styles[start]) continue
    spans.push({ text: text.slice(start, i), style: styleOf(styles[start] as number) })
    start = i
  }
  return spans
}

function styleOf(bits: number): Style {
  return {
    ...(bits & 1 ? { bold: true } : {}),
    ...(bits & 2 ? { italic: true } : {}),
    ...(bits & 4 ? { underline: true } : {}),
  }
}

const trimmed: ReadonlySet<string> = new Set([
  'scene-heading',
  'character',
  'parenthetical',
  'transition',
])

export function normalLine(line: ScreenplayLine): ScreenplayLine {
  const spans = normalSpans(line.spans)
  const number = line.sceneNumber?.trim()
  return {
    element: line.element,
    spans: trimElement(line.element, spans),
    ...(line.dual && { dual: line.dual }),
    ...(line.align && { align: line.align }),
    ...(number && { sceneNumber: number }),
  }
}

function trimElement(element: Element, spans: readonly Span[]): readonly Span[] {
  if (trimmed.has(element)) return trimSpans(spans)
  return element === 'dialogue' || element === 'lyric' ? trimParts(element, spans) : spans
}

/// Takes the white space off the physical lines of speech, as reading does.
function trimParts(element: 'dialogue' | 'lyric', spans: readonly Span[]): readonly Span[] {
  const text = textOf(spans)
  const parts = text.split('\n')
  const kept = parts.map((part) => (element === 'dialogue' ? part.trimStart() : part.trim()))
  if (element === 'dialogue') while (kept.length > 1 && kept.at(-1) === '') kept.pop()
  if (kept.length === parts.length && kept.every((part, i) => part === parts[i])) return spans
  const result: Span[] = []
  let start = 0
  for (const [i, part] of kept.entries()) {
    const whole = parts[i] as string
    const from = start + whole.length - whole.trimStart().length
    const end = i < kept.length - 1 ? 1 : 0
    result.push(...cutOut(spans, from, from + part.length))
    if (end > 0) result.push(...cutOut(spans, start + whole.length, start + whole.length + 1))
    start += whole.length + 1
  }
  return normalSpans(result)
}

/// The spans between two places of their text.
function cutOut(spans: readonly Span[], from: number, to: number): Span[] {
  const found: Span[] = []
  let at = 0
  for (const { text, style } of spans) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (part !== '') found.push({ text: part, style })
    at += text.length
  }
  return found
}

function trimSpans(spans: readonly Span[]): readonly Span[] {
  let rest = [...spans]
  while (rest.length > 0) {
    const text = (rest[0] as Span).text.trimStart()
    rest = text === '' ? rest.slice(1) : [{ ...(rest[0] as Span), text }, ...rest.slice(1)]
    if (text !== '') break
  }
  while (rest.length > 0) {
    const last = rest[rest.length - 1] as Span
    const text = last.text.trimEnd()
    rest = text === '' ? rest.slice(0, -1) : [...rest.slice(0, -1), { ...last, text }]
    if (text !== '') break
  }
  return rest
}

/// Lines with nothing beside their text, as they are copied.
export function normalLines(lines: readonly ScreenplayLine[]): readonly ScreenplayLine[] {
  return linesThatSay(lines.map(normalLine))
}

/// The lines of a segment; none where there is one and it is what an empty segment holds anyway.
export function linesThatSay(lines: readonly ScreenplayLine[]): readonly ScreenplayLine[] {
  const only = lines.length === 1 ? lines[0] : undefined
  if (only?.element !== 'action' || only.spans.length > 0) return lines
  return Object.keys(only).length > 2 ? lines : []
}

/// The paragraphs of an outline, summary or logline: without space at their ends.
export function normalParagraphs(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((paragraph) => paragraph.trim())
    .join('\n')
}

/// A logline has no empty paragraphs.
export function normalLogline(text: string): string {
  return normalParagraphs(text)
    .split('\n')
    .filter((paragraph) => paragraph !== '')
    .join('\n')
}

/// A title: one line, without space at its ends.
export function normalTitle(title: string): string {
  return title
    .split(/[\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
}

/// Whether two lines show the same to a program that does not read our notes.
export function sameText(a: ScreenplayLine, b: ScreenplayLine): boolean {
  return (
    a.element === b.element &&
    a.dual === b.dual &&
    a.align === b.align &&
    a.sceneNumber === b.sceneNumber &&
    sameSpans(a.spans, b.spans)
  )
}
