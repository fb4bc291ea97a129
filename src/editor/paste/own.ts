import type { DraftLine } from '../../shared/document/diff.ts'
import { asElement } from '../../shared/domain/element.ts'
import { type Span, type Style, styleNames } from '../../shared/domain/line.ts'
import { cleanText, type Paragraph } from './paragraph.ts'
import type { Pasted } from './read.ts'

/// What this editor puts on the clipboard for itself, beside what others read: the lines exactly as
/// they are, in an attribute of the HTML. Anybody can write such an attribute, so nothing in it is
/// believed: it counts only where it says what the HTML shows.

export const ownAttribute = 'data-ninety-lines'

export interface OwnLines {
  readonly lines: readonly DraftLine[]
  /// Whether the first and the last are parts of a line.
  readonly opens: boolean
  readonly closes: boolean
}

export function writeOwn({ lines, opens, closes }: OwnLines): string {
  return JSON.stringify({
    opens,
    closes,
    lines: lines.map(({ spans, ...rest }) => ({
      ...rest,
      spans: spans.map(({ text, style }) => [text, styleNames.filter((name) => style[name])]),
    })),
  })
}

export function readOwn(page: ParentNode, shown: readonly Paragraph[]): Pasted | undefined {
  const said = page.querySelector(`[${ownAttribute}]`)?.getAttribute(ownAttribute)
  if (!said) return undefined
  const value = parsed(said)
  const lines = asList(field(value, 'lines'))?.map(lineIn)
  if (!lines || lines.length === 0 || lines.some((line) => line === undefined)) return undefined
  const known = lines as DraftLine[]
  if (!saysTheSame(known, shown)) return undefined
  const opens = field(value, 'opens') === true
  const closes = field(value, 'closes') === true
  const first = known[0]
  const single = known.length === 1 && first ? { single: first.spans } : {}
  return { lines: known, isScript: !(opens && known.length === 1), ...single, opens, closes }
}

/// Signs and capitals are dress.
function saysTheSame(lines: readonly DraftLine[], shown: readonly Paragraph[]): boolean {
  const said = lines.flatMap(({ spans }) => spans.map(({ text }) => text)).join('')
  return words(said) === words(shown.map(({ text }) => text).join(''))
}

function words(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function lineIn(value: unknown): DraftLine | undefined {
  const spans = asList(field(value, 'spans'))?.map(spanIn)
  if (!spans || spans.some((span) => span === undefined)) return undefined
  const dual = field(value, 'dual')
  const [seconds, sceneSeconds] = [field(value, 'seconds'), field(value, 'sceneSeconds')]
  const [number, translation] = [field(value, 'sceneNumber'), field(value, 'translation')]
  const translated = field(value, 'translated')
  return {
    element: asElement(field(value, 'element')),
    spans: (spans as Span[]).filter(({ text }) => text !== ''),
    ...((dual === 'left' || dual === 'right') && { dual }),
    ...(field(value, 'align') === 'center' && { align: 'center' }),
    ...(areSeconds(seconds) && { seconds }),
    ...(areSeconds(sceneSeconds) && { sceneSeconds }),
    ...(typeof number === 'string' && { sceneNumber: cleanText(number).slice(0, 40) }),
    ...(typeof translation === 'string' && { translation: cleanText(translation) }),
    ...(typeof translated === 'string' && { translated: cleanText(translated) }),
  }
}

function areSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 100_000
}

function spanIn(value: unknown): Span | undefined {
  const [text, names] = asList(value) ?? []
  if (typeof text !== 'string') return undefined
  const style: { -readonly [name in keyof Style]: true } = {}
  for (const name of styleNames) if (asList(names)?.includes(name)) style[name] = true
  return { text: cleanText(text), style }
}
