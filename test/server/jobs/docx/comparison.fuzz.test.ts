import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareWord } from '../../../../server/jobs/docx/comparison.ts'
import { bilingualScript, wordScript } from '../../../../server/jobs/docx/reports.ts'
import { acceptChanges } from '../../../../src/shared/document/acceptance.ts'
import { keptIn } from '../../../../src/shared/document/kept.ts'
import { SeriesDocument } from '../../../../src/shared/document/seriesdocument.ts'
import type { Comparison } from '../../../../src/shared/domain/comparison.ts'
import { openZip, writeZip } from '../../../../src/shared/format/zip.ts'
import { documentOf } from '../../../shared/format/portrait.ts'
import { screenplay } from '../../../shared/format/scripts.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env.FUZZ_RUNS ?? 25)
/// Milliseconds; a run takes a few.
const timeout = 5_000 + numRuns * 100

function compared(bytes: Uint8Array, document: SeriesDocument): Comparison {
  const comparison = compareWord(bytes, document.reading.series)
  if ('code' in comparison) throw new Error(comparison.code)
  return comparison
}

it(
  `any series goes out and comes back without a change (FUZZ_SEED=${seed})`,
  () =>
    fc.assert(
      fc.asyncProperty(screenplay, fc.boolean(), fc.boolean(), async (value, hidden, two) => {
        const doc = documentOf(value)
        const document = new SeriesDocument(doc)
        const material = { series: document.reading.series, kept: keptIn(doc) }
        const chosen: Record<string, string> = hidden ? { outline: 'no' } : {}
        const report = two ? bilingualScript : wordScript
        const { bytes } = await report.write(material, { language: 'en', chosen })
        expect(compared(bytes, document)).toEqual({ changes: [], remarks: [], losses: [] })
      }),
      { seed, numRuns },
    ),
  timeout,
)

it(
  `whatever is typed outside is in the series once it is accepted (FUZZ_SEED=${seed})`,
  () =>
    fc.assert(
      fc.asyncProperty(screenplay, fc.nat(), fc.boolean(), async (value, at, inMark) => {
        const doc = documentOf(value)
        const document = new SeriesDocument(doc)
        const material = { series: document.reading.series, kept: keptIn(doc) }
        const { bytes } = await wordScript.write(material, { language: 'en', chosen: {} })
        const changed = typedInto(bytes, at, inMark)
        if (!changed) return
        const comparison = compared(changed, document)
        acceptChanges(document, comparison.changes)
        const { title, logline, episodes } = document.reading.series
        const lost = comparison.losses.map(({ message }) => message)
        expect(JSON.stringify([title, logline, episodes, lost])).toContain('QXQ')
        expect(compared(changed, document).changes).toEqual([])
      }),
      { seed, numRuns },
    ),
  timeout,
)

/// The file with a word typed somewhere: at the end of a run, or of a paragraph.
function typedInto(bytes: Uint8Array, at: number, atEnd: boolean): Uint8Array | undefined {
  const zip = openZip(bytes)
  if ('code' in zip) throw new Error(zip.code)
  const xml = new TextDecoder().decode(zip.read('word/document.xml') as Uint8Array)
  const [mark, word] = atEnd ? ['</w:p>', '<w:r><w:t>QXQ</w:t></w:r>'] : ['</w:t>', 'QXQ']
  const parts = xml.split(mark)
  if (parts.length < 2) return undefined
  const i = at % (parts.length - 1)
  const typed = parts.map((part, j) => (j === i ? part + word : part)).join(mark)
  const entries = zip.names.map((name): [string, Uint8Array] => [
    name,
    name === 'word/document.xml' ? new TextEncoder().encode(typed) : (zip.read(name) as Uint8Array),
  ])
  return writeZip(entries)
}
