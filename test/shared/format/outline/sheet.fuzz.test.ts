import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readOutlineRows } from '../../../../server/jobs/xlsx/outlinerows.ts'
import { writeWorkbook } from '../../../../server/jobs/xlsx/workbook.ts'
import { applyOutlineEdits } from '../../../../src/shared/document/outlineedits.ts'
import { writeCsv } from '../../../../src/shared/format/csv.ts'
import { layouts } from '../../../../src/shared/format/outline/columns.ts'
import { type OutlineChanges, outlineEdits } from '../../../../src/shared/format/outline/edits.ts'
import { withoutGuard } from '../../../../src/shared/format/outline/fields.ts'
import { outlineGrid } from '../../../../src/shared/format/outline/grid.ts'
import { settled } from '../../../../src/shared/format/outline/mark.ts'
import { type SheetKey, sheetWords } from '../../../../src/shared/format/sheetwords.ts'
import { cellName } from '../../../../src/shared/format/table.ts'
import fc, { drawSeed } from '../../../draw.ts'
import { Person } from '../../document/room.ts'
import { documentOf } from '../portrait.ts'
import { screenplay } from '../scripts.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 150)
const settings = { numRuns: runs }
/// Milliseconds; a run takes a few.
const timeout = 60_000 + runs * 500

/// Any series, and a sheet of it that has been written and read again.
const sheets = fc.record({
  state: screenplay.map((value) => Y.encodeStateAsUpdate(documentOf(value))),
  layout: fc.constantFrom(...layouts),
  language: fc.constantFrom('en' as const, 'zh-Hans' as const),
  kind: fc.constantFrom('csv', 'xlsx'),
})

type Sheets = typeof sheets extends fc.Arbitrary<infer T> ? T : never

function opened({ state, layout, language, kind }: Sheets) {
  const person = new Person(state)
  const { series } = person.document.reading
  const { table } = outlineGrid(series, language, layout)
  const bytes =
    kind === 'csv' ? new TextEncoder().encode(writeCsv(table.rows)) : writeWorkbook([table])
  const read = readOutlineRows(bytes)
  if ('code' in read) throw new Error(read.message)
  return { person, rows: read.rows.map((row) => [...row]), width: table.columns.length }
}

function changes(rows: readonly (readonly string[])[], person: Person): OutlineChanges {
  const found = outlineEdits(rows, person.document.reading.series)
  if ('code' in found) throw new Error(found.message)
  return found
}

test(
  `a sheet that nobody has changed brings nothing (FUZZ_SEED=${drawSeed})`,
  () =>
    fc.assert(
      fc.property(sheets, (value) => {
        const { person, rows } = opened(value)
        expect(changes(rows, person)).toMatchObject({ edits: [], remarks: [] })
      }),
      settings,
    ),
  timeout,
)

const texts = new Set(
  ['title', 'summary', 'hook', 'cliffhanger', 'outline'].flatMap((name) =>
    sheetWords(`sheet.${name}` as SheetKey),
  ),
)

/// The cells of texts that do not say what they said.
function* textsChanged(before: string[][], after: string[][]): Iterable<[number, number]> {
  const said = (text = '') => settled(withoutGuard(text)).replace(/\s+/g, ' ')
  for (const [y, row] of after.entries()) {
    for (const [x, text] of row.entries()) {
      if (!texts.has(after[0]?.[x] ?? '')) continue
      if (said(text) !== said(before[y]?.[x])) yield [x, y]
    }
  }
}

/// What somebody types into a cell: words, numbers, lists of them, nothing, and worse.
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '7', '-3', '| 2 |', '=1+1', "'=x", 'a\nb', ' b ', '3 | −4', '5, 6', '\u0000'),
)

test(
  `what is typed into cells is edited or remarked on, and after that the sheet brings nothing (FUZZ_SEED=${drawSeed})`,
  () =>
    fc.assert(
      fc.asyncProperty(
        sheets,
        fc.array(fc.tuple(fc.nat(), fc.nat(), typed), { minLength: 1, maxLength: 6 }),
        async (value, deeds) => {
          const { person, rows, width } = opened(value)
          const before = rows.map((row) => [...row])
          for (const [down, across, text] of deeds) {
            const row = rows[1 + (down % (rows.length - 1))]
            // The last column is the mark, which people are asked to leave alone.
            const x = across % (width - 1)
            if (!row) continue
            while (row.length < x) row.push('')
            row[x] = text
          }
          const { edits, remarks } = changes(rows, person)
          const named = new Set([...edits, ...remarks].map(({ cell }) => cell))
          for (const [x, y] of textsChanged(before, rows)) {
            expect(named).toContain(cellName(x, y))
          }
          const { history, document } = person
          const was = document.reading.series
          const { applied } = await applyOutlineEdits(document, edits, { history })
          expect(applied).toBe(edits.length)
          // Parts of an outline that were merged stay apart by a line end.
          expect(changes(rows, person).edits).toEqual([])
          history.undo()
          expect(document.reading.series.episodes).toEqual(was.episodes)
        },
      ),
      settings,
    ),
  timeout,
)
