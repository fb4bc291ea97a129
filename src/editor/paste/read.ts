import type { DraftLine } from '../../shared/document/diff.ts'
import type { Language } from '../../shared/domain/language.ts'
import { plain, type Span, type Style, styleNames } from '../../shared/domain/line.ts'
import { readBlocks } from '../../shared/format/fountain/blocks.ts'
import { fileLines, sourceLines } from '../../shared/format/fountain/source.ts'
import { guessLanguage } from '../../shared/format/language.ts'
import { hasChineseSigns, readChinese } from './chinese.ts'
import { type Read, readEnglish } from './english.ts'
import { paragraphsIn, parseHtml } from './html.ts'
import { readOwn } from './own.ts'
import { withoutPages } from './pages.ts'
import { cleanText, trimSpans } from './paragraph.ts'
import { joinSpans, lineOf, paragraphsOfText, type Row, rowsOf } from './rows.ts'

/// What comes from the clipboard or is dropped, as lines of a script. Every word of it is in them.
export interface Pasted {
  readonly lines: readonly DraftLine[]
  /// Whether its elements are known; where not, all lines are action.
  readonly isScript: boolean
  /// What there is, as it stands in a single line, where it is one.
  readonly single?: readonly Span[]
  /// Whether the first line goes on with what stands before it, and the last with what stands
  /// behind, whatever they are.
  readonly opens: boolean
  readonly closes: boolean
  /// Whether it comes without bold, italic and the like, because there was too much of them.
  readonly isPlain?: true
}

export interface Payload {
  readonly html: string
  readonly text: string
}

/// The most that is taken at once: more than a season of a hundred episodes. Beyond it a file is the
/// way. In characters of text (of HTML, which is mostly not text, ten times that) and in lines.
const longestPaste = 1_000_000
const longestHtml = 10 * longestPaste
const mostLines = 10_000

/// The most pieces (lines, and stretches of one style) that emphasis is kept in: text with styles is
/// put into a shared document piece by piece, and each looks for its place from the start.
const mostPieces = 8_000

export type Unpasted = 'empty' | 'too-long'

/// Reads a payload; `language` is that of the series.
export function readPaste(payload: Payload, language: Language): Pasted | Unpasted {
  return within(readWhole(payload, language))
}

function within(pasted: Pasted | Unpasted): Pasted | Unpasted {
  if (typeof pasted === 'string') return pasted
  if (pasted.lines.length > mostLines) return 'too-long'
  const pieces = pasted.lines.reduce((sum, { spans }) => sum + spans.length + 1, 0)
  const hasStyles = pasted.lines.some(({ spans }) => spans.some(({ style }) => !isPlain(style)))
  return hasStyles && pieces > mostPieces ? withoutStyles(pasted) : pasted
}

function isPlain(style: Style): boolean {
  return styleNames.every((name) => !style[name])
}

function withoutStyles({ single, ...pasted }: Pasted): Pasted {
  const bare = (spans: readonly Span[]): readonly Span[] => {
    const text = spans.map((span) => span.text).join('')
    return text === '' ? [] : [{ text, style: plain }]
  }
  return {
    ...pasted,
    lines: pasted.lines.map((line) => ({ ...line, spans: bare(line.spans) })),
    ...(single && { single: bare(single) }),
    isPlain: true,
  }
}

function readWhole({ html, text }: Payload, language: Language): Pasted | Unpasted {
  if (html !== '' && html.length <= longestHtml) {
    const pasted = readHtml(html, text, language)
    if (pasted !== 'empty') return pasted
  }
  if (text.length > longestPaste || html.length > longestHtml) return 'too-long'
  return text === '' ? 'empty' : readText(text, language)
}

