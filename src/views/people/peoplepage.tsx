import { QueryClientProvider } from '@tanstack/react-query'
import { may } from '../../shared/domain/access.ts'
import { useWho } from '../account/usewho.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { queries } from '../parts/queries.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { InviteForm } from './inviteform.tsx'
import { Links } from './links.tsx'
import { MemberRow, Steward } from './memberrow.tsx'
import styles from './peoplepage.module.css'
import { Tokens } from './tokens.tsx'
import { useMembers, useRefreshPeople } from './usepeople.ts'

/// The people of a series: who belongs to it and as what, and how others come in.
export default function PeoplePage() {
  return (
    <QueryClientProvider client={queries}>
      <People />
    </QueryClientProvider>
  )
}

function People() {
  const words = useWords()
  const { id, standing: store } = useSession()
  const standing = useStore(store)
  const members = useMembers()
  useRefreshPeople()
  const { user } = useWho()
  const isMember = members.data?.some(({ userId }) => userId === user?.id)
  const role = standing?.role
  const mayInvite = may(standing, 'invites.make')
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <section className={styles.section} aria-labelledby="people-members">
          <h2 id="people-members">{words('people.title')}</h2>
          {members.isError && (
            <div className={styles.note} role="alert">
              <p>{sayFault(words, members.error)}</p>
              <Button onClick={() => void members.refetch()}>{words('action.retry')}</Button>
            </div>
          )}
          <ul className={styles.members}>
            {user && members.data && role === 'owner' && !isMember && (
              <Steward id={user.id} name={user.name} email={user.email} />
            )}
            {members.data?.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                mayChange={may(standing, 'members.change')}
              />
            ))}
          </ul>
        </section>
        {mayInvite && (
          <section className={styles.section} aria-labelledby="people-invite">
            <h2 id="people-invite">{words('invite.title')}</h2>
            <InviteForm />
          </section>
        )}
        {may(standing, 'invites.read') && (
          <section className={styles.section} aria-labelledby="people-links">
            <h2 id="people-links">{words('invite.links')}</h2>
            <Links />
          </section>
        )}
        {may(standing, 'tokens.read') && (
          <section className={styles.section} aria-labelledby="people-tokens">
            <h2 id="people-tokens">{words('account.tokens')}</h2>
            <p className={styles.lead}>{words('token.lead')}</p>
            <Tokens series={id} />
          </section>
        )}
      </div>
    </main>
  )
}
