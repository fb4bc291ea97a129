import { type Element, elements } from '../../domain/element.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { writeEmphasis } from './emphasis.ts'

/// What Fountain has no sign for is said by a note in the line above, which other programs hide
/// and behind which they see action:
///
///     [[element: shot]]
///     !CLOSE ON the phone.
///
/// The paragraph below the note, up to the next empty line, is one line of that element, and
/// nothing in it is looked at but emphasis. A line of spaces in it stands for an empty one and
/// has two spaces more than the text.

export interface ElementNote {
  readonly element: Element
  readonly dual?: 'left' | 'right'
  readonly align?: 'center'
  readonly sceneNumber?: string
}

const note = /^\[\[element: *([a-z-]+(?: [a-z-]+)*) *((?:; *[a-z]+: *[^\s;\]]+ *)*)\]\]$/

export function readElementNote(source: string): ElementNote | undefined {
  const found = note.exec(source)
  if (!found) return undefined
  const element = elements.find((name) => name === (found[1] as string).replaceAll(' ', '-'))
  if (!element) return undefined
  let result: ElementNote = { element }
  for (const entry of (found[2] as string).split(';').slice(1)) {
    const [key, value] = entry.split(':').map((part) => part.trim()) as [string, string]
    if (key === 'dual' && (value === 'left' || value === 'right')) {
      result = { ...result, dual: value }
    } else if (key === 'align' && value === 'center') result = { ...result, align: value }
    else if (key === 'scene' && decoded(value)) result = { ...result, sceneNumber: decoded(value) }
    // An entry that says nothing to us makes it somebody else's note.
    else return undefined
  }
  return result
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value).trim()
  } catch {
    return ''
  }
}

function elementNote(line: ScreenplayLine): string {
  const entries = [
    `element: ${line.element === 'scene-heading' ? 'scene heading' : line.element.replace('-text', ' text')}`,
    ...(line.dual ? [`dual: ${line.dual}`] : []),
    ...(line.align ? [`align: ${line.align}`] : []),
    ...(line.sceneNumber ? [`scene: ${encodeURIComponent(line.sceneNumber.toWellFormed())}`] : []),
  ]
  return `[[${entries.join('; ')}]]`
}

/// The notes that begin a new line inside a speech, where the text alone would not.
export const dialogueNote = '[[element: dialogue]]'
export const parentheticalNote = '[[element: parenthetical]]'
export const spokenNotes: ReadonlyMap<string, Element> = new Map([
  [dialogueNote, 'dialogue'],
  [parentheticalNote, 'parenthetical'],
])

/// A line in normal form as an element note and its paragraph. Any line can be written so.
export function notedLine(line: ScreenplayLine): string {
  const text = writeEmphasis(line.spans)
  const held = text.split('\n').map((part) => (part.trim() === '' ? `  ${part}` : part))
  // The first has its `!` to hold it.
  held[0] = `!${text.split('\n')[0]}`
  return `${elementNote(line)}\n${held.join('\n')}`
}

/// The text of the paragraph below a note, as `notedLine` wrote it.
export function readNotedText(parts: readonly string[]): string {
  return parts
    .map((part, i) => {
      if (i === 0) return part.replace(/^!/, '')
      return part.trim() === '' ? part.slice(2) : part
    })
    .join('\n')
}
