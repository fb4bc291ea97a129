import type { Line } from '../domain/line.ts'
import type { SeriesDocument } from './seriesdocument.ts'

/// The other language of lines. Beside a translation stands what the line said when it was made
/// (docs/DOCUMENT.md, D40): a line that says something else now has to be looked at again.

export interface TranslationChange {
  readonly line: string
  /// Empty or undefined takes it away.
  readonly translation: string | undefined
  /// What the line said to whoever translated it; left out, what it says now.
  readonly of?: string
  /// The translation it takes the place of: where there is another by now, that stays.
  readonly was?: string
}

/// Translates a line. `false` where there is no such line.
export function setTranslation(
  document: SeriesDocument,
  line: string,
  translation: string | undefined,
  of?: string,
): boolean {
  const change = { line, translation, ...(of !== undefined && { of }) }
  return setTranslations(document, [change]) === 1
}

/// Translates lines, all as one step; gives back how many of them there are.
export function setTranslations(
  document: SeriesDocument,
  changes: readonly TranslationChange[],
): number {
  const { lines } = document.roots
  let done = 0
  document.edit(() => {
    for (const { line: id, translation, of, was } of changes) {
      const line = lineOf(document, id)
      if (!line || (was !== undefined && was !== (line.translation ?? ''))) continue
      done++
      const text = translation?.trim() ? translation : undefined
      const translated = text === undefined ? undefined : (of ?? line.text)
      const isSame = text === line.translation && translated === line.translated
      if (isSame && !document.reading.translations.areSeveral(id)) continue
      document.writeTranslation(id, text)
      if (translated === undefined) lines.delete(`${id}.translated`)
      else lines.set(`${id}.translated`, translated)
    }
  })
  return done
}

/// Says that the translation of a line is right for what the line says now.
export function confirmTranslation(document: SeriesDocument, line: string): boolean {
  const found = lineOf(document, line)
  if (found?.translation === undefined) return false
  return setTranslation(document, line, found.translation)
}

/// A line that is there to be translated: not the one that an empty segment shows.
function lineOf({ reading }: SeriesDocument, id: string): Line | undefined {
  if (id.startsWith('~~')) return undefined
  const group = reading.groupOfLine(id)
  const segment = group && reading.segment(group.id)
  return segment?.lines.find((line) => line.id === id)
}
