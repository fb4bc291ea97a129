import type { OutlineEdit, OutlineRemark } from '../../domain/outlineedit.ts'
import { outlineText } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import { cellName } from '../table.ts'
import {
  type EpisodeField,
  episodeValue,
  isEmotion,
  isReckoned,
  isSeconds,
  parted,
  readNumber,
  readTags,
  type SegmentField,
  segmentValue,
  withoutGuard,
} from './fields.ts'
import { type Found, foundIn, segmentCalled, segmentWith } from './found.ts'
import { cut, digestOf, settled, tidied } from './mark.ts'
import { newBeats } from './rownew.ts'
import { addedBeats, type Head, type Heads, type SheetRow, segmentsIn } from './sheetrow.ts'

export interface RowChanges {
  readonly edits: readonly OutlineEdit[]
  readonly remarks: readonly OutlineRemark[]
}

/// What a row has changed of what is in the season, and what it adds to its episode.
export function changesOf(row: SheetRow, heads: Heads, series: Series): RowChanges {
  const reader = new RowReader(row, heads, series)
  for (const [at, head] of heads.entries()) reader.read(head, at)
  const beats = newBeats(row, heads)
  return {
    edits: [...reader.edits, ...beats.edits],
    remarks: [...reader.remarks, ...beats.remarks],
  }
}

/// A cell of the row: its name, the head it stands under, what it says.
interface Cell {
  readonly name: string
  readonly head: Head
  readonly said: string
}

/// A value of the sheet beside what it was made from and what the room says now.
interface Compared {
  readonly text: string
  readonly contested: boolean
}

class RowReader {
  readonly edits: OutlineEdit[] = []
  readonly remarks: OutlineRemark[] = []
  readonly #row: SheetRow
  readonly #heads: Heads
  readonly #series: Series

  constructor(row: SheetRow, heads: Heads, series: Series) {
    this.#row = row
    this.#heads = heads
    this.#series = series
  }