/// Plain text as it is: a line to each of its lines, without elements and emphasis.
export function readPlain({ html, text }: Payload): Pasted | Unpasted {
  const words = text !== '' || html === '' ? text : textOfHtml(html)
  if (words.length > longestPaste) return 'too-long'
  const clean = cleanText(words)
  if (clean === '') return 'empty'
  const lines = clean.split('\n')
  const isOpen = lines[lines.length - 1] !== ''
  if (!isOpen) lines.pop()
  const spansOf = (line: string) => (line === '' ? [] : [{ text: line, style: plain }])
  return within({
    lines: lines.map((line) => lineOf('action', spansOf(line))),
    isScript: false,
    ...(lines.length === 1 && isOpen && { single: spansOf(lines[0] ?? '') }),
    opens: true,
    closes: isOpen,
  })
}

function textOfHtml(html: string): string {
  if (html.length > longestHtml) return ''
  return paragraphsIn(parseHtml(html))
    .map(({ text }) => text)
    .join('\n')
}

function readHtml(html: string, text: string, language: Language): Pasted | Unpasted {
  const page = parseHtml(html)
  const paragraphs = paragraphsIn(page)
  const length = paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0)
  if (length > longestPaste) return 'too-long'
  const own = readOwn(page, paragraphs)
  if (own) return own
  const rows = rowsOf(paragraphs)
  if (rows.length === 0) return 'empty'
  // Some write Fountain where it is shown with other letters: the text is what they wrote.
  if (text !== '' && text.length <= longestPaste && isFountain(text) && !isNamed(rows)) {
    return readText(text, language)
  }
  const single = rows.length === 1 ? spacedAs(rows[0] as Row, text) : undefined
  return understood(rows, language, false, single)
}

export function readText(text: string, language: Language): Pasted | Unpasted {
  const clean = cleanText(text)
  if (clean === '') return 'empty'
  const rows = rowsOf(paragraphsOfText(clean))
  const isOpen = !clean.endsWith('\n')
  if (rows.length < 2 && isOpen && !clean.includes('\n')) {
    const spans: readonly Span[] = [{ text: clean, style: plain }]
    return rows.length === 0
      ? {
          lines: [lineOf('action', spans)],
          isScript: false,
          single: spans,
          opens: true,
          closes: true,
        }
      : understood(rows, language, false, spans)
  }
  if (rows.length === 0) return readPlain({ html: '', text })
  if (isFountain(clean)) return { ...script(readFountainLines(clean)), isScript: true }
  const pasted = understood(rows, language, isBroken(rows))
  return pasted.isScript ? pasted : { ...pasted, lines: edged(pasted.lines, clean), closes: isOpen }
}

/// Prose with the one space that it begins or ends with: it may be pasted inside of a sentence.
function edged(lines: readonly DraftLine[], text: string): DraftLine[] {
  const space = [{ text: ' ', style: plain }]
  return lines.map((line, i) => {
    const before = i === 0 && /^ \S/.test(text) ? space : []
    const behind = i === lines.length - 1 && /\S $/.test(text) ? space : []
    return { ...line, spans: [...before, ...line.spans, ...behind] }
  })
}

/// What rows are in a script, or prose.
function understood(
  all: readonly Row[],
  language: Language,
  wraps: boolean,
  single?: readonly Span[],
): Pasted {
  const alone = single === undefined ? {} : { single }
  if (isNamed(all)) return { ...script(named(all)), ...alone }
  const rows = withoutPages(all)
  const isChinese = guessLanguage(rows.map(({ text }) => text).join('\n')) === 'zh-Hans'
  const asChinese = isChinese || hasChineseSigns(rows)
  if (!asChinese || gaps(rows) <= mostGaps) {
    const read: Read = asChinese
      ? readChinese(rows, wraps, language !== 'zh-Hans')
      : readEnglish(rows, wraps)
    if (read.evidence > 0) return { ...script(read.lines), ...alone }
  }
  return { lines: prose(all, wraps), isScript: false, ...alone, opens: true, closes: true }
}

/// What the long gaps inside of rows cost who looks for names and colons around them, which grows
/// with the cube of each. About a second, on a slow machine; no page has a tenth of it.
const mostGaps = 50_000_000

