import type { DraftLine } from '../../shared/document/diff.ts'
import { joinSpans, lineOf, partOf, type Row } from './rows.ts'
import { isCue, isHeading, isOnScreen, isParenthetical, isShot, isTransition } from './signs.ts'

/// A script in a language with capitals, as it comes off a page: told by indents where they are
/// kept, else by capitals and empty lines. A line of the page that went on in the next one because
/// there was no room becomes one line with it.

export interface Read {
  readonly lines: readonly DraftLine[]
  /// How many lines could not be anything but a script's.
  readonly evidence: number
}

/// How far right of action, in columns, a name stands at least, and what is said under it.
const leastCue = 9
const leastSpeech = 3

export function readEnglish(rows: readonly Row[], wraps: boolean): Read {
  return new Reader(rows, wraps).read()
}

class Reader {
  readonly #rows: readonly Row[]
  readonly #wraps: boolean
  /// The left edge of action.
  readonly #base: number
  readonly #hasColumns: boolean
  /// Whether empty lines part the elements; whether even a name and its speech have one between.
  readonly #isSpaced: boolean
  readonly #isApart: boolean
  /// The longest row of each indent.
  readonly #widest = new Map<number, number>()
  readonly #speechWidth: number
  readonly #actionWidth: number
  readonly #lines: DraftLine[] = []
  #evidence = 0

