import { ninetyBarBlocks, ninetyBarEnd } from '../../derive/ninetybar.ts'
import { textOf } from '../../domain/line.ts'
import type { Bar, Page, Paper, Row } from './book.ts'
import { type Measures, sceneNumberAt } from './measures.ts'
import type { Sheet, SheetRow } from './paginate.ts'

/// A sheet as a page: every row at its place on paper. `running` is what stands at its head.
export function bind(
  sheet: Sheet,
  { top, leading, elements }: Measures,
  paper: Paper,
  running: readonly Row[],
): Page {
  const yOf = (row: number) => top + row * leading
  const { left, width } = elements.action.box
  return {
    rows: [...running, ...sheet.rows.flatMap((row) => placed(row, yOf(row.row), paper.width))],
    bars: sheet.bars.map(({ row, time }): Bar => {
      const blocks = ninetyBarBlocks(time)
      return {
        x: left,
        y: yOf(row) - barHeight,
        width,
        height: barHeight,
        end: ninetyBarEnd(time),
        blocks,
      }
    }),
    bookmarks: sheet.bookmarks.map(({ row, title }) => ({ title, y: yOf(row) - leading })),
  }
}

const barHeight = 5
const mirror = { left: 'right', right: 'left', center: 'center' } as const

function placed(row: SheetRow, y: number, width: number): readonly Row[] {
  const { spans, box, indent, number, aside, rtl } = row
  const own: Row = {
    spans,
    y,
    // A page that is read from right to left is the same page in a mirror.
    x: rtl ? width - box.left - box.width : box.left + indent,
    width: box.width - indent,
    align: rtl ? mirror[box.align] : box.align,
    size: 12,
    ...(aside && { aside }),
    ...(rtl && { rtl }),
  }
  const shown = textOf(spans) === '' ? [] : [own]
  if (number === undefined) return shown
  const mark = {
    spans: [{ text: number, style: {} }],
    y,
    width: 54,
    size: 12,
    align: 'left',
  } as const
  return [
    { ...mark, x: sceneNumberAt.left },
    ...shown,
    { ...mark, x: Math.min(sceneNumberAt.right, width - 62) },
  ]
}
