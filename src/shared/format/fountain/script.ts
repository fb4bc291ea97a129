import type { ScreenplayLine } from '../screenplay.ts'
import { isParenthetical, readBlocks } from './blocks.ts'
import { dialogueNote, notedLine, parentheticalNote } from './elementnote.ts'
import { writeEmphasis } from './emphasis.ts'
import { readFactNote } from './facts.ts'
import { lineNote, sameWhole } from './linefacts.ts'
import { normalLine } from './normal.ts'
import { isStructure } from './season.ts'
import { isBlank, sourceLines } from './source.ts'

/// The lines of a segment as Fountain. Each line is written as a writer would, then forced, then
/// with a note that says what Fountain has no sign for, and at last with an element note; the first
/// of these that reads back as the same line is taken: what could be misread is never written.

interface Piece {
  readonly text: string
  /// An empty line of action between two paragraphs of action is an empty line of the file more.
  readonly kind: 'action' | 'empty' | 'speech' | 'other'
}

/// `lines` are in canonical form.
export function writeScript(lines: readonly ScreenplayLine[]): string {
  const pieces: Piece[] = []
  /// The cue of the last speech.
  let cue: ScreenplayLine | undefined
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as ScreenplayLine
    if (line.element === 'character') {
      const joined = pieces.at(-1)?.kind === 'speech'
      pieces.push(...writeSpeech(lines, i, joined ? cue : undefined))
      i += speechAt(lines, i).length
      cue = line
    } else {
      pieces.push(...writeLine(line, i === 0))
      i++
    }
  }
  return join(pieces)
}

function join(pieces: readonly Piece[]): string {
  let text = ''
  for (let i = 0; i < pieces.length; ) {
    const piece = pieces[i] as Piece
    let next = i + 1
    while (pieces[next]?.kind === 'empty') next++
    const spaced = piece.kind === 'action' && pieces[next]?.kind === 'action'
    if (!spaced) next = i + 1
    text += piece.text
    if (next < pieces.length) text += '\n'.repeat(next - i + 1)
    i = next
  }
  return text
}

function writeLine(line: ScreenplayLine, first: boolean): readonly Piece[] {
  for (const shown of shownLines(line)) {
    const note = lineNote(line, shown)
    const head = note === undefined ? '' : `${note}\n\n`
    const sayable = (form: string) => reads(head + form, [line])
    if (line.element === 'action' && shown.spans.length === 0 && sayable('!')) {
      return [...pieceOf(note), { text: '!', kind: 'empty' }]
    }
    const text = naturalForms(shown).find(
      // At the start of a segment a synopsis would be its outline.
      (form) => !(first && form.startsWith('=') && !form.startsWith('==')) && sayable(form),
    )
    if (text === undefined) continue
    return [...pieceOf(note), { text, kind: line.element === 'action' ? 'action' : 'other' }]
  }
  return notedPieces(line)
}

/// What may show of a line, the most first; the rest is in its note.
function shownLines(line: ScreenplayLine): readonly ScreenplayLine[] {
  const shown = normalLine(line)
  const { dual, align, sceneNumber } = shown
  if (!dual && !align && !sceneNumber) return [shown]
  return [shown, { element: shown.element, spans: shown.spans }]
}

function pieceOf(note: string | undefined): readonly Piece[] {
  return note === undefined ? [] : [{ text: note, kind: 'other' }]
}

/// Any line can be written so.
function notedPieces(line: ScreenplayLine): readonly Piece[] {
  const shown = normalLine(line)
  return [...pieceOf(lineNote(line, shown)), { text: notedLine(shown), kind: 'other' }]
}

/// The ways to write a line without a note, the plainest first.
function naturalForms(line: ScreenplayLine): string[] {
  const text = writeEmphasis(line.spans)
  const each = (write: (part: string) => string) => text.split('\n').map(write).join('\n')
  switch (line.element) {
    case 'action':
      if (line.align === 'center') return [each((part) => `> ${part} <`)]
      return [text, `!${text}`, each((part) => `!${part}`)]
    case 'scene-heading': {
      const heading = line.sceneNumber ? `${text} #${line.sceneNumber}#` : text
      return [heading, `.${heading}`]
    }
    case 'transition':
      return [text, `> ${text}`]
    case 'lyric':
      return [each((part) => `~${part}`)]
    case 'on-screen-text':
      return [text]
    case 'general':
      // What was kept from a file is written as it was.
      return line.spans.length === 1 && !isFactNote(line) ? [line.spans[0]?.text ?? ''] : []
    default:
      return []
  }
}

/// A note of ours that says nothing where it stands might say something elsewhere.
function isFactNote({ spans }: ScreenplayLine): boolean {
  return readFactNote(spans[0]?.text.trim() ?? '') !== undefined
}

