import { textOf } from '../../domain/line.ts'
import type { NotePoint, SaidInNote, WrittenNote } from '../reading.ts'
import type { Loss, ScreenplayLine } from '../screenplay.ts'
import { elementsOf, type XmlElement, type XmlNode, xmlElement } from '../xml.ts'
import { writable } from './runs.ts'
import { contentOf, listed, NoteKeys, rangeOf } from './scriptnotes.ts'
import { firstOf, withAttributes, withChildren } from './tree.ts'

/// Where a note of the file's list begins and ends in the script as it is written now.
export interface Ends {
  readonly Start?: number
  readonly End?: number
}

/// A line as it was written.
export interface WrittenLine {
  readonly line: ScreenplayLine
  /// Where its paragraph begins, as Final Draft counts.
  readonly start: number
  /// Stands beside others in one paragraph, where a place in it is none in the script.
  readonly paired: boolean
  readonly paragraph: XmlElement
}

/// A file's notes on their way out: those that came in it as they were, as far as nobody has said
/// anything else since; what a room has said beside them behind. What is said of a note that came in
/// is told by its key (scriptnotes.ts).
export class Notebook {
  readonly #said = new Map<string, WrittenNote>()
  readonly #more: readonly WrittenNote[]
  readonly #keys = new NoteKeys()
  readonly #lines: readonly WrittenLine[]
  readonly #rows: ReadonlyMap<XmlElement, number>
  /// Notes that were inside a paragraph whose words are in another now.
  readonly #moved: { readonly note: XmlElement; readonly written: WrittenNote }[] = []

  constructor(notes: readonly WrittenNote[], lines: readonly WrittenLine[]) {
    for (const note of notes) if (note.key !== undefined) this.#said.set(note.key, note)
    this.#more = notes.filter(({ key }) => key === undefined)
    this.#lines = lines
    this.#rows = new Map(lines.map((line, row) => [line.paragraph, row]))
  }

  /// A paragraph with the notes that are inside it.
  paragraph(paragraph: XmlElement, row = this.#rows.get(paragraph)): XmlElement {
    let changed = false
    const children = paragraph.children.flatMap((child): readonly XmlNode[] => {
      if (typeof child === 'string') return [child]
      const next = child.name === 'ScriptNote' ? this.#stays(child, row) : this.#inside(child, row)
      changed ||= next !== child
      return next ? [next] : []
    })
    return changed ? withChildren(paragraph, children) : paragraph
  }

