import { type Span, type Style, sameStyle } from '../../domain/line.ts'
import type { Screenplay, ScreenplayLine, ScreenplaySegment } from '../screenplay.ts'
import { normalEntries, normalSettings, normalTarget } from './titlepage.ts'

/// The normal form: the screenplays that Fountain can say exactly, `normalScreenplay` brings any
/// other one to it. What changes is
///
/// - styles: strike-through is left out (the writer reports it), white space at the edge of an
///   emphasised stretch is not emphasised, nor is the end of a physical line;
/// - spans: never empty, neighbours of the same style are one;
/// - "\r\n" and "\r" are "\n";
/// - scene headings, characters, parentheticals and transitions have no space at their ends;
/// - a segment of one empty line, of whatever element, has no lines;
/// - titles are one line; titles, summaries, outlines and the title page have no space at the ends
///   of their lines, and the title page no empty lines;
/// - title-page keys have no colon and begin with a letter or a digit (the writer reports it), and
///   a target is a number of seconds above 0 and below a million (else the writer reports it);
/// - settings are those that somebody has chosen.
///
/// Words are touched by none of this but the last.

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
    spans: trimmed.has(line.element) ? trimSpans(spans) : spans,
    ...(line.dual && { dual: line.dual }),
    ...(line.align && { align: line.align }),
    ...(number && { sceneNumber: number }),
  }
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

export function normalLines(lines: readonly ScreenplayLine[]): readonly ScreenplayLine[] {
  const normal = lines.map(normalLine)
  const only = normal.length === 1 ? normal[0] : undefined
  const holdsNothing =
    only && only.spans.length === 0 && !only.dual && !only.align && !only.sceneNumber
  return holdsNothing ? [] : normal
}

/// The paragraphs of an outline, summary or logline: without space at their ends.
export function normalParagraphs(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((paragraph) => paragraph.trim())
    .join('\n')
}

function normalSegment(segment: ScreenplaySegment): ScreenplaySegment {
  return { outline: normalParagraphs(segment.outline), lines: normalLines(segment.lines) }
}

export function normalScreenplay(screenplay: Screenplay): Screenplay {
  const target = normalTarget(screenplay.targetSeconds)
  return {
    title: normalTitle(screenplay.title),
    logline: normalParagraphs(screenplay.logline)
      .split('\n')
      .filter((paragraph) => paragraph !== '')
      .join('\n'),
    language: screenplay.language,
    ...(target !== undefined && { targetSeconds: target }),
    ...normalSettings(screenplay.settings),
    titlePage: normalEntries(screenplay.titlePage),
    episodes: screenplay.episodes.map((episode) => ({
      title: normalTitle(episode.title),
      summary: normalParagraphs(episode.summary),
      hook: normalSegment(episode.hook),
      beats: episode.beats.map(normalSegment),
      cliffhanger: normalSegment(episode.cliffhanger),
      ...(episode.unlock && { unlock: true }),
    })),
  }
}

/// A title: one line, without space at its ends.
export function normalTitle(title: string): string {
  return title
    .split(/[\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
}

export function sameLine(a: ScreenplayLine, b: ScreenplayLine): boolean {
  return (
    a.element === b.element &&
    a.dual === b.dual &&
    a.align === b.align &&
    a.sceneNumber === b.sceneNumber &&
    a.spans.length === b.spans.length &&
    a.spans.every((span, i) => {
      const other = b.spans[i] as Span
      return span.text === other.text && sameStyle(span.style, other.style)
    })
  )
}
