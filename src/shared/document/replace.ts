import type * as Y from 'yjs'
import type { Attributes, Piece } from './body.ts'
import { readText } from './body.ts'
import { type Field, fieldText, smallestEdit } from './field.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type GivingWay, inSlices } from './slices.ts'
import type { Spot } from './spot.ts'
import type { History } from './undo.ts'

/// Replaces ranges of lines and fields by the smallest edits of the shared texts: lines
/// keep their ids, elements and attributes, characters that stay are not touched, and what others
/// type in and around a range at the same time stays.

/// A text of the script by what it belongs to.
export type TextPlace =
  | { readonly in: 'title'; readonly episode: string }
  | { readonly in: 'outline'; readonly segment: string }
  | { readonly in: 'line'; readonly line: string }

/// A text of the script, or one that people type beside it.
export type SeriesPlace = TextPlace | Field

/// A name for a text, the same for the same place.
export function keyOf(place: SeriesPlace): string {
  switch (place.in) {
    case 'series':
      return `series ${place.key}`
    case 'title':
    case 'summary':
      return `${place.in} ${place.episode}`
    case 'outline':
      return `outline ${place.segment}`
    case 'line':
      return `line ${place.line}`
  }
}

/// One replacement. `from … to` are code units of `text`, which is all that the line or field said
/// when the range was found. It has come to say something else meanwhile? Then the range
/// is looked for by what is the same in front of and behind the change. What is put in has the
/// style of the first character that it replaces.
export interface TextEdit {
  readonly at: SeriesPlace
  readonly text: string
  readonly from: number
  readonly to: number
  readonly insert: string
}

/// What came of it, in edits.
export interface Replaced {
  readonly replaced: number
  /// Left alone, because somebody has changed or removed what was to be replaced.
  readonly changed: number
}

/// Whether a range of a text is still to be replaced, asked only where the text has changed.
export type Holds = (text: string, from: number, to: number) => boolean

export interface ReplaceOptions {
  /// Whose one step it is.
  readonly history: History
  /// In slices, if it may take long.
  readonly giveWay?: GivingWay | undefined
  readonly holds?: Holds | undefined
}

/// Makes all edits as one step of the history. Those of one text stand next to each other, in the
/// order of the text, and do not overlap. Where an undo meanwhile ends
/// it early, `replaced` and `changed` are fewer than the edits.
export async function replaceAll(
  document: SeriesDocument,
  edits: readonly TextEdit[],
  { history, giveWay, holds }: ReplaceOptions,
): Promise<Replaced> {
  let [replaced, changed] = [0, 0]
  const work = (some: readonly (readonly TextEdit[])[]) => {
    const result = replaceTexts(document, some.flat(), holds)
    replaced += result.replaced
    changed += result.changed
  }
  await inSlices(document, history, byText(edits), work, giveWay)
  return { replaced, changed }
}

/// The edits of each text: in a slice each, the second would be looked for in what the first has
/// made of the text, where nobody can tell one “abab” from the other.
function byText(edits: readonly TextEdit[]): readonly (readonly TextEdit[])[] {
  const texts: TextEdit[][] = []
  let last = ''
  for (const edit of edits) {
    const key = keyOf(edit.at)
    if (key === last) texts.at(-1)?.push(edit)
    else texts.push([edit])
    last = key
  }
  return texts
}

/// Makes edits at once, under the same conditions. Call it inside `document.edit`, and no second time in
/// the same one for the same text: the reading says what was before it.
function replaceTexts(
  document: SeriesDocument,
  edits: readonly TextEdit[],
  holds: Holds = () => true,
): Replaced {
  const texts = new Texts(document)
  const work = new Map<Y.Text, Put[]>()
  let replaced = 0
  for (const edit of edits) {
    const now = texts.at(edit.at)
    const range = now && rangeNow(edit, now.text, holds)
    if (!range) continue
    replaced++
    const was = now.text.slice(range.from, range.to)
    const { from, to, insert } = smallestEdit(was, edit.insert)
    for (const put of putsOf(now.pieces, range.from + from, range.from + to, insert, range)) {
      const puts = work.get(put.of)
      if (puts) puts.push(put)
      else work.set(put.of, [put])
    }
  }
  for (const [of, puts] of work) {
    // From the back, so that no place moves under another.
    for (const put of puts.reverse().sort((a, b) => b.at - a.at)) {
      if (put.erase > 0) of.delete(put.at, put.erase)
      if (put.insert !== '') of.insert(put.at, put.insert, put.attributes)
    }
  }
  return { replaced, changed: edits.length - replaced }
}

/// Where a range of `old` is in `next`: behind or in front of the one stretch in which they differ.
/// Undefined where that stretch reaches into it.
export function movedRange(
  old: string,
  next: string,
  range: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } | undefined {
  if (old === next) return range
  const { from, to, insert } = smallestEdit(old, next)
  if (from >= range.to) return range
  const shift = insert.length - (to - from)
  return to <= range.from ? { from: range.from + shift, to: range.to + shift } : undefined
}

function rangeNow({ text, from, to }: TextEdit, now: string, holds: Holds) {
  if (text === now) return { from, to }
  const range = movedRange(text, now, { from, to })
  return range && holds(now, range.from, range.to) ? range : undefined
}

/// What happens at one place of a shared text, by its places before anything happens.
interface Put {
  readonly of: Y.Text
  readonly at: number
  readonly erase: number
  readonly insert: string
  readonly attributes: Attributes
}

/// The edits of the shared texts that replace `from … to` of what pieces say. Where nothing goes,
/// what is put in goes next to a character of the range that stays.
function putsOf(
  pieces: readonly Piece[],
  from: number,
  to: number,
  insert: string,
  range: { readonly from: number },
): readonly Put[] {
  const puts: Put[] = []
  // The character that lends its style and its place.
  const model = from < to || from === range.from ? from : from - 1
  let start = 0
  for (const { of, at, text, attributes } of pieces) {
    const end = start + text.length
    const a = Math.max(from, start)
    const b = Math.min(to, end)
    const lends = model >= start && model < end
    if (a < b || lends) {
      puts.push({
        of,
        at: at + (lends ? from : a) - start,
        erase: Math.max(b - a, 0),
        insert: lends ? insert : '',
        attributes,
      })
    }
    start = end
  }
  return puts
}

/// What texts say at present, each line's segment read once.
class Texts {
  readonly #document: SeriesDocument
  readonly #spots = new Map<string, ReadonlyMap<string, Spot>>()

  constructor(document: SeriesDocument) {
    this.#document = document
  }

  at(place: SeriesPlace): { readonly text: string; readonly pieces: readonly Piece[] } | undefined {
    if (place.in === 'line') {
      const spot = this.#spot(place.line)
      return spot && { text: spot.line.text, pieces: spot.pieces }
    }
    const text = fieldText(this.#document, place)
    if (!text) return undefined
    const pieces = readText(text)
    return { text: pieces.map((piece) => piece.text).join(''), pieces }
  }

  #spot(line: string): Spot | undefined {
    const { reading } = this.#document
    const group = reading.groupOfLine(line)
    if (!group) return undefined
    const known = this.#spots.get(group.id)
    const spots = known ?? new Map(reading.spots(group).map((spot) => [spot.line.id, spot]))
    if (!known) this.#spots.set(group.id, spots)
    return spots.get(line)
  }
}
