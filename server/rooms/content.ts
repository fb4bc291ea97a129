import * as Y from 'yjs'
import { writeSeries } from '../../src/shared/document/content.ts'
import { keptIn } from '../../src/shared/document/kept.ts'
import { SeriesReading } from '../../src/shared/document/reading.ts'
import { rootsOf } from '../../src/shared/document/roots.ts'
import { createSeries, headOf, renameSeries } from '../../src/shared/document/series.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { asLanguage, type Language } from '../../src/shared/domain/language.ts'
import type { Series } from '../../src/shared/domain/series.ts'
import { contentOf, screenplayOf } from '../../src/shared/format/document.ts'
import type { Material } from '../../src/shared/format/report.ts'
import type { Screenplay } from '../../src/shared/format/screenplay.ts'

/// What the server knows of what is inside a document. The only server file that does.

export { readOutlines } from '../../src/shared/document/outlines.ts'
export { binnedEpisodesOf, watchOutlines } from '../../src/shared/document/outlinewatch.ts'

/// What a new series starts with.
export interface Beginning {
  readonly title: string
  readonly language: Language
  readonly targetSeconds: number
}

/// What the series list says of a document.
export interface Heading {
  readonly title: string
  readonly language: Language
}

/// A document with nothing in it whose roots have their types. Yjs gives a type to a root that was
/// filled without one by hanging what it finds there on another; of what a hostile client has tied up
/// wrongly it does not find everything, and the document could never be sent again.
export function emptyDocument(): Y.Doc {
  const doc = new Y.Doc()
  rootsOf(doc)
  return doc
}

/// The first update of a new series.
export function beginSeries(beginning: Beginning): Uint8Array {
  const doc = new Y.Doc()
  createSeries(doc, beginning)
  return Y.encodeStateAsUpdate(doc)
}

/// The first update of a series made from a screenplay.
export function beginFrom(screenplay: Screenplay): Uint8Array {
  const doc = new Y.Doc()
  writeSeries(doc, contentOf(screenplay))
  return Y.encodeStateAsUpdate(doc)
}

/// The screenplay that a document shows. Reading never writes.
export function readScreenplay(doc: Y.Doc): Screenplay {
  const reading = new SeriesReading(doc)
  try {
    return screenplayOf(reading.series, keptIn(doc))
  } finally {
    reading.destroy()
  }
}

/// A whole document as one update.
export function documentBytes(doc: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc)
}

/// A whole document, as one update, under another title.
export function retitled(bytes: Uint8Array, title: string): Uint8Array {
  const doc = emptyDocument()
  Y.applyUpdate(doc, bytes)
  if (readHeading(doc).title === title) return bytes
  retitle(doc, title)
  return documentBytes(doc)
}

/// What a document that comes as one update shows, for files.
export function openDocument(bytes: Uint8Array): {
  readonly screenplay: Screenplay
  readonly material: Material
} {
  const doc = emptyDocument()
  Y.applyUpdate(doc, bytes)
  const material = { series: readSeries(doc), kept: keptIn(doc) }
  return { screenplay: screenplayOf(material.series, material.kept), material }
}

/// The series that a document shows.
export function readSeries(doc: Y.Doc): Series {
  const reading = new SeriesReading(doc)
  try {
    return reading.series
  } finally {
    reading.destroy()
  }
}

/// Title and language as the document says them.
export function readHeading(doc: Y.Doc): Heading {
  const { title, language } = headOf(doc)
  return { title, language: asLanguage(language) }
}

/// The lineage that the document itself names. Any writer can overwrite it: it is asked for once, of
/// a series whose lineage was not yet written down elsewhere.
export function readLineage(doc: Y.Doc): string | undefined {
  const { lineage } = headOf(doc)
  return typeof lineage === 'string' && lineage.length > 0 ? lineage : undefined
}

/// Calls `changed` whenever a transaction touched what `readHeading` reads.
export function watchHeading(doc: Y.Doc, changed: () => void): void {
  rootsOf(doc).series.observeDeep(changed)
}

/// Edits the title in place, so that what somebody else is typing in it stays.
export function retitle(doc: Y.Doc, title: string): void {
  const document = new SeriesDocument(doc)
  try {
    renameSeries(document, title)
  } finally {
    document.destroy()
  }
}

export function setLanguage(doc: Y.Doc, language: Language): void {
  rootsOf(doc).series.set('language', language)
}