  read(head: Head, at: number): void {
    const { column } = head
    const said = this.#row.cells[at] ?? ''
    const cell = { name: cellName(at, this.#row.at), head, said }
    switch (column?.of) {
      case 'episode':
        this.#readOwn(column.field, cell)
        break
      case 'segments':
        if (isReckoned(column.field)) this.#readReckoned(column.field, cell)
        else this.#readList(column.field, cell)
        break
      case 'hook':
        this.#readSegment('outline', 0, said, cell)
        break
      case 'beat':
        if (column.number < this.#count - 1) {
          this.#readSegment('outline', column.number, said, cell)
        }
        break
      case 'cliffhanger':
        this.#readSegment('outline', this.#count - 1, said, cell)
        break
    }
  }

  get #count(): number {
    return segmentsIn(this.#row)
  }

  /// Undefined where the sheet has not changed a value, or has changed it to what the room says.
  #compare(
    said: string,
    now: string,
    cell: Cell,
    base: string | undefined,
    same: (a: string, b: string) => boolean = (a, b) => settled(a) === settled(b),
  ): Compared | undefined {
    // A sheet that marks its rows and does not mark this value had none of it to change.
    if (this.#row.mark && base === undefined && settled(said) === '') return undefined
    if (base === cut) {
      if (!settled(said).endsWith('…')) this.#remark('cut', cell)
      return undefined
    }
    const readings = [withoutGuard(said), said]
    if (base !== undefined && readings.some((text) => digestOf(text) === base)) return undefined
    if (readings.some((text) => same(text, now))) return undefined
    return { text: tidied(withoutGuard(said)), contested: base !== digestOf(now) }
  }

  #readOwn(field: EpisodeField, cell: Cell): void {
    const { mark, episode, index = 0 } = this.#row
    if (isReckoned(field)) {
      this.#readReckoned(field, cell)
      return
    }
    const base = mark?.values[field]
    // In a row for a later segment these cells are empty from the first.
    if (mark && base === undefined) {
      if (settled(cell.said) !== '') this.#remark('stray', cell)
      return
    }
    if (!episode) {
      if (!isUnchanged(cell.said, base)) this.#remark('gone', cell)
      return
    }
    const now = String(episodeValue(field, episode, this.#series, index))
    const same = field === 'target' ? sameNumber : undefined
    const found = this.#compare(cell.said, now, cell, base, same)
    if (!found) return
    const { text, contested } = found
    const id = `${field} ${episode.id}`
    const head = { id, cell: cell.name, episode: episode.id, number: index + 1, contested }
    if (field === 'target') {
      const next = this.#number(text, cell, isSeconds)
      if (next === unread) return
      this.edits.push({ ...head, what: 'target', was: episode.targetSeconds, next })
    } else if (field === 'title') {
      // A title is one line.
      const next = text.replace(/\s*\n\s*/g, ' ')
      if (settled(next) !== settled(now)) this.edits.push({ ...head, what: field, was: now, next })
    } else if (field === 'summary') {
      this.edits.push({ ...head, what: field, was: now, next: text })
    }
  }

  /// What nobody changes in a sheet: said where somebody has.
  #readReckoned(name: string, cell: Cell): void {
    const { mark } = this.#row
    const base = mark?.values[name] ?? mark?.segments[0]?.values[name]
    if (base === undefined || isUnchanged(cell.said, base)) return
    if (isUnchanged(String(readNumber(cell.said) ?? ''), base)) return
    this.#remark('reckoned', cell)
  }

  #readList(field: SegmentField, cell: Cell): void {
    const count = this.#count
    if (count === 1) {
      this.#readSegment(field, 0, cell.said, cell)
      return
    }
    const added = addedBeats(this.#row, this.#heads, count).length
    const values = parted(cell.said, count) ?? parted(cell.said, count + added)
    if (!values) {
      this.#remark('count', cell, { count: count + added })
      return
    }
    // Beats that the sheet adds stand in front of the cliffhanger.
    for (let at = 0; at < count; at++) {
      const value = values[at === count - 1 ? values.length - 1 : at] ?? ''
      this.#readSegment(field, at, value, cell)
    }
  }

  /// `at` is the place of a segment among those of the row.
  #readSegment(field: SegmentField, at: number, said: string, cell: Cell): void {
    const { mark, episode, index = 0 } = this.#row
    const marked = mark?.segments[at]
    const base = marked?.values[field]
    const here = episode?.segments[at]
    const found = marked
      ? segmentCalled(marked.id, this.#series)
      : episode && here && foundIn(episode, index, here, at)
    if (!found) {
      const into = marked && field === 'outline' && segmentWith(marked.id, this.#series)
      if (into) this.#readPart(into, marked.id, base, cell)
      else if (!isUnchanged(said, base) && settled(said) !== '') this.#remark('gone', cell)
      return
    }
    const { segment, of } = found
    const own = segment.outlines.find(({ id }) => id === marked?.id)
    if (field === 'outline' && segment.outlines.length > 1 && own && digestOf(own.text) === base) {
      // Others have been merged into it since: theirs are paragraphs that the sheet knows nothing of.
      this.#readPart(found, own.id, base, cell)
      return
    }
    const now = String(segmentValue(field, segment, this.#series, of.number, 'en'))
    const isNumber = field === 'seconds' || field === 'emotion'
    const same = field === 'tags' ? sameTags : isNumber ? sameNumber : undefined
    const read = isNumber ? String(readNumber(withoutGuard(said)) ?? said) : said
    const compared = this.#compare(read, now, cell, base, same)
    if (!compared) return
    const { text, contested } = compared
    const head = {
      id: `${field} ${segment.id}`,
      cell: cell.name,
      episode: found.episode.id,
      number: found.index + 1,
      contested,
      of,
    }
    if (field === 'outline') this.edits.push({ ...head, what: field, was: now, next: text })
    if (field === 'tags') {
      this.edits.push({ ...head, what: field, was: segment.tags, next: readTags(text) })
    }
    if (isNumber) {
      const next = this.#number(text, cell, field === 'emotion' ? isEmotion : isSeconds)
      if (next !== unread) this.edits.push({ ...head, what: field, was: segment[field], next })
    }
  }

  /// The outline of a segment that has been merged into another since is a paragraph of that one's.
  #readPart(
    { segment, episode, index, of }: Found,
    id: string,
    base: string | undefined,
    cell: Cell,
  ) {
    const own = segment.outlines.find((outline) => outline.id === id)?.text ?? ''
    const compared = this.#compare(cell.said, own, cell, base)
    if (!compared) return
    const { text, contested } = compared
    const paragraphs = segment.outlines.map((outline) => (outline.id === id ? text : outline.text))
    this.edits.push({
      what: 'outline',
      id: `outline ${id}`,
      cell: cell.name,
      episode: episode.id,
      number: index + 1,
      contested,
      of,
      was: outlineText(segment),
      next: paragraphs.filter((paragraph) => paragraph !== '').join('\n'),
    })
  }

  #number(
    text: string,
    cell: Cell,
    is: (number: number) => boolean,
  ): number | undefined | typeof unread {
    if (text === '') return undefined
    const number = readNumber(text)
    if (number !== undefined && is(number)) return number
    this.#remark('unreadable', cell)
    return unread
  }

  #remark(
    code: OutlineRemark['code'],
    { name, head, said }: Cell,
    more: OutlineRemark['values'] = {},
  ): void {
    const values = { column: head.text.trim(), text: said.trim(), ...more }
    this.remarks.push({ code, cell: name, values })
  }
}

function isUnchanged(said: string, base: string | undefined): boolean {
  if (base === cut) return settled(said).endsWith('…')
  return [said, withoutGuard(said)].some((text) => digestOf(text) === base)
}

/// Where a number cannot be read: nothing is changed.
const unread = Symbol('unread')

function sameNumber(a: string, b: string): boolean {
  if (a.trim() === '' || b.trim() === '') return a.trim() === b.trim()
  const [first, second] = [readNumber(a), readNumber(b)]
  return first !== undefined && first === second
}

function sameTags(a: string, b: string): boolean {
  return settled(readTags(a).join('\n')) === settled(readTags(b).join('\n'))
}
