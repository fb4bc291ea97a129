import * as Y from 'yjs'
import { rootsOf } from '../../src/shared/document/roots.ts'
import { createSeries, headOf, renameSeries } from '../../src/shared/document/series.ts'
import { asLanguage, type Language } from '../../src/shared/domain/series.ts'

/// What the server knows of what is inside a document. The only server file that does.

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

/// The first update of a new series.
export function beginSeries(beginning: Beginning): Uint8Array {
  const doc = new Y.Doc()
  createSeries(doc, beginning)
  return Y.encodeStateAsUpdate(doc)
}

/// Title and language as the document says them. Reading never writes.
export function readHeading(doc: Y.Doc): Heading {
  const { title, language } = headOf(doc)
  return { title, language: asLanguage(language) }
}

/// Calls `changed` whenever a transaction touched what `readHeading` reads.
export function watchHeading(doc: Y.Doc, changed: () => void): void {
  rootsOf(doc).series.observeDeep(changed)
}

/// Edits the title in place, so that what somebody else is typing in it stays.
export function retitle(doc: Y.Doc, title: string): void {
  renameSeries(doc, title)
}

export function setLanguage(doc: Y.Doc, language: Language): void {
  rootsOf(doc).series.set('language', language)
}
