import type { SavedState } from '../../session/saved.ts'
import { may, type Standing } from '../../shared/domain/access.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'

/// The word for what is safe.
export function sayState(words: Words, saved: SavedState): string {
  if (saved.kind !== 'offline' || saved.changes === 0) return words(`saved.${saved.kind}`)
  return words('saved.offline.changes', { count: saved.changes })
}

/// What there is to say instead to who may only read, as long as nothing is wrong.
export function sayReading(
  words: Words,
  { kind }: SavedState,
  standing: Standing | undefined,
): string | undefined {
  if (kind !== 'saved' || !standing || may(standing, 'series.edit')) return undefined
  return words(`standing.readonly.${may(standing, 'threads.write') ? 'producer' : 'viewer'}`)
}

/// The whole of it, in a sentence or two.
export function sayDetail(words: Words, saved: SavedState): string {
  switch (saved.kind) {
    case 'connecting':
    case 'saved':
      return words(`saved.detail.${saved.kind}`)
    case 'saving':
      return words('saved.detail.saving', { count: saved.changes })
    case 'offline':
      return saved.changes === 0
        ? words('saved.detail.offline')
        : words('saved.detail.offline.changes', { count: saved.changes })
    case 'refused': {
      const reason = words(`refused.${saved.why}`, { code: saved.code })
      return saved.changes === 0
        ? words('saved.detail.refused', { reason })
        : words('saved.detail.refused.changes', { reason, count: saved.changes })
    }
  }
}
