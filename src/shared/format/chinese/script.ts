import type { Element } from '../../domain/element.ts'
import { plain, type Span, textOf } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import type { Dialect } from './dialect.ts'
import { type Form, formOf } from './forms.ts'
import { factIn } from './header.ts'
import { paragraph, sliceSpans } from './paragraph.ts'
import { translationIn } from './speech.ts'

/// Lines as paragraphs of a Chinese script. What would not be read again as what it is gets a mark
/// that says so: `【备注：…】`, `【转场：…】`, `@` in front of a name.

export interface ScriptParagraph {
  readonly is: Element | 'speech'
  readonly spans: readonly Span[]
  /// The index of the first line that is in it.
  readonly line: number
}

export function sign(text: string): readonly Span[] {
  return text === '' ? [] : [{ text, style: plain }]
}

export function scriptParagraphs(
  lines: readonly ScreenplayLine[],
  dialect: Dialect,
  translations = false,
): readonly ScriptParagraph[] {
  const rows: ScriptParagraph[] = []
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as ScreenplayLine
    const first = i
    const add = (is: ScriptParagraph['is'], spans: readonly Span[]) => {
      for (const row of rowsOf(spans)) rows.push({ is, spans: row, line: first })
    }
    if (isSpoken(line.element)) {
      const end = speechEnd(lines, i)
      const said = lines.slice(i, end).map((each) => (translations ? bilingual(each) : each))
      for (const spans of speech(said, dialect)) add('speech', spans)
      i = end
      continue
    }
    i++
    if (line.element === 'scene-heading')
      rows.push({ is: 'scene-heading', spans: line.spans, line: first })
    else
      for (const row of rowsOf(line.spans))
        rows.push({
          is: line.element,
          spans: marked({ ...line, spans: row }, dialect),
          line: first,
        })
  }
  return rows
}

/// A break inside a line begins a new paragraph of the same element.
function rowsOf(spans: readonly Span[]): readonly (readonly Span[])[] {
  const text = textOf(spans)
  if (!/[\n\r\u2028\u2029]/u.test(text)) return [spans]
  const rows: (readonly Span[])[] = []
  let from = 0
  for (const row of text.split(/\r\n?|[\n\u2028\u2029]/u)) {
    const to = from + row.length
    if (row.trim() !== '') rows.push(sliceSpans(spans, from, to))
    from = to + (text.startsWith('\r\n', to) ? 2 : 1)
  }
  return rows
}

function isSpoken(element: Element): boolean {
  return element === 'character' || element === 'dialogue' || element === 'parenthetical'
}

/// A name with everything that is said under it; or what is said under none.
function speechEnd(lines: readonly ScreenplayLine[], from: number): number {
  let end = from + 1
  for (; end < lines.length; end++) {
    const { element } = lines[end] as ScreenplayLine
    if (element !== 'dialogue' && element !== 'parenthetical') break
  }
  return end
}

function speech(lines: readonly ScreenplayLine[], { mood }: Dialect): readonly (readonly Span[])[] {
  const rest = [...lines]
  const cue = rest[0]?.element === 'character' ? rest.shift() : undefined
  const name = cue ? nameOf(cue) : { spans: [], isForced: false }
  const open: Span[] = [...name.spans]
  const tone = cue && rest[0]?.element === 'parenthetical' ? inBrackets(rest.shift()) : []
  const isBefore = mood === 'before' && !name.isForced
  open.push(...(isBefore ? [...tone, ...sign('：')] : [...sign('：'), ...tone]))
  const rows: (readonly Span[])[] = []
  let row = open
  for (const [i, { element, spans }] of rest.entries()) {
    // A direction stands in front of the words that are said so.
    const goesOn = element === 'dialogue' && (i === 0 || rest[i - 1]?.element === 'parenthetical')
    if (i > 0 && !goesOn) {
      rows.push(row)
      row = [...sign('：')]
    } else if (i === 0 && element === 'parenthetical' && !cue) row = [...sign('：')]
    row.push(...(element === 'parenthetical' ? inBrackets({ element, spans }) : oneRow(spans)))
  }
  return [...rows, row]
}

