import { textOf } from '../../domain/line.ts'
import { readJoined } from '../joined.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import { type CarriedLine, type NoteEnd, readCarriedLine } from './carried.ts'
import { plainText } from './runs.ts'
import { withChildren } from './tree.ts'

/// What is carried with a line, with what was carried with those that have been joined into it: as
/// if their paragraphs had been one, in the order of their words. The line's own was the last.
export function carriedWith(line: ScreenplayLine | undefined): CarriedLine {
  const own = readCarriedLine(line?.carried)
  const others = readJoined(line?.carried).map(readCarriedLine)
  if (!line || others.length === 0) return own
  const text = textOf(line.spans)
  const placeOf = ({ paragraph }: CarriedLine) =>
    paragraph ? text.indexOf(plainText(paragraph)) : -1
  return others
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .reduceRight((last, first) => joined(first, last), own)
}

/// A line that is joined to another has its text behind the other's.
function joined(first: CarriedLine, last: CarriedLine): CarriedLine {
  const length = first.paragraph ? plainText(first.paragraph).length : 0
  const moved = last.notes.map((note): NoteEnd => ({ ...note, at: note.at + length }))
  const paragraph = joinedParagraph(first.paragraph, last.paragraph)
  return {
    ...last,
    before: [...first.before, ...last.before],
    ...(paragraph && { paragraph }),
    notes: [...first.notes, ...moved],
  }
}

/// Of what a paragraph has once, the first's; runs and notes of both.
function joinedParagraph(
  first: XmlElement | undefined,
  last: XmlElement | undefined,
): XmlElement | undefined {
  if (!first || !last) return first ?? last
  const names = new Set(elementsOf(first).map(({ name }) => name))
  const isMore = (name: string) => name === 'Text' || name === 'ScriptNote' || !names.has(name)
  const more = last.children.filter((child) => typeof child !== 'string' && isMore(child.name))
  return withChildren(first, [...first.children, ...more])
}