function gaps(rows: readonly Row[]): number {
  let sum = 0
  for (const { text } of rows) {
    for (const [space] of text.matchAll(/\s{20,}/g)) sum += space.length ** 3
  }
  return sum
}

function script(lines: readonly DraftLine[]): Pasted {
  return { lines, isScript: true, opens: false, closes: false }
}

/// Whether enough of the rows say themselves what they are.
function isNamed(rows: readonly Row[]): boolean {
  const count = rows.filter(({ element }) => element !== undefined).length
  return count * 3 >= rows.length
}

function named(rows: readonly Row[]): DraftLine[] {
  return rows.map(({ element = 'action', spans, align }) =>
    lineOf(element, spans, align === 'center' && element === 'action' ? { align } : {}),
  )
}

/// Lines broken to fit a page are put together again.
function prose(rows: readonly Row[], wraps: boolean): DraftLine[] {
  const lines: DraftLine[] = []
  const widest = rows.reduce((most, { text }) => Math.max(most, text.length), 0)
  const hasGaps = rows.some(({ blanks }, i) => i > 0 && blanks > 0)
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1]
    const last = lines[lines.length - 1]
    const word = /^\S*/.exec(row.text)?.[0].length ?? 0
    const isFull = wraps && before && row.blanks === 0 && before.text.length + 1 + word > widest
    const ends = /[.!?…"”。！？]$/.test(before?.text ?? '') && !/^\p{Ll}/u.test(row.text)
    if (last && isFull && widest >= 50 && (hasGaps || !ends)) {
      lines[lines.length - 1] = { ...last, spans: joinSpans(last.spans, row.spans) }
    } else lines.push(lineOf('action', row.spans))
  }
  return lines
}

/// Whether text was broken to fit a page: no row is longer than one has room for.
function isBroken(rows: readonly Row[]): boolean {
  return rows.every(({ text, indent }) => text.length <= 80 && indent + text.length <= 130)
}

const forced =
  /^(?:\.[\p{L}\p{N}]|@\p{L}|>\s*\S.*(?:<|$)|#{1,6} \S|= \S|~\s*\S|!\S|\[\[.*\]\]|\/\*)/mu
const emphasis = /(?:^|\s)(?:\*{1,3}[^\s*][^*\n]*\*{1,3}|_[^\s_][^_\n]*_)(?=$|[\s.,!?;:])/m

/// Whether plain text says in Fountain's own signs what it is.
function isFountain(text: string): boolean {
  const marks = text.slice(0, 200_000).match(new RegExp(forced.source, 'gmu'))?.length ?? 0
  if (marks === 0) return false
  const hasScript = /^[^\S\n]*(?:INT|EXT|EST|I\/E)[. ]/m.test(text) || /^[@.#=]/m.test(text)
  return hasScript && (marks > 1 || emphasis.test(text) || /^(?:@|\.|#+ )/m.test(text))
}

/// Fountain with all it says: sections, synopses and a title page are text here, nothing else.
function readFountainLines(text: string): DraftLine[] {
  const { lines } = sourceLines(fileLines(text))
  return readBlocks(lines).flatMap((block) => {
    if (block.kind === 'line') return block.line.spans.length === 0 ? [] : [block.line]
    const words = block.kind === 'section' ? block.source : block.text
    return words === '' ? [] : [lineOf('general', [{ text: words, style: plain }])]
  })
}

/// The words of a page's only row, with the space that the plain text has around them: on a page
/// it does not show.
function spacedAs(row: Row, text: string): readonly Span[] {
  const clean = cleanText(text)
  if (clean.trim() !== row.text || clean.includes('\n')) return trimSpans(row.spans)
  const before = clean.slice(0, clean.length - clean.trimStart().length)
  const behind = clean.slice(clean.trimEnd().length)
  return [
    ...(before === '' ? [] : [{ text: before, style: plain }]),
    ...row.spans,
    ...(behind === '' ? [] : [{ text: behind, style: plain }]),
  ]
}
