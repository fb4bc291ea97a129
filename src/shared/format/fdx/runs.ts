import { type Span, type Style, styleNames, textOf } from '../../domain/line.ts'
import { canonicalSpans } from '../fountain/exact.ts'
import { elementsOf, unwritable, type XmlElement, type XmlNode, xmlElement } from '../xml.ts'
import { sameXml, withAttributes, withChildren } from './tree.ts'

/// The text of a paragraph: `<Text>` runs end to end, each with a style of names joined by `+`. What
/// else a run says (font, colour, revision, tag) is the file's own and stays with the characters.

const styleWords: { readonly [name in keyof Style]-?: string } = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strike: 'Strikeout',
}

/// The spans of a paragraph, in canonical form.
export function spansOf(paragraph: XmlElement): readonly Span[] {
  return canonicalSpans(
    elementsOf(paragraph, 'Text').map((run) => ({ text: runText(run), style: styleOf(run) })),
  )
}

export function plainText(paragraph: XmlElement): string {
  return elementsOf(paragraph, 'Text').map(runText).join('')
}

function runText({ children }: XmlElement): string {
  return children.filter((child) => typeof child === 'string').join('')
}

function words(run: XmlElement): readonly string[] {
  return (run.attributes.Style ?? '').split('+').filter((word) => word !== '')
}

function styleOf(run: XmlElement): Style {
  const on = words(run).map((word) => word.trim().toLowerCase())
  return Object.fromEntries(
    styleNames
      .filter((name) => on.includes(styleWords[name].toLowerCase()))
      .map((name) => [name, true]),
  )
}

/// A text as it comes back from a file: without what XML has no way to write.
export function writable(text: string): string {
  return text.replace(unwritable, '\ufffd')
}

/// Runs as we write them; an empty line has an empty one.
export function runsOf(spans: readonly Span[]): readonly XmlElement[] {
  const runs = canonicalSpans(spans).map(({ text, style }) => {
    const on = styleNames.filter((name) => style[name]).map((name) => styleWords[name])
    return xmlElement('Text', { Style: on.length > 0 ? on.join('+') : undefined }, [writable(text)])
  })
  return runs.length > 0 ? runs : [xmlElement('Text')]
}

/// A paragraph with other text. Characters at both ends that stay keep the run they were in; what is
/// new between them looks like the run before it, without its marks of revision and breakdown.
export function rewritten(paragraph: XmlElement, spans: readonly Span[]): XmlElement {
  const old = elementsOf(paragraph, 'Text')
  if (old.length === 0) return withChildren(paragraph, [...paragraph.children, ...runsOf(spans)])
  const written = spans.map(({ text, style }) => ({ text: writable(text), style }))
  const runs = newRuns(old, canonicalSpans(written))
  const at = paragraph.children.indexOf(old[0] as XmlElement)
  const isRun = (child: XmlNode) => typeof child !== 'string' && child.name === 'Text'
  const before = paragraph.children.slice(0, at)
  const behind = paragraph.children.slice(at).filter((child) => !isRun(child))
  // What was inside a run and is no text comes behind them.
  const inside = old.flatMap((run) => run.children.filter((child) => typeof child !== 'string'))
  return withChildren(paragraph, [...before, ...runs, ...inside, ...behind])
}

const marks = { RevisionID: undefined, TagNumber: undefined }

function newRuns(old: readonly XmlElement[], spans: readonly Span[]): readonly XmlElement[] {
  const before = old.map(runText).join('')
  const text = textOf(spans)
  const start = commonStart(before, text)
  const end = text.length - commonEnd(before, text, start)
  /// The run of each character of the old text.
  const owners = old.flatMap((run) => Array.from({ length: runText(run).length }, () => run))
  const fresh = withAttributes(owners[start - 1] ?? (old[0] as XmlElement), marks)
  const runAt = (place: number) => {
    if (place < start) return owners[place]
    return place < end ? fresh : owners[before.length - text.length + place]
  }
  const made: XmlElement[] = []
  let place = 0
  for (const span of spans) {
    let run = runAt(place)
    let piece = ''
    for (let i = 0; i < span.text.length; i++, place++) {
      const next = runAt(place)
      if (next !== run) push(made, run, span.style, piece)
      if (next !== run) piece = ''
      run = next
      piece += span.text[i]
    }
    push(made, run, span.style, piece)
  }
  return made.length > 0 ? made : [styled(old[0] as XmlElement, {})]
}

/// Where a place in a text has gone when the text has changed. What is typed right at it is on the
/// side of it that `side` says.
export function movedPlace(
  place: number,
  before: string,
  after: string,
  side: 'before' | 'behind',
): number {
  const start = commonStart(before, after)
  const end = commonEnd(before, after, start)
  const stays = place <= start
  const shifts = place >= before.length - end
  const shifted = place + after.length - before.length
  if (stays && shifts) return side === 'before' ? shifted : place
  if (stays) return place
  return shifts ? shifted : after.length - end
}

function push(runs: XmlElement[], from: XmlElement | undefined, style: Style, text: string): void {
  const run = styled(from ?? xmlElement('Text'), style)
  const last = runs.at(-1)
  if (text === '') return
  if (last && sameXml(withChildren(last, []), run)) {
    runs[runs.length - 1] = withChildren(last, [`${last.children[0]}${text}`])
  } else runs.push(withChildren(run, [text]))
}

/// A run without text, its style as given; words of style that we do not know stay.
function styled(run: XmlElement, style: Style): XmlElement {
  const ours = Object.values(styleWords).map((word) => word.toLowerCase())
  const on = styleNames.filter((name) => style[name]).map((name) => styleWords[name])
  const others = words(run).filter((word) => !ours.includes(word.trim().toLowerCase()))
  const said = [...on, ...others].join('+')
  const given = run.attributes.Style !== undefined || said !== ''
  return withChildren(withAttributes(run, { Style: given ? said : undefined }), [])
}

function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return i > 0 && isHigh(a, i - 1) ? i - 1 : i
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  let i = 0
  while (i < most && a[a.length - 1 - i] === b[b.length - 1 - i]) i++
  return i > 0 && isLow(a, a.length - i) ? i - 1 : i
}

/// A cut must not fall between the halves of a character.
function isHigh(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at] ?? '')
}

function isLow(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text[at] ?? '')
}
