import { asLanguage } from '../../src/shared/domain/language.ts'
import type { SeriesRow } from './store.ts'

/// A series in the list, in either database.

export const seriesColumns = 'id, title, language, created, updated, binned, lineage'

/// Numbers may come as text.
export function seriesRow(row: Record<string, unknown>): SeriesRow {
  return {
    id: String(row.id),
    title: String(row.title),
    language: asLanguage(row.language),
    created: Number(row.created),
    updated: Number(row.updated),
    binned: row.binned === null ? null : Number(row.binned),
    lineage: row.lineage === null ? null : String(row.lineage),
  }
}
