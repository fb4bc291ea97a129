import type { Element } from '../../domain/element.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { readElementNote, readNotedText, spokenNotes } from './elementnote.ts'
import { readEmphasis } from './emphasis.ts'
import { type FactNote, readFactNote } from './facts.ts'
import { type LineFacts, readLineFacts, withFacts } from './linefacts.ts'
import { normalLine } from './normal.ts'
import { isBlank, isHeldBlank, type SourceLine } from './source.ts'

/// The parts of a file, in order: sections and synopses, which may be the structure of a season,
/// notes of ours on what is not a line, and the lines of the script between them.
export type Block =
  | ({ readonly kind: 'section'; readonly level: number; readonly text: string } & Placed)
  | ({ readonly kind: 'synopsis'; readonly text: string } & Placed)
  | ({ readonly kind: 'facts'; readonly note: FactNote; readonly text: string } & Placed)
  | {
      readonly kind: 'line'
      readonly line: ScreenplayLine
      readonly at: number
      /// Whether the note above it gives another text than it has.
      readonly stale?: true
    }

interface Placed {
  /// The block as it stands in the file.
  readonly source: string
  readonly at: number
}

// The rules of Fountain 1.1 (https://fountain.io/syntax), with three liberties: a heading or a
// transition need not be followed by an empty line, emphasis may stand before a heading's `INT.`,
// and a paragraph that begins like `TEXT ON SCREEN:` or `字幕：` is on-screen text.
const pageBreak = /^\s*={3,}\s*$/
const section = /^\s*(#+)\s*(.*)$/s
const synopsis = /^\s*=(?!=)\s*(.*)$/s
const forcedHeading = /^\s*\.(?=[*_]{0,4}[\p{L}\p{N}])/u
const heading = /^[*_]{0,4}(?:INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. ]/i
const sceneNumber = /#([\p{L}\p{N}.-]+)#$/u
const centered = /^\s*>(.*)<\s*$/s
const transition = /^[^\p{Ll}\p{Lo}]*TO:$/u
/// Capitals only, at least one of them, and extensions in any case. Scripts without capitals
/// (Chinese, Malayalam …) force their names with `@`.
const cue = /^[^\p{Ll}\p{Lo}()（）^]*\p{Lu}[^\p{Ll}\p{Lo}()（）^]*(?:[(（][^()（）]*[)）]\s*)*\^?$/u
const onScreen = /^\s*(?:TEXT ON SCREEN|ON[- ]SCREEN(?: TEXT)?|SUPER|CHYRON|[【（(]?字幕)\s*[:：]/

/// Where a paragraph that has begun ends without an empty line.
const endsSpeech = (text: string) => pageBreak.test(text) || /^\s*#+\s/.test(text)
const endsAction = (line: SourceLine) =>
  endsSpeech(line.text) ||
  synopsis.test(line.text) ||
  forcedHeading.test(line.text) ||
  /^\s*[@~>]/.test(line.text) ||
  (line.bare === '' && /^\s*\/\*/.test(line.text))

/// Longer ones are shouting, and would be slow to tell.
const longestCue = 300

function isCue(bare: string): boolean {
  return bare.length <= longestCue && cue.test(bare)
}

export function readBlocks(lines: readonly SourceLine[]): Block[] {
  return new BlockReader(lines).read()
}

class BlockReader {
  readonly #lines: readonly SourceLine[]
  readonly #blocks: Block[] = []
  #at = 0
  /// Empty lines since the last block.
  #blanks = 0
  /// Whether the last block is a paragraph of action, so that more than one empty line counts.
  #afterAction = false
  /// The block of the last speech's cue, while nothing has followed the speech.
  #cue: number | undefined
  /// A note on the line that comes next.
  #pending: { readonly facts: LineFacts; readonly source: string; readonly at: number } | undefined

  constructor(lines: readonly SourceLine[]) {
    this.#lines = lines
  }

  read(): Block[] {
    for (let line = this.#line; line; line = this.#line) {
      if (isBlank(line.text)) {
        this.#blanks++
        this.#at++
        continue
      }
      const afterAction = this.#afterAction
      const cueBefore = this.#cue
      this.#afterAction = false
      this.#cue = undefined
      this.#block(line, afterAction, cueBefore)
      this.#blanks = 0
    }
    this.#settle()
    return this.#blocks
  }

  get #line(): SourceLine | undefined {
    return this.#lines[this.#at]
  }

  #block(line: SourceLine, afterAction: boolean, cueBefore: number | undefined): void {
    const { text, bare, at } = line
    const trimmed = text.trim()
    const found = section.exec(text)
    const outline = synopsis.exec(text)
    const next = this.#lines[this.#at + 1]
    const followed = next !== undefined && !isBlank(next.text)
    if (bare === '') this.#aside(line, cueBefore)
    else if (pageBreak.test(text)) this.#one('general', [{ text: trimmed, style: {} }])
    else if (found) {
      const level = (found[1] as string).length
      const words = (found[2] as string).trim()
      this.#put({ kind: 'section', level, text: words, source: trimmed, at })
    } else if (outline) {
      const words = (outline[1] as string).trim()
      this.#put({ kind: 'synopsis', text: words, source: trimmed, at })
    } else if (trimmed.startsWith('!')) this.#action(afterAction)
    else if (forcedHeading.test(text)) this.#heading(trimmed.slice(1))
    else if (trimmed.startsWith('@')) this.#speech(trimmed.slice(1), cueBefore)
    else if (trimmed.startsWith('~')) this.#lyric()
    else if (centered.test(text)) this.#centered(afterAction)
    else if (trimmed.startsWith('>')) this.#one('transition', readEmphasis(trimmed.slice(1).trim()))
    else if (heading.test(trimmed)) this.#heading(trimmed)
    else if (transition.test(bare)) this.#one('transition', readEmphasis(trimmed))
    else if (followed && isCue(bare) && !endsSpeech(next.text)) this.#speech(trimmed, cueBefore)
    else this.#action(afterAction)
  }

  #put(block: Block): void {
    this.#settle()
    this.#blocks.push(block)
    this.#at++
  }

  #push(given: ScreenplayLine, at: number): void {
    const normal = normalLine(given)
    const pending = this.#pending
    this.#pending = undefined
    if (!pending) this.#blocks.push({ kind: 'line', line: normal, at })
    else {
      const { line, stale } = withFacts(normal, pending.facts)
      this.#blocks.push({ kind: 'line', line, at, ...(stale && { stale }) })
    }
  }

  /// A note on the next line where no line comes next is text.
  #settle(): void {
    const pending = this.#pending
    this.#pending = undefined
    if (!pending) return
    this.#cue = undefined
    const spans = [{ text: pending.source, style: {} }]
    this.#blocks.push({ kind: 'line', line: { element: 'general', spans }, at: pending.at })
  }

  /// Takes a note on the line behind it. `false` where a line of the file is none.
  #takeFacts({ text, bare, at }: SourceLine): boolean {
    const facts = lineFactsIn({ text, bare })
    if (!facts) return false
    this.#settle()
    this.#pending = { facts, source: text.trim(), at }
    this.#at++
    return true
  }

  #one(element: Element, spans: ScreenplayLine['spans']): void {
    this.#push({ element, spans }, (this.#line as SourceLine).at)
    this.#at++
  }

  /// Notes and boneyard on a line of their own, kept as they are; or a note of ours.
  #aside(line: SourceLine, cueBefore: number | undefined): void {
    // What two people say at the same time may have a note between them.
    this.#cue = cueBefore
    if (this.#takeFacts(line)) return
    this.#cue = undefined
    const source = line.text.trim()
    const facts = readFactNote(source)
    if (facts && facts.noun !== 'line') {
      this.#put({ kind: 'facts', note: facts, text: source, source, at: line.at })
      return
    }
    const note = readElementNote(source)
    const next = this.#lines[this.#at + 1]
    if (!note || !next || isBlank(next.text)) {
      this.#one('general', [{ text: source, style: {} }])
      return
    }
    this.#at++
    const parts: string[] = []
    for (let below = this.#line; below; below = this.#line) {
      if (isBlank(below.text) && !isHeldBlank(below.text)) break
      parts.push(...below.text.split('\n'))
      this.#at++
    }
    this.#push({ ...note, spans: readEmphasis(readNotedText(parts)) }, line.at)
  }

  #heading(text: string): void {
    const number = sceneNumber.exec(text)
    this.#push(
      {
        element: 'scene-heading',
        spans: readEmphasis(number ? text.slice(0, number.index).trim() : text.trim()),
        ...(number && { sceneNumber: number[1] as string }),
      },
      (this.#line as SourceLine).at,
    )
    this.#at++
  }

  #action(afterAction: boolean): void {
    const first = this.#line as SourceLine
    const forced = /^\s*!/.test(first.text)
    const parts: string[] = []
    for (let line = this.#line; line; line = this.#line) {
      if (isBlank(line.text) || (parts.length > 0 && endsAction(line))) break
      parts.push(line.text.replace(/^\s*!/, ''))
      this.#at++
    }
    const element = !forced && onScreen.test(first.text) ? 'on-screen-text' : 'action'
    if (element === 'action') this.#empties(afterAction, first.at)
    this.#push({ element, spans: readEmphasis(parts.join('\n')) }, first.at)
    this.#afterAction = element === 'action'
  }

  /// Between two paragraphs of action every empty line beyond the first is meant.
  #empties(afterAction: boolean, at: number): void {
    if (!afterAction) return
    for (let i = 1; i < this.#blanks; i++) this.#push({ element: 'action', spans: [] }, at)
  }

  #centered(afterAction: boolean): void {
    const first = this.#line as SourceLine
    const parts: string[] = []
    for (let line = this.#line; line; line = this.#line) {
      const found = centered.exec(line.text)
      if (!found) break
      parts.push((found[1] as string).trim())
      this.#at++
    }
    this.#empties(afterAction, first.at)
    this.#push(
      { element: 'action', spans: readEmphasis(parts.join('\n')), align: 'center' },
      first.at,
    )
    this.#afterAction = true
  }

  #lyric(): void {
    const first = this.#line as SourceLine
    const parts: string[] = []
    for (let line = this.#line; line?.text.trim().startsWith('~'); line = this.#line) {
      parts.push(line.text.trim().slice(1).trimStart())
      this.#at++
    }
    this.#push({ element: 'lyric', spans: readEmphasis(parts.join('\n')) }, first.at)
  }

  /// A cue and what is said under it, up to an empty line.
  #speech(text: string, cueBefore: number | undefined): void {
    const dual = text.endsWith('^')
    const name = dual ? text.slice(0, -1) : text
    const cueAt = this.#blocks.length
    this.#push(
      { element: 'character', spans: readEmphasis(name.trim()), ...(dual && { dual: 'right' }) },
      (this.#line as SourceLine).at,
    )
    if (dual) this.#pair(cueBefore)
    this.#at++
    /// The line that the next physical line belongs to. One that a note has begun takes the
    /// first physical line whatever it looks like.
    let open:
      | { readonly element: Element; readonly parts: string[]; readonly at: number }
      | undefined
    let noted = false
    /// What the last physical line was.
    let last: Element = 'character'
    const close = () => {
      const done = open
      open = undefined
      if (!done) return
      while (done.parts.at(-1) === '') done.parts.pop()
      this.#push({ element: done.element, spans: readEmphasis(done.parts.join('\n')) }, done.at)
    }
    for (let line = this.#line; line; line = this.#line) {
      const { text, at } = line
      const trimmed = text.trim()
      const inDialogue = open?.element === 'dialogue'
      if (isBlank(text) ? !inDialogue || !isHeldBlank(text) : endsSpeech(text)) break
      const spoken = spokenNotes.get(trimmed)
      if (this.#isFactsInSpeech(line)) {
        close()
        noted = false
        this.#takeFacts(line)
        continue
      }
      if (spoken) {
        close()
        open = { element: spoken, parts: [], at }
        noted = true
        last = spoken
      } else if (noted && open?.element === 'parenthetical') {
        open.parts.push(...text.split('\n'))
        close()
        noted = false
      } else if (!noted && isParenthetical(trimmed) && last !== 'parenthetical') {
        close()
        last = 'parenthetical'
        this.#push({ element: last, spans: readEmphasis(trimmed) }, at)
      } else if (!noted && trimmed.startsWith('~')) {
        close()
        last = 'lyric'
        this.#lyric()
        continue
      } else {
        open ??= { element: 'dialogue', parts: [], at }
        last = 'dialogue'
        noted = false
        open.parts.push(...text.split('\n').map((part) => part.trimStart()))
      }
      this.#at++
    }
    close()
    this.#cue = cueAt
  }

  /// In a speech, a note on the next line has that line right below it.
  #isFactsInSpeech(line: SourceLine): boolean {
    const next = this.#lines[this.#at + 1]
    if (line.bare !== '' || !next || isBlank(next.text) || endsSpeech(next.text)) return false
    return lineFactsIn(line) !== undefined && lineFactsIn(next) === undefined
  }

  /// The speech before one that is marked `^` is spoken at the same time.
  #pair(cueBefore: number | undefined): void {
    const before = cueBefore === undefined ? undefined : this.#blocks[cueBefore]
    if (cueBefore === undefined || before?.kind !== 'line' || before.line.dual) return
    this.#blocks[cueBefore] = { ...before, line: { ...before.line, dual: 'left' } }
  }
}

function lineFactsIn({ text, bare }: Pick<SourceLine, 'text' | 'bare'>): LineFacts | undefined {
  const note = bare === '' ? readFactNote(text.trim()) : undefined
  return note?.noun === 'line' ? readLineFacts(note.facts) : undefined
}

/// Whether a line is one bracket from its first character to its last.
export function isParenthetical(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(' || text[i] === '（') depth++
    else if ((text[i] === ')' || text[i] === '）') && --depth === 0) return i === text.length - 1
    if (depth === 0) return false
  }
  return false
}
