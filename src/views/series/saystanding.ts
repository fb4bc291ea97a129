import type { Standing } from '../../shared/domain/access.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'

/// What somebody is in a series, in a few words: "Producer · signs off as Platform".
export function sayStanding(words: Words, standing: Standing | undefined): string | undefined {
  if (!standing) return undefined
  const { role, signOffs, guest } = standing
  return [
    ...(guest ? [words('role.guest')] : []),
    words(`role.${role}`),
    ...signOffs.map((signOff) => words('invite.row.signoff', { signOff })),
  ].join(' · ')
}