  /// A note inside a paragraph; undefined where it is there no more.
  #stays(note: XmlElement, row: number | undefined): XmlElement | undefined {
    const key = this.#keys.of(note)
    const written = this.#said.get(key)
    const settled = this.#settled(note, key)
    const { from, to } = written ?? {}
    if (!settled || !written || !from || !to || row === undefined) return settled
    if (from.line <= row && row <= to.line) return settled
    this.#moved.push({ note: settled, written })
    return undefined
  }

  #inside(child: XmlElement, row: number | undefined): XmlElement {
    if (child.name === 'Text') return this.paragraph(child, row)
    if (child.name !== 'DualDialogue') return child
    return withChildren(
      child,
      child.children.map((each) =>
        typeof each !== 'string' && each.name === 'Paragraph' ? this.paragraph(each) : each,
      ),
    )
  }

  /// A note that came in, as it is said now; undefined where all of it was taken back.
  #settled(note: XmlElement, key: string): XmlElement | undefined {
    const written = this.#said.get(key)
    this.#said.delete(key)
    if (!written) return note
    if (written.said.length === 0) return undefined
    const told = written.said.map(({ text }) => text).join('')
    const { text, author } = contentOf(note)
    if (told === text) return note
    // Where its own words were taken back, what is left is said by somebody else.
    const [first] = written.said
    const isOwn = author === undefined ? text.startsWith(first?.text ?? '') : author === first?.by
    const own = { Name: undefined, ...(first && !isOwn && hand(first)) }
    return withChildren(withAttributes(note, own), paragraphsOf(written))
  }

  /// The file with its list of notes; `at` is where those that came in it lie by their words. Notes
  /// whose words are gone become notes on no line.
  file(
    root: XmlElement,
    at: ReadonlyMap<number, Ends>,
  ): {
    readonly root: XmlElement
    readonly losses: readonly Loss[]
  } {
    const notes: XmlElement[] = []
    const loose: XmlElement[] = []
    for (const [i, note] of listed(root).entries()) {
      const key = this.#keys.of(note)
      const written = this.#said.get(key)
      const settled = this.#settled(note, key)
      if (!settled) continue
      const range = this.#rangeOf(note, at.get(i), written)
      if (range === 'gone') loose.push(withAttributes(settled, { Range: undefined }))
      else notes.push(range === undefined ? settled : withAttributes(settled, { Range: range }))
    }
    for (const { note, written } of this.#moved) {
      const range = this.#placeOf(written)
      ;(range ? notes : loose).push(withAttributes(note, { Range: range?.join(',') }))
    }
    for (const written of [...this.#said.values(), ...this.#more]) {
      if (written.said.length === 0) continue
      const range = this.#placeOf(written)
      const [first] = written.said
      const note = xmlElement(
        'ScriptNote',
        { Range: range?.join(','), ...(first && hand(first)) },
        paragraphsOf(written),
      )
      ;(range ? notes : loose).push(note)
    }
    const loss = {
      code: 'fdx.loose-notes',
      message: `Notes whose words are gone: ${loose.length}. They are in the file as notes on no line.`,
    }
    return {
      root: withList(withList(root, 'ScriptNotes', notes), 'UnanchoredScriptNotes', [
        ...elementsOf(firstOf(root, 'UnanchoredScriptNotes') ?? nothing, 'ScriptNote'),
        ...loose,
      ]),
      losses: loose.length > 0 ? [loss] : [],
    }
  }

  /// The range of a note that came in; undefined where it stays as it is.
  #rangeOf(
    note: XmlElement,
    ends: Ends | undefined,
    written: WrittenNote | undefined,
  ): string | 'gone' | undefined {
    const old = rangeOf(note)
    const place = written && this.#placeOf(written)
    const from = ends?.Start ?? ends?.End
    const carried =
      from === undefined ? undefined : ([from, Math.max(from, ends?.End ?? from)] as const)
    const isSame = carried && (!place || this.#isSame(carried, place))
    const now = isSame ? carried : place
    if (now) return old?.[0] === now[0] && old[1] === now[1] ? undefined : now.join(',')
    return old && this.#lines.length > 0 ? 'gone' : undefined
  }

  #placeOf({ from, to }: WrittenNote): readonly [number, number] | undefined {
    const [a, b] = [from && this.#startOf(from), to && this.#startOf(to)]
    return a === undefined || b === undefined ? undefined : [a, Math.max(a, b)]
  }

  #startOf({ line, at }: NotePoint): number | undefined {
    const found = this.#lines[line]
    return found && found.start + (found.paired ? 0 : at)
  }

  /// Whether two ranges differ by white space at most: a comment is never on that alone.
  #isSame(carried: readonly [number, number], place: readonly [number, number]): boolean {
    return this.#isBlank(carried[0], place[0]) && this.#isBlank(place[1], carried[1])
  }

  #isBlank(from: number, to: number): boolean {
    if (from === to) return true
    const found = this.#lines.findLast(({ start }) => start <= Math.min(from, to))
    if (!found) return false
    if (found.paired) return true
    const text = textOf(found.line.spans)
    const [a, b] = [Math.min(from, to) - found.start, Math.max(from, to) - found.start]
    return b <= text.length && text.slice(a, b).trim() === ''
  }
}

const nothing = xmlElement('UnanchoredScriptNotes')

/// What was said, a paragraph for each line of it; whoever answers is named.
function paragraphsOf({ said }: WrittenNote): readonly XmlElement[] {
  return said.flatMap(({ text, by, at }, i) => {
    const before = said[i - 1]
    // What was too long for one comment goes on in those of the next milliseconds.
    const goesOn = !before || (before.by === by && at - before.at <= 1)
    const whole = goesOn ? text : `${by}: ${text}`
    return whole
      .split('\n')
      .map((line) => xmlElement('Paragraph', {}, [xmlElement('Text', {}, [writable(line)])]))
  })
}

/// Who said something when, as a note says it.
function hand({ by, at }: SaidInNote) {
  return { WriterName: by ? writable(by) : undefined, DateTime: dateOf(at) }
}

/// As Final Draft writes it: to the second, without a time zone.
function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19)
}

/// A file with these elements as its list of a name; none where it had none and needs none.
function withList(root: XmlElement, name: string, elements: readonly XmlElement[]): XmlElement {
  const list = firstOf(root, name)
  if (!list) {
    if (elements.length === 0) return root
    return withChildren(root, [...root.children, xmlElement(name, {}, elements)])
  }
  const known = elementsOf(list, 'ScriptNote')
  if (known.length === elements.length && known.every((each, i) => each === elements[i])) {
    return root
  }
  const others = list.children.filter((child) => typeof child === 'string' || !isNote(child))
  return withChildren(
    root,
    root.children.map((child) =>
      child === list ? withChildren(list, [...others, ...elements]) : child,
    ),
  )
}

function isNote({ name }: XmlElement): boolean {
  return name === 'ScriptNote'
}