  constructor(rows: readonly Row[], wraps: boolean) {
    this.#rows = rows
    this.#wraps = wraps
    this.#base = rows.reduce((least, { indent }) => Math.min(least, indent), Infinity)
    const blank = rows.filter(({ blanks }, i) => i > 0 && blanks > 0).length
    this.#isSpaced = blank * 8 >= rows.length
    this.#isApart = blank >= rows.length - 1 && rows.length > 1
    this.#hasColumns = rows.some((row, i) => {
      const next = rows[i + 1]
      return this.#standsAsCue(row) && next !== undefined && this.#standsAsSpeech(next)
    })
    let speechWidth = 30
    for (const [i, row] of rows.entries()) {
      const width = this.#widest.get(row.indent) ?? 0
      this.#widest.set(row.indent, Math.max(width, row.text.length))
      if (i > 0 && isCue(rows[i - 1]?.text ?? ''))
        speechWidth = Math.max(speechWidth, row.text.length)
    }
    this.#speechWidth = speechWidth
    this.#actionWidth = rows.reduce((most, { text }) => Math.max(most, text.length), 50)
  }

  read(): Read {
    /// What has been said since the last name; undefined outside of a speech.
    let speech: 'cue' | 'bracket' | 'dialogue' | undefined
    for (const [i, row] of this.#rows.entries()) {
      const { text } = row
      const before = this.#rows[i - 1]
      if (isHeading(text)) {
        this.#heading(row)
        speech = undefined
      } else if (this.#isCueAt(i)) {
        this.#evidence++
        this.#lines.push(this.#cueLine(row))
        speech = 'cue'
      } else if (speech && this.#goesOn(row, speech, before)) {
        if (isParenthetical(text) || this.#isOpenBracket(row, speech)) {
          this.#say('parenthetical', row, before)
          speech = 'bracket'
        } else {
          this.#say('dialogue', row, speech === 'dialogue' ? before : undefined)
          speech = 'dialogue'
        }
      } else {
        speech = undefined
        this.#other(row, before)
      }
    }
    return { lines: this.#lines, evidence: this.#evidence }
  }

  /// `12 INT. KITCHEN - DAY 12`: the number is no part of the heading's words.
  #heading(row: Row): void {
    this.#evidence++
    const number = /^(\d{1,4}[A-Z]?)[.)]?\s+(?=\S)/.exec(row.text)
    const from = number?.[0].length ?? 0
    const behind = number ? new RegExp(`\\s+${number[1]}[.)]?$`).exec(row.text) : undefined
    const [line] = partOf(row, 'scene-heading', from, behind?.index)
    if (line) this.#lines.push(number ? { ...line, sceneNumber: number[1] as string } : line)
  }

  #cueLine(row: Row): DraftLine {
    const [name] = row.text.endsWith('^') ? partOf(row, 'character', 0, row.text.length - 1) : []
    return name ? { ...name, dual: 'right' } : lineOf('character', row.spans)
  }

  #standsAsCue({ text, indent, align }: Row): boolean {
    return (indent - this.#base >= leastCue || align === 'center') && isCue(text)
  }

  #standsAsSpeech({ indent, align }: Row): boolean {
    return indent - this.#base >= leastSpeech || align === 'center'
  }

  #isCueAt(i: number): boolean {
    const row = this.#rows[i] as Row
    const next = this.#rows[i + 1]
    if (!next || !isCue(row.text)) return false
    if (isHeading(next.text) || (isTransition(next.text) && next.blanks > 0)) return false
    if (this.#hasColumns) return this.#standsAsCue(row) && this.#standsAsSpeech(next)
    if (this.#isApart) return !isCue(next.text)
    if (next.blanks > 0) return false
    if (this.#isSpaced) return i === 0 || row.blanks > 0
    return !isCue(next.text)
  }

  #goesOn(row: Row, speech: 'cue' | 'bracket' | 'dialogue', before: Row | undefined): boolean {
    if (isTransition(row.text) && row.blanks > 0) return false
    if (this.#hasColumns) return this.#standsAsSpeech(row) && !isTransition(row.text)
    if (speech !== 'dialogue') return row.blanks === 0 || this.#isApart
    if (row.blanks > 0) return false
    if (isParenthetical(row.text)) return true
    if (this.#isSpaced) return true
    return before !== undefined && this.#isFull(before, row, this.#speechWidth)
  }

  /// A direction to the actor over two rows.
  #isOpenBracket({ text }: Row, speech: 'cue' | 'bracket' | 'dialogue'): boolean {
    const last = this.#lines[this.#lines.length - 1]
    const open = last?.element === 'parenthetical' && !/[)）]$/.test(textIn(last))
    if (open && speech === 'bracket') return true
    return speech === 'cue' && this.#hasColumns && /^[(（][^)）]*$/.test(text)
  }

  #say(element: 'dialogue' | 'parenthetical', row: Row, before: Row | undefined): void {
    const last = this.#lines[this.#lines.length - 1]
    const isOpen = element === 'parenthetical' && last && !/[)）]$/.test(textIn(last))
    const joins =
      last?.element === element &&
      (isOpen || (element === 'dialogue' && before && this.#isFull(before, row, this.#speechWidth)))
    if (joins) this.#join(last, row)
    else this.#lines.push(lineOf(element, row.spans))
  }

  #other(row: Row, before: Row | undefined): void {
    const { text, spans } = row
    const last = this.#lines[this.#lines.length - 1]
    if (isTransition(text)) {
      this.#evidence++
      this.#lines.push(lineOf('transition', spans))
    } else if (isShot(text)) this.#lines.push(lineOf('shot', spans))
    else if (isOnScreen(text)) {
      this.#evidence++
      this.#lines.push(lineOf('on-screen-text', spans))
    } else if (this.#named(row)) {
      this.#evidence++
    } else if (
      last?.element === 'action' &&
      before &&
      this.#isFull(before, row, this.#actionWidth)
    ) {
      this.#join(last, row)
    } else {
      this.#lines.push(lineOf('action', spans, row.align === 'center' ? { align: 'center' } : {}))
    }
  }

  /// `MARA: Who is there?`, `MARA: (softly) Who is there?`
  #named(row: Row): boolean {
    const found =
      /^([^\p{Ll}\p{Lo}:]{2,30}(?:\([^()]{1,20}\))?):\s+(?=\S)(\([^()]{1,80}\)\s+)?/u.exec(row.text)
    const [all = '', name = '', bracket = ''] = found ?? []
    if (!found || !isCue(name) || notNames.test(name)) return false
    this.#lines.push(
      ...partOf(row, 'character', 0, name.length),
      ...partOf(row, 'parenthetical', all.length - bracket.length, all.length),
      ...partOf(row, 'dialogue', all.length),
    )
    return true
  }

  /// Whether the first word of a row had no room behind the row before it.
  #isFull(before: Row, row: Row, least: number): boolean {
    if (!this.#wraps || row.blanks > 0 || Math.abs(row.indent - before.indent) > 1) return false
    // Where nothing else parts paragraphs, the end of a sentence does.
    const isParted = this.#isSpaced || this.#hasColumns
    if (!isParted && /[.!?…"”)]$/.test(before.text) && !/^\p{Ll}/u.test(row.text)) return false
    const word = /^\S*/.exec(row.text)?.[0].length ?? 0
    const width = this.#hasColumns ? Math.max(30, this.#widest.get(before.indent) ?? 0) : least
    return before.text.length + 1 + word > width
  }

  #join(last: DraftLine, row: Row): void {
    this.#lines[this.#lines.length - 1] = { ...last, spans: joinSpans(last.spans, row.spans) }
  }
}

const notNames =
  /^(?:NOTE|NOTES|TITLE|AUTHOR|CREDIT|SUPER|CHYRON|TEXT|SCENE|EPISODE|ACT|INT|EXT|BY)\b/

function textIn({ spans }: DraftLine): string {
  return spans.map(({ text }) => text).join('')
}
