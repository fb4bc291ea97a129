import type { ScreenplayLine } from '../screenplay.ts'
import { readBlocks } from './blocks.ts'
import { dialogueNote, notedLine } from './elementnote.ts'
import { writeEmphasis } from './emphasis.ts'
import { sameLine } from './normal.ts'
import { isStructure } from './season.ts'
import { sourceLines } from './source.ts'

/// The lines of a segment as Fountain. Each line is written as a writer would, then forced, then
/// with an element note, and the first of these that reads back as the same line is taken: what
/// could be misread is never written.

interface Piece {
  readonly text: string
  /// An empty line of action between two paragraphs of action is an empty line of the file more.
  readonly kind: 'action' | 'empty' | 'speech' | 'other'
}

/// `lines` are in normal form.
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
      pieces.push(writeLine(line, i === 0))
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

function writeLine(line: ScreenplayLine, first: boolean): Piece {
  if (line.element === 'action' && line.spans.length === 0 && reads('!', [line])) {
    return { text: '!', kind: 'empty' }
  }
  const text = naturalForms(line).find(
    // At the start of a segment a synopsis would be its outline.
    (form) => !(first && form.startsWith('=') && !form.startsWith('==')) && reads(form, [line]),
  )
  if (text === undefined) return { text: notedLine(line), kind: 'other' }
  return { text, kind: line.element === 'action' ? 'action' : 'other' }
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
      return line.spans.length === 1 ? [line.spans[0]?.text ?? ''] : []
    default:
      return []
  }
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
      if (block.kind === 'line') return sameLine(block.line, line)
      if (block.kind === 'section' && isStructure(block.level, block.text, 1)) return false
      return sameLine({ element: 'general', spans: [{ text: block.source, style: {} }] }, line)
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
): Piece[] {
  const speech = speechAt(lines, at)
  const natural = naturalSpeech(speech)
  const dual = lines[at]?.dual
  // `^` marks the second of two; the first is known by it. What is no pair needs a note.
  const sayable =
    dual === 'left'
      ? natural.count === speech.length && beginsSecond(lines, at + speech.length)
      : dual === undefined || before === undefined || before.dual !== undefined
  const count = sayable ? natural.count : 0
  const rest = speech.slice(count).map((line): Piece => ({ text: notedLine(line), kind: 'other' }))
  if (count === 0) return rest
  return [{ text: natural.text, kind: rest.length === 0 ? 'speech' : 'other' }, ...rest]
}

function beginsSecond(lines: readonly ScreenplayLine[], at: number): boolean {
  const cue = lines[at]
  if (cue?.element !== 'character' || cue.dual !== 'right') return false
  return naturalSpeech(speechAt(lines, at)).count > 0
}

/// As many lines of a speech as can be written without notes.
function naturalSpeech(speech: readonly ScreenplayLine[]): { text: string; count: number } {
  const cue = { ...(speech[0] as ScreenplayLine) }
  const { dual, ...alone } = cue
  const expected = [dual === 'left' ? alone : cue, ...speech.slice(1)]
  const name = writeEmphasis(cue.spans) + (dual === 'right' ? ' ^' : '')
  const below = speech.slice(1).map((line, i) => spokenForm(line, speech[i] as ScreenplayLine))
  const take = (head: string, count: number) => [head, ...below.slice(0, count - 1)].join('\n')
  for (const head of [name, `@${name}`]) {
    const text = take(head, speech.length)
    if (reads(text, expected)) return { text, count: speech.length }
  }
  let count = 0
  const head = speech.length > 1 && reads(take(name, 2), expected.slice(0, 2)) ? name : `@${name}`
  while (count < speech.length && reads(take(head, count + 1), expected.slice(0, count + 1)))
    count++
  return { text: take(head, count), count }
}

function spokenForm(line: ScreenplayLine, before: ScreenplayLine): string {
  const text = writeEmphasis(line.spans)
  const parts = text.split('\n')
  if (line.element === 'lyric') return parts.map((part) => `~${part}`).join('\n')
  if (line.element === 'parenthetical') return text
  if (text === '') return dialogueNote
  const held = parts.map((part) => (part === '' ? '  ' : part)).join('\n')
  return before.element === 'dialogue' ? `${dialogueNote}\n${held}` : held
}
