import type { Listed } from '../../shared/derive/castlist.ts'
import type { Roster } from '../../shared/domain/castentry.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'

/// How often somebody speaks, or in how many scenes a place is used.
export function countOf(words: Words, roster: Roster, { count }: Listed): string {
  if (count === 0) return words('cast.unused')
  return words(roster === 'cast' ? 'cast.cues' : 'cast.scenes', { count })
}
