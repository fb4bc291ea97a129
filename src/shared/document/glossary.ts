import type * as Y from 'yjs'
import { keyOfName } from '../domain/castentry.ts'
import { rootsOf } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'

/// The words of a series that are always translated alike: a key for each in the series map, so that
/// two people who write down different ones at once have both done so (docs/DOCUMENT.md, D41).

export interface GlossaryEntry {
  /// As the script has it.
  readonly term: string
  readonly translation: string
}

/// The series has a key for each term of its glossary, this and the term.
const glossaryKey = 'glossary.'

/// Each term once, in the order of their spellings. Of spellings that differ in case or spaces only
/// the first counts.
export function glossaryIn(doc: Y.Doc): readonly GlossaryEntry[] {
  const { series } = rootsOf(doc)
  const found = new Map<string, GlossaryEntry>()
  for (const key of [...series.keys()].sort()) {
    if (!key.startsWith(glossaryKey)) continue
    const translation = series.get(key)
    const term = key.slice(glossaryKey.length)
    if (typeof translation !== 'string' || keyOfName(term) === '') continue
    if (!found.has(keyOfName(term))) found.set(keyOfName(term), { term, translation })
  }
  return [...found.values()]
}

/// Calls back when the glossary may have changed.
export function watchGlossary({ roots }: SeriesDocument, listener: () => void): () => void {
  const hear = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    if ([...keysChanged].some((key) => key.startsWith(glossaryKey))) listener()
  }
  roots.series.observe(hear)
  return () => roots.series.unobserve(hear)
}

/// Writes down how a term is translated, in all its spellings, or takes it out where there is no
/// translation. `false` where there is no term.
export function setTerm(
  document: SeriesDocument,
  term: string,
  translation: string | undefined,
): boolean {
  const spelling = term.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (spelling === '') return false
  const { series } = document.roots
  document.edit(() => {
    for (const key of [...series.keys()]) {
      const isOther = key !== glossaryKey + spelling || translation === undefined
      if (isOther && isSpelling(key, spelling)) series.delete(key)
    }
    const key = glossaryKey + spelling
    if (translation !== undefined && series.get(key) !== translation) series.set(key, translation)
  })
  return true
}

function isSpelling(key: string, term: string): boolean {
  return key.startsWith(glossaryKey) && keyOfName(key.slice(glossaryKey.length)) === keyOfName(term)
}

/// The glossary as one text, for files that carry what they do not understand.
export function carriedGlossary(glossary: readonly GlossaryEntry[]): string {
  return JSON.stringify(glossary.map(({ term, translation }) => [term, translation]))
}

/// The same as values of the series. What is no glossary is kept as it is.
export function glossaryValues(text: string | undefined): Record<string, string> {
  if (text === undefined) return {}
  try {
    const rows: unknown = JSON.parse(text)
    if (Array.isArray(rows) && rows.every(isRow)) {
      return Object.fromEntries(rows.map(([term, said]) => [glossaryKey + term, said]))
    }
  } catch {
    // Another program's.
  }
  return { 'carried.glossary': text }
}

function isRow(row: unknown): row is readonly [string, string] {
  return Array.isArray(row) && row.length === 2 && row.every((each) => typeof each === 'string')
}