/// What is said with its translation in brackets behind it, where that is read again as one.
export function bilingual(line: ScreenplayLine): ScreenplayLine {
  const { element, spans, translation = '' } = line
  const other = translation.trim()
  if (element !== 'dialogue' || other === '') return line
  const said = [...spans, ...sign(`（${other}）`)]
  const text = textOf(spans)
  const found = translationIn(textOf(said))
  return found?.at === text.length && found.text === other ? { ...line, spans: said } : line
}

/// A name as it is read again, with its extension in one spelling; `@` forces one that would not be.
function nameOf({ spans }: ScreenplayLine): { spans: readonly Span[]; isForced: boolean } {
  const name = oneRow(spans)
  const form = formOf(paragraph([...name, ...sign('：好')], 1, false), new Set())
  const cue = form.is === 'lines' && form.lines.length === 2 ? form.lines[0] : undefined
  const letters = (all: readonly Span[]) => textOf(all).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  const isRead = cue?.element === 'character' && letters(cue.spans) === letters(name)
  return isRead
    ? { spans: cue.spans, isForced: false }
    : { spans: [...sign('@'), ...name], isForced: true }
}

function inBrackets(line: ScreenplayLine | undefined): readonly Span[] {
  const spans = oneRow(line?.spans ?? [])
  const text = textOf(spans)
  return /^(?:（[^（()）]*）|\([^（()）]*\))$/u.test(text)
    ? spans
    : [...sign('（'), ...spans, ...sign('）')]
}

/// A speech is one paragraph: breaks in it are spaces.
function oneRow(spans: readonly Span[]): readonly Span[] {
  return spans.map(({ text, style }) => ({
    text: text.replace(/\s*[\n\r\u2028\u2029]+\s*/gu, ' '),
    style,
  }))
}

/// A line of any other element, as the trade writes it.
function marked(line: ScreenplayLine, dialect: Dialect): readonly Span[] {
  const { element, spans } = line
  const text = textOf(spans).trim()
  switch (element) {
    case 'action':
      return [...sign(dialect.picture), ...spans]
    case 'lyric':
      return [...sign('♪'), ...spans]
    case 'on-screen-text':
      return fits(element, spans, '画面文字')
    case 'shot':
      return fits(element, spans, '镜头')
    case 'transition':
      return fits(element, spans, '转场')
    default: {
      const present = presentIn(line, dialect)
      if (present) return present
      const form = formOf(paragraph(spans, 1, false), new Set())
      const isFact = form.is === 'fact' && form.fact.about === 'other'
      return isFact || isSame(form, 'general', text) ? spans : wrapped('备注', spans)
    }
  }
}

/// In 【】 where that is read as this element, else behind the word that says so.
function fits(element: Element, spans: readonly Span[], word: string): readonly Span[] {
  const text = textOf(spans).trim()
  const bare = wrapped(undefined, spans)
  return isSame(formOf(paragraph(bare, 1, false), new Set()), element, text)
    ? bare
    : wrapped(word, spans)
}

function wrapped(word: string | undefined, spans: readonly Span[]): readonly Span[] {
  return [...sign(word === undefined ? '【' : `【${word}：`), ...spans, ...sign('】')]
}

function isSame(form: Form, element: Element, text: string): boolean {
  const line = form.is === 'lines' ? form.lines[0] : undefined
  return line?.element === element && textOf(line.spans) === text
}

/// Those present, under the label of the dialect.
function presentIn(line: ScreenplayLine, { present }: Dialect): readonly Span[] | undefined {
  const fact = line.element === 'general' ? factIn(textOf(line.spans)) : undefined
  return fact?.about === 'cast' ? sign(present + fact.value) : undefined
}
