import { Doc } from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import { contentOf } from '../../../src/shared/format/document.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'

/// The series that a Fountain file makes.
export function seasonOf(text: string): Series {
  const doc = new Doc()
  writeSeries(doc, contentOf(readFountain(text).screenplay))
  return new SeriesDocument(doc).reading.series
}
