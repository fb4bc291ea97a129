import type { Carried } from '../screenplay.ts'
import { elementsOf, isXml, parseXml, writeFragment, type XmlElement, xmlElement } from '../xml.ts'
import { firstOf } from './tree.ts'

/// What a Final Draft file has that a series has no place for is carried under the id `fdx`, as XML
/// with a root `Fdx`:
///
/// - with a line: the `Paragraph` it was read from, where that says more than the line does; what
///   stood `Before` it that is no paragraph; the `Dual` paragraph that holds two speakers, and how
///   many paragraphs were in it where that is not plain; `Preface` where it stood above the heading
///   of its episode; the `Note`s that begin or end in it;
/// - with an episode or a segment: the paragraphs of its heading;
/// - with the series: the file without its script.

export interface CarriedLine {
  readonly paragraph?: XmlElement
  readonly before: readonly XmlElement[]
  readonly dual?: XmlElement
  readonly count?: number
  readonly preface?: boolean
  readonly notes: readonly NoteEnd[]
}

/// Where a script note of the file's list begins or ends, in UTF-16 units of the line's text.
export interface NoteEnd {
  readonly note: number
  readonly end: 'Start' | 'End'
  readonly at: number
}

export const nothingCarried: CarriedLine = { before: [], notes: [] }

export function readCarriedLine(carried: Carried | undefined): CarriedLine {
  const root = readRoot(carried)
  if (!root) return nothingCarried
  const paragraph = firstOf(root, 'Paragraph')
  const before = firstOf(root, 'Before')
  const dual = firstOf(root, 'Dual')
  const count = Number(root.attributes.Count)
  return {
    ...(paragraph && { paragraph }),
    before: before ? elementsOf(before) : [],
    ...(dual && { dual: elementsOf(dual)[0] ?? dual }),
    ...(count > 0 && { count }),
    ...(root.attributes.Preface === 'Yes' && { preface: true }),
    notes: elementsOf(root, 'Note').flatMap(readNoteEnd),
  }
}

function readNoteEnd({ attributes }: XmlElement): readonly NoteEnd[] {
  const note = Number(attributes.Note)
  const at = Number(attributes.At)
  const end = attributes.End === 'Yes' ? 'End' : 'Start'
  return Number.isInteger(note) && Number.isInteger(at) ? [{ note, at, end }] : []
}

/// Undefined where there is nothing to carry.
export function writeCarriedLine(line: CarriedLine): string | undefined {
  const { paragraph, before, dual, count, preface, notes } = line
  const children = [
    ...(before.length > 0 ? [xmlElement('Before', {}, before)] : []),
    ...(dual ? [xmlElement('Dual', {}, [dual])] : []),
    ...(paragraph ? [paragraph] : []),
    ...notes.map(({ note, end, at }) =>
      xmlElement('Note', {
        Note: String(note),
        At: String(at),
        End: end === 'End' ? 'Yes' : undefined,
      }),
    ),
  ]
  if (children.length === 0 && count === undefined && !preface) return undefined
  const attributes = {
    Count: count === undefined ? undefined : String(count),
    Preface: preface ? 'Yes' : undefined,
  }
  return writeFragment(xmlElement('Fdx', attributes, children))
}

/// The heading of an episode or a segment, as it was read.
export interface CarriedHeading {
  /// The heading, and the paragraphs of the outline below it.
  readonly paragraphs: readonly XmlElement[]
  /// Its place when it was read, counted from 0: an episode's number is its place.
  readonly place?: number
  /// An episode that has no heading although others have.
  readonly untitled?: true
}

export function readCarriedHeading(carried: Carried | undefined): CarriedHeading {
  const root = readRoot(carried)
  if (!root) return { paragraphs: [] }
  const place = root.attributes.Place
  return {
    paragraphs: elementsOf(root, 'Paragraph'),
    ...(place !== undefined && { place: Number(place) }),
    ...(root.attributes.Untitled === 'Yes' && { untitled: true }),
  }
}

export function writeCarriedHeading({ paragraphs, place, untitled }: CarriedHeading): string {
  const attributes = {
    Place: place === undefined ? undefined : String(place),
    Untitled: untitled ? 'Yes' : undefined,
  }
  return writeFragment(xmlElement('Fdx', attributes, paragraphs))
}

/// The file without its script, and the types of paragraph that it has and does not declare.
export interface CarriedShell {
  readonly shell: XmlElement
  readonly undeclared: readonly string[]
}

export function readCarriedShell(carried: Carried | undefined): CarriedShell | undefined {
  const root = readRoot(carried)
  const shell = root && firstOf(root, 'FinalDraft')
  const undeclared = root?.attributes.Undeclared?.split(', ') ?? []
  return shell && { shell, undeclared }
}

export function writeCarriedShell({ shell, undeclared }: CarriedShell): string {
  const types = undeclared.length > 0 ? undeclared.join(', ') : undefined
  return writeFragment(xmlElement('Fdx', { Undeclared: types }, [shell]))
}

function readRoot(carried: Carried | undefined): XmlElement | undefined {
  const text = carried?.fdx
  const root = text === undefined || !isCarried(text) ? undefined : parseXml(text)
  return root && isXml(root) && root.name === 'Fdx' ? root : undefined
}

/// Whether a text that is carried is one of these.
export function isCarried(text: string): boolean {
  return text.startsWith('<Fdx')
}

export function withFdx<T extends { readonly carried?: Carried }>(
  value: T,
  text: string | undefined,
): T {
  return text === undefined ? value : { ...value, carried: { ...value.carried, fdx: text } }
}
