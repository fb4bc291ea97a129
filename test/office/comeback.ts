import * as Y from 'yjs'
import { compareWord } from '../../server/jobs/docx/comparison.ts'
import { bilingualScript, wordScript } from '../../server/jobs/docx/reports.ts'
import { acceptChanges, subjectOfRemark } from '../../src/shared/document/acceptance.ts'
import { writeSeries } from '../../src/shared/document/content.ts'
import { keptIn } from '../../src/shared/document/kept.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { quoteOf } from '../../src/shared/document/subject.ts'
import type { Comparison } from '../../src/shared/domain/comparison.ts'
import { contentOf } from '../../src/shared/format/document.ts'
import { readFountain } from '../../src/shared/format/fountain/read.ts'
import { changeRows } from '../server/jobs/docx/changerows.ts'
import type { Outing } from './rounds.ts'

/// A series of its own, made of a script.
export function seriesOf({ script }: Outing): SeriesDocument {
  const doc = new Y.Doc()
  writeSeries(doc, contentOf(readFountain(script).screenplay))
  return new SeriesDocument(doc)
}

/// A series as it was kept (`Y.encodeStateAsUpdate`).
export function keptSeries(update: Uint8Array): SeriesDocument {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return new SeriesDocument(doc)
}

/// The Word file of a series that goes out.
export async function fileOf(
  { columns }: Outing,
  { doc, reading }: SeriesDocument,
): Promise<Uint8Array> {
  const report = columns === 'two' ? bilingualScript : wordScript
  const material = { series: reading.series, kept: keptIn(doc) }
  return (await report.write(material, { language: 'en', chosen: {} })).bytes
}

export interface Comeback {
  readonly changes: readonly string[]
  /// “the words in the series” name: what they say; name: the answer.
  readonly comments: readonly string[]
  readonly losses: readonly string[]
  /// What differs still when all of it is accepted and the file is brought back again.
  readonly left: readonly string[]
}

/// Brings a file back to its series, accepts all of it and brings it back again.
export function comebackOf(document: SeriesDocument, file: Uint8Array): Comeback {
  const first = held(document, file)
  const comments = first.remarks.map((remark) => {
    const subject = subjectOfRemark(document, remark)
    const said = remark.said.map(({ by, text }) => `${by.name}: ${text}`)
    return `“${subject ? quoteOf(subject) : ''}” ${said.join('; ')}`
  })
  acceptChanges(document, first.changes)
  const second = held(document, file)
  const told = ({ losses }: Comparison) => losses.map(({ message }) => message)
  return {
    changes: changeRows(first),
    comments,
    losses: told(first),
    left: [...changeRows(second), ...told(second)],
  }
}

function held(document: SeriesDocument, file: Uint8Array): Comparison {
  const comparison = compareWord(file, document.reading.series)
  if ('code' in comparison) throw new Error(comparison.message)
  return comparison
}
