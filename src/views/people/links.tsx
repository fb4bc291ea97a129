import { useMutation } from '@tanstack/react-query'
import { Link2, Ticket } from 'lucide-react'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { language } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { type Invite, revokeInvite } from './api.ts'
import styles from './links.module.css'
import { useInvites, useRefreshPeople } from './usepeople.ts'

/// The links into a series that work, each with its end.
export function Links() {
  const words = useWords()
  const { id } = useSession()
  const invites = useInvites()
  const refresh = useRefreshPeople()
  const revoke = useMutation({
    mutationFn: (invite: Invite) => revokeInvite(id, invite.id),
    onSuccess: () => toasts.add({ title: words('invite.revoked') }),
    onError: (fault) => toasts.add({ title: sayFault(words, fault), priority: 'high' }),
    onSettled: refresh,
  })
  if (invites.isError) return <p role="alert">{sayFault(words, invites.error)}</p>
  if (invites.data?.length === 0) {
    return <p className={styles.none}>{words('invite.links.none')}</p>
  }
  return (
    <ul>
      {invites.data?.map((invite) => (
        <LinkRow key={invite.id} invite={invite} onRevoke={() => revoke.mutate(invite)} />
      ))}
    </ul>
  )
}

interface RowProps {
  readonly invite: Invite
  readonly onRevoke: () => void
}

function LinkRow({ invite, onRevoke }: RowProps) {
  const words = useWords()
  const shown = useStore(language)
  const what = sayLink(words, invite)
  const when = new Intl.DateTimeFormat(shown, { dateStyle: 'medium' }).format(
    new Date(invite.expires),
  )
  const Sign = invite.kind === 'guest' ? Ticket : Link2
  return (
    <li className={styles.link}>
      <Sign size={17} aria-hidden />
      <div>
        <p className={styles.what}>{what}</p>
        <p className={styles.facts}>
          <span>{words('invite.row.expires', { when })}</span>
          <span>
            {invite.uses === 0
              ? words('invite.row.unused')
              : words('invite.row.uses', { count: invite.uses })}
          </span>
        </p>
      </div>
      <Button aria-label={words('invite.revoke.long', { what })} onClick={onRevoke}>
        {words('invite.revoke')}
      </Button>
    </li>
  )
}

/// "Guest: Producer · Mei · signs off as Platform".
function sayLink(words: Words, { kind, role, person, email, signOffs }: Invite): string {
  const as = words(`invite.row.${kind}`, { role: words(`role.${role}`) })
  const signs = signOffs.map((signOff) => words('invite.row.signoff', { signOff }))
  return [as, person ?? email, ...signs].filter((part) => part !== null).join(' · ')
}
