import { type Block, heightOf, type Part, textOfPart } from './block.ts'
import type { Ruler } from './book.ts'
import { divide, divideAnywhere } from './divide.ts'
import { isRightToLeft, type Paragraph, sliceSpans } from './paragraph.ts'
import { wrap } from './wrap.ts'

/// A page full of rows, before it has a head and a place on paper.
export interface Sheet {
  readonly rows: readonly SheetRow[]
  readonly bars: readonly { readonly row: number; readonly time: NonNullable<Block['bar']> }[]
  readonly bookmarks: readonly { readonly row: number; readonly title: string }[]
  /// Which of the blocks stands first on it, and whether it goes on from the page before.
  readonly first: number
}

export interface SheetRow {
  /// From 0. `(MORE)` may stand one row below the last.
  readonly row: number
  readonly spans: Paragraph['spans']
  readonly box: Paragraph['box']
  /// Points that the row begins further to the right.
  readonly indent: number
  readonly number?: string
  readonly aside?: true
  readonly rtl?: true
}

/// Fills pages of so many rows with blocks, one after the other. What has to stay together does: a
/// heading is not the last on its page unless there is nothing else, and a block is divided where
/// `divide` finds a place for it.
export function paginate(
  blocks: readonly Block[],
  { rows, ruler }: { readonly rows: number; readonly ruler: Ruler },
): readonly Sheet[] {
  const sheets: Sheet[] = []
  let page = new Filling(0)
  const turn = (next: number) => {
    sheets.push(page.sheet())
    page = new Filling(next)
  }
  for (let i = 0; i < blocks.length; i++) {
    let block = blocks[i] as Block
    if (block.newPage && !page.empty) turn(i)
    if (!page.empty && !keepsUp(blocks, i, rows - page.used, ruler)) turn(i)
    for (;;) {
      const room = rows - page.used - (page.empty ? 0 : block.space)
      if (heightOf(block) <= room) {
        page.put(block)
        break
      }
      if (block.beside && page.empty) block = oneAfterTheOther(block)
      else {
        const halves =
          divide(block, room, ruler) ??
          (page.empty ? divideAnywhere(block, room, ruler) : undefined)
        if (halves) {
          page.put(halves.top)
          if (block.goesOn) page.more(block.goesOn.more, ruler)
        }
        turn(i)
        block = halves?.rest ?? block
      }
    }
  }
  if (!page.empty || sheets.length === 0) sheets.push(page.sheet())
  return sheets
}

/// Whether a block that keeps to the next has room for itself and for as much of that as makes sense.
function keepsUp(blocks: readonly Block[], at: number, room: number, ruler: Ruler): boolean {
  let left = room
  for (let i = at; i < blocks.length; i++) {
    const block = blocks[i] as Block
    if (i > at && block.newPage) return true
    left -= block.space
    if (!block.keeps) {
      return i === at || heightOf(block) <= left || divide(block, left, ruler) !== undefined
    }
    left -= heightOf(block)
    if (left < 0) return false
  }
  return true
}

/// Two who speak at once for longer than a page speak one after the other.
function oneAfterTheOther({ beside = [], ...block }: Block): Block {
  return { ...block, parts: [...block.parts, ...beside] }
}

class Filling {
  readonly #rows: SheetRow[] = []
  readonly #bars: Sheet['bars'][number][] = []
  readonly #bookmarks: Sheet['bookmarks'][number][] = []
  readonly #first: number
  used = 0

  constructor(first: number) {
    this.#first = first
  }

  get empty(): boolean {
    return this.used === 0
  }

  put(block: Block): void {
    const row = this.used + (this.empty ? 0 : block.space)
    if (block.bookmark !== undefined) this.#bookmarks.push({ row, title: block.bookmark })
    this.#stack(block.parts, row)
    this.#stack(block.beside ?? [], row)
    this.used = row + heightOf(block)
    if (block.bar) this.#bars.push({ row: this.used - 1, time: block.bar })
  }

  /// What is said below the first half of a divided speech.
  more(paragraph: Paragraph, ruler: Ruler): void {
    const rows = wrap(paragraph, ruler)
    this.#stack([{ role: 'cue', paragraph, rows }], this.used)
  }

  #stack(parts: readonly Part[], from: number): void {
    let row = from
    for (const { paragraph, rows, number, aside, ...rest } of parts) {
      const { spans, box } = paragraph
      const rtl = isRightToLeft(textOfPart({ paragraph, rows, ...rest }))
      for (const [i, cut] of rows.entries()) {
        this.#rows.push({
          row: row++,
          spans: sliceSpans(spans, cut.from, cut.to),
          box,
          indent: i > 0 ? box.hang : 0,
          ...(i === 0 && number !== undefined && { number }),
          ...(aside && { aside }),
          ...(rtl && { rtl }),
        })
      }
    }
  }

  sheet(): Sheet {
    return {
      rows: this.#rows,
      bars: this.#bars,
      bookmarks: this.#bookmarks,
      first: this.#first,
    }
  }
}
