import { type Block, type Part, part, rowsIn, textOfPart } from './block.ts'
import type { Ruler } from './book.ts'
import { sliceSpans, trimSpans } from './paragraph.ts'
import { sentenceEnds } from './sentence.ts'

/// What is said of who speaks on the next page takes no more rows: it could fill that page.
const longestName = 3

/// A block on two pages.
export interface Halves {
  readonly top: Block
  readonly rest: Block
}

/// At least so many rows on each side; a cue does not count, a parenthetical does.
const least = 2
/// A paragraph is not divided inside that has fewer rows.
const leastDivided = 3

/// Divides a block so that its first half takes no more than `room` rows; undefined where it has to
/// stay whole. A paragraph is divided only where a sentence ends, and both halves are filled anew; a
/// speech also between its parts. `(MORE)` takes no row. These are the rules of Final Draft, as its
/// own pages and published probes of it show them.
export function divide(block: Block, room: number, ruler: Ruler): Halves | undefined {
  if (block.divides === 'never' || block.beside) return undefined
  const places = block.parts.flatMap((each, i) =>
    each.role === 'cue' ? [] : [...betweenParts(block, i), ...insidePart(each, i)],
  )
  const possible = places
    .map((place) => ({ ...place, ...halvesAt(block, place, ruler) }))
    .filter(({ top, rest }) => rowsIn(top.parts) <= room && enough(top) && enough(rest))
  const [best] = possible.sort(
    (a, b) =>
      Number(b.inside) - Number(a.inside) ||
      Number(substantial(b.rest)) - Number(substantial(a.rest)) ||
      rowsIn(b.top.parts) - rowsIn(a.top.parts) ||
      b.part - a.part ||
      b.at - a.at,
  )
  return best && { top: best.top, rest: best.rest }
}

/// Divides a block that no page can hold, wherever a row ends.
export function divideAnywhere(block: Block, room: number, ruler: Ruler): Halves {
  let left = room
  for (const [i, { rows }] of block.parts.entries()) {
    const cut = rows[left]
    if (cut && (left > 0 || i > 0)) {
      return halvesAt(block, { part: i, at: cut.from, inside: left > 0 }, ruler)
    }
    left -= rows.length
  }
  throw new Error('A block that fits is not divided.')
}

/// Where a block may be divided: inside one of its parts, before the offset `at`; or before the part,
/// when `at` is 0.
interface Place {
  readonly part: number
  readonly at: number
  readonly inside: boolean
}

function betweenParts({ parts, divides }: Block, i: number): readonly Place[] {
  const before = parts[i - 1]
  const possible = divides === 'speech' && before && before.role !== 'cue'
  return possible ? [{ part: i, at: 0, inside: false }] : []
}

function insidePart(each: Part, i: number): readonly Place[] {
  if (each.role === 'parenthetical' || each.rows.length < leastDivided) return []
  return sentenceEnds(textOfPart(each)).map((at) => ({ part: i, at, inside: true }))
}

function halvesAt(block: Block, place: Place, ruler: Ruler): Halves {
  const { bookmark: _, newPage: __, bar: ___, ...later } = block
  const above = block.parts.slice(0, place.part)
  const below = block.parts.slice(place.part + 1)
  const cut = block.parts[place.part]
  if (!cut) throw new Error('A block is divided at one of its parts.')
  const slice = (from: number, to: number, prefix: Part['paragraph']['spans'] = []) => ({
    spans: [...prefix, ...trimSpans(sliceSpans(cut.paragraph.spans, from, to))],
    box: cut.paragraph.box,
  })
  const end = textOfPart(cut).length
  const named = block.prefix && part('cue', { ...cut.paragraph, spans: block.prefix }, ruler)
  const prefix = named && named.rows.length <= longestName ? block.prefix : []
  const first = place.at > 0 ? [part(cut.role, slice(0, place.at), ruler, cut)] : []
  const { number: ____, ...unnumbered } = cut
  const second =
    place.at > 0 ? part(cut.role, slice(place.at, end, prefix), ruler, unnumbered) : cut
  const cue = block.goesOn && part('cue', block.goesOn.again, ruler)
  const again = cue && second.role !== 'cue' && cue.rows.length <= longestName ? [cue] : []
  return {
    top: { ...block, parts: [...above, ...first] },
    rest: { ...later, space: 0, parts: [...again, second, ...below] },
  }
}

function enough({ parts }: Block): boolean {
  return rowsIn(parts.filter(({ role }) => role !== 'cue')) >= least
}

/// Whether enough is still said on the next page for it not to look stranded.
function substantial({ parts }: Block): boolean {
  return rowsIn(parts.filter(({ role }) => role === 'spoken' || role === 'text')) >= least
}
