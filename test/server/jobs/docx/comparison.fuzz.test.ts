import { expect, it } from 'vitest'
import { compareWord } from '../../../../server/jobs/docx/comparison.ts'
import { bilingualScript, wordScript } from '../../../../server/jobs/docx/reports.ts'
import { acceptChanges } from '../../../../src/shared/document/acceptance.ts'
import { keptIn } from '../../../../src/shared/document/kept.ts'
import { SeriesDocument } from '../../../../src/shared/document/seriesdocument.ts'
import type { Comparison } from '../../../../src/shared/domain/comparison.ts'
import { openZip, writeZip } from '../../../../src/shared/format/zip.ts'
import fc, { drawSeed } from '../../../draw.ts'
import { documentOf } from '../../../shared/format/portrait.ts'
import { screenplay } from '../../../shared/format/scripts.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 25)
/// Milliseconds; a run takes a few, on a machine that has nothing else to do.
const timeout = 60_000 + numRuns * 1000

const word = '<w:r><w:t>QXQ</w:t></w:r>'
const joined = '<w:rPr><w:del w:id="7" w:author="Bo"/></w:rPr></w:pPr>'

/// What somebody may do somewhere in a file: what is there, and what it becomes.
const deeds = {
  'at the end of a run': ['</w:t>', 'QXQ</w:t>'],
  'at the end of a paragraph': ['</w:p>', `${word}</w:p>`],
  'at the start of a paragraph': ['</w:pPr>', `</w:pPr>${word}`],
  'in a paragraph of its own': ['</w:p>', `</w:p><w:p>${word}</w:p>`],
  'in a paragraph joined to the next': ['</w:pPr>', `${joined}${word}`],
} as const

function compared(bytes: Uint8Array, document: SeriesDocument): Comparison {
  const comparison = compareWord(bytes, document.reading.series)
  if ('code' in comparison) throw new Error(comparison.code)
  return comparison
}

it(
  `any series goes out and comes back without a change (FUZZ_SEED=${drawSeed})`,
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
      { numRuns, endOnFailure: true },
    ),
  timeout,
)

const deed = fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[]))

it(
  `whatever is typed outside is in the series once it is accepted (FUZZ_SEED=${drawSeed})`,
  () =>
    fc.assert(
      fc.asyncProperty(screenplay, fc.nat(), deed, async (value, at, deed) => {
        const doc = documentOf(value)
        const document = new SeriesDocument(doc)
        const material = { series: document.reading.series, kept: keptIn(doc) }
        const { bytes } = await wordScript.write(material, { language: 'en', chosen: {} })
        const changed = typedInto(bytes, at, deed)
        if (!changed) return
        const comparison = compared(changed, document)
        acceptChanges(document, comparison.changes)
        const { title, logline, episodes } = document.reading.series
        const lost = comparison.losses.map(({ message }) => message)
        expect(JSON.stringify([title, logline, episodes, lost])).toContain('QXQ')
        // Of lines that were joined, which of them stays is the document's to say.
        if (deed.includes('joined')) return
        expect(compared(changed, document).changes).toEqual([])
      }),
      { numRuns, endOnFailure: true },
    ),
  timeout,
)

function typedInto(
  bytes: Uint8Array,
  at: number,
  deed: keyof typeof deeds,
): Uint8Array | undefined {
  const zip = openZip(bytes)
  if ('code' in zip) throw new Error(zip.code)
  const xml = new TextDecoder().decode(zip.read('word/document.xml') as Uint8Array)
  const [from, to] = deeds[deed]
  const parts = xml.split(from)
  if (parts.length < 2) return undefined
  const i = at % (parts.length - 1)
  const typed = parts.reduce((all, part, j) => `${all}${j === i + 1 ? to : from}${part}`)
  const entries = zip.names.map((name): [string, Uint8Array] => [
    name,
    name === 'word/document.xml' ? new TextEncoder().encode(typed) : (zip.read(name) as Uint8Array),
  ])
  return writeZip(entries)
}