/// Whether a piece of Fountain, standing by itself, reads as these lines.
function reads(source: string, lines: readonly ScreenplayLine[]): boolean {
  const { lines: parts, open } = sourceLines(source.split('\n'))
  // A boneyard without an end would find one further down.
  if (open) return false
  const blocks = readBlocks(parts)
  return (
    blocks.length === lines.length &&
    blocks.every((block, i) => {
      const line = lines[i] as ScreenplayLine
      if (block.kind === 'line') return !block.stale && sameWhole(block.line, line)
      if (block.kind === 'facts') return false
      if (block.kind === 'section' && isStructure(block.level, block.text, 1)) return false
      return sameWhole({ element: 'general', spans: [{ text: block.source, style: {} }] }, line)
    })
  )
}

const spoken: ReadonlySet<string> = new Set(['parenthetical', 'dialogue', 'lyric'])

function speechAt(lines: readonly ScreenplayLine[], at: number): readonly ScreenplayLine[] {
  let end = at + 1
  while (spoken.has(lines[end]?.element ?? '')) end++
  return lines.slice(at, end)
}

/// The speech that begins at `at`. `before` is the cue of the speech that stands right before it.
function writeSpeech(
  lines: readonly ScreenplayLine[],
  at: number,
  before: ScreenplayLine | undefined,
): readonly Piece[] {
  const speech = speechAt(lines, at)
  const cue = speech[0] as ScreenplayLine
  const { note, text, count } = naturalSpeech(speech, showsDual(lines, at, before))
  const rest = speech.slice(count).flatMap(notedPieces)
  if (count === 0) return rest
  return [...pieceOf(note), { text, kind: rest.length === 0 ? 'speech' : 'other' }, ...rest]

  /// `^` marks the second of two; the first is known by it. What is no such pair is in a note.
  function showsDual(
    lines: readonly ScreenplayLine[],
    at: number,
    before: ScreenplayLine | undefined,
  ): boolean {
    if (cue.dual === 'right') return before === undefined || before.dual !== undefined
    if (cue.dual !== 'left') return true
    const second = lines[at + speech.length]
    if (second?.element !== 'character' || second.dual !== 'right') return false
    const whole = naturalSpeech(speech, true).count === speech.length
    return whole && naturalSpeech(speechAt(lines, at + speech.length), true).count > 0
  }
}

interface Speech {
  /// What stands above it.
  readonly note: string | undefined
  readonly text: string
  /// How many of its lines it has; none where its cue cannot be said.
  readonly count: number
}

/// As many lines of a speech as can be written without element notes. `dual` says whether `^` shows
/// that its cue is one of a pair.
function naturalSpeech(speech: readonly ScreenplayLine[], dual: boolean): Speech {
  const cue = speech[0] as ScreenplayLine
  const { element, spans, dual: side } = normalLine(cue)
  const shown = { element, spans, ...(dual && side && { dual: side }) }
  const note = lineNote(cue, shown)
  const { dual: _, ...alone } = cue
  // By itself the first of a pair is none.
  const expected = [dual && side === 'left' ? alone : cue, ...speech.slice(1)]
  const head = note === undefined ? '' : `${note}\n\n`
  const name = writeEmphasis(spans) + (shown.dual === 'right' ? ' ^' : '')
  const below = speech.slice(1).map((line, i) => spokenForm(line, speech[i] as ScreenplayLine))
  const take = (head: string, count: number) => [head, ...below.slice(0, count - 1)].join('\n')
  const sayable = (text: string, count: number) => reads(head + text, expected.slice(0, count))
  for (const first of [name, `@${name}`]) {
    const text = take(first, speech.length)
    if (sayable(text, speech.length)) return { note, text, count: speech.length }
  }
  let count = 0
  const first = speech.length > 1 && sayable(take(name, 2), 2) ? name : `@${name}`
  while (count < speech.length && sayable(take(first, count + 1), count + 1)) count++
  return { note, text: take(first, count), count }
}

/// A line in a speech, with the notes that it needs behind the line before.
function spokenForm(line: ScreenplayLine, before: ScreenplayLine): string {
  const { element, spans } = normalLine(line)
  const note = lineNote(line, { element, spans })
  const form = spokenText({ element, spans }, before)
  return note === undefined ? form : `${note}\n${form}`
}

function spokenText({ element, spans }: ScreenplayLine, before: ScreenplayLine): string {
  const text = writeEmphasis(spans)
  const parts = text.split('\n')
  if (element === 'lyric') return parts.map((part) => `~${part}`).join('\n')
  // Nothing but a note says that there is an empty line; it would take what is below it.
  const afterEmpty = before.element !== 'character' && normalLine(before).spans.length === 0
  if (element === 'parenthetical') {
    if (text === '') return parentheticalNote
    const plain = before.element !== 'parenthetical' && !afterEmpty && isParenthetical(text)
    return plain ? text : `${parentheticalNote}\n${text}`
  }
  if (isBlank(text)) return dialogueNote
  const held = parts.map((part) => (part === '' ? '  ' : part)).join('\n')
  const first = parts[0]?.trim() ?? ''
  const looksOther = isParenthetical(first) || first.startsWith('~')
  const plain = before.element !== 'dialogue' && !afterEmpty && !looksOther
  return plain ? held : `${dialogueNote}\n${held}`
}
