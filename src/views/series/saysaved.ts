import type { SavedState, Unkept } from '../../session/saved.ts'
import { may, type Standing } from '../../shared/domain/access.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'

/// The word for what is safe.
export function sayState(words: Words, saved: SavedState): string {
  switch (saved.kind) {
    case 'offline': {
      const { changes, kept } = saved
      if (changes === 0) return words('saved.offline')
      return kept === changes
        ? words('saved.offline.kept', { count: changes })
        : words('saved.offline.unkept', { count: changes - kept })
    }
    case 'trouble':
      return words(`saved.trouble.${saved.where}`)
    case 'readOnly':
      return words('standing.readonly.viewer')
    default:
      return words(`saved.${saved.kind}`)
  }
}

/// The same where there is hardly room for a word.
export function sayBriefly(words: Words, saved: SavedState): string {
  switch (saved.kind) {
    case 'offline':
      return words(saved.kept < saved.changes ? 'saved.brief.unkept' : 'saved.offline')
    case 'trouble':
      return words(`saved.brief.${saved.where}`)
    default:
      return sayState(words, saved)
  }
}

/// What there is to say instead to who may only read, as long as nothing is wrong.
export function sayReading(
  words: Words,
  { kind }: SavedState,
  standing: Standing | undefined,
): string | undefined {
  if (kind !== 'readOnly' || !standing) return undefined
  return words(`standing.readonly.${may(standing, 'threads.write') ? 'producer' : 'viewer'}`)
}

/// The whole of it, in a few sentences. `unkept` says why this browser keeps nothing.
export function sayDetail(words: Words, saved: SavedState, unkept?: Unkept): string {
  const why = unkept === undefined ? [] : [sayUnkept(words, unkept)]
  switch (saved.kind) {
    case 'connecting':
      return words('saved.detail.connecting')
    case 'readOnly':
    case 'saved':
      return words('saved.detail.saved')
    case 'saving':
      return words('saved.detail.saving', { count: saved.changes })
    case 'offline': {
      const line = words(`saved.detail.${saved.why}`)
      return [line, ...sayChanges(words, saved, unkept), ...why].join(' ')
    }
    case 'trouble':
      return saved.where === 'server'
        ? [words('saved.detail.server'), ...sayChanges(words, saved, unkept), ...why].join(' ')
        : [words('saved.detail.online'), sayUnkept(words, saved.why), words('unkept.so')].join(' ')
    case 'refused': {
      const { code, changes } = saved
      const reason = words(`refused.${saved.why}`, { code })
      return [
        words('saved.detail.refused', { reason }),
        ...(changes > 0 ? [words('saved.detail.refused.changes', { count: changes })] : []),
      ].join(' ')
    }
  }
}

/// Why this browser keeps nothing.
export function sayUnkept(words: Words, why: Unkept): string {
  return `${words('unkept.title')} ${words(`unkept.${why}`)}`
}

/// Where the changes are that the server does not have.
function sayChanges(
  words: Words,
  { changes, kept }: { readonly changes: number; readonly kept: number },
  unkept: Unkept | undefined,
): readonly string[] {
  const goOn = words(unkept === undefined ? 'saved.detail.goOn' : 'saved.detail.goOn.unkept')
  if (changes === 0) return [words('saved.detail.nothing'), goOn]
  const atRisk = changes - kept
  return [
    ...(kept > 0 ? [words('saved.detail.kept', { count: kept })] : []),
    ...(atRisk > 0 ? [words('saved.detail.unkept', { count: atRisk })] : []),
  ]
}
