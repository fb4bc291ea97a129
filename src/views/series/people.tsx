import { useMemo } from 'react'
import { onePerPerson } from '../../session/presence.ts'
import { may } from '../../shared/domain/access.ts'
import { onDemand } from '../parts/ondemand.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { follow } from './followed.ts'
import { initials } from './initials.ts'
import { useSession } from './opened.ts'
import styles from './people.module.css'
import { sayStanding } from './saystanding.ts'

const AccountPopup = onDemand(() => import('../account/accountpopup.tsx'))

/// Faces shown in the bar beside one's own; the others are a number.
const most = 5

/// Who has the series open. A press on somebody goes to where they are; on oneself, to one's account.
export function People() {
  const words = useWords()
  const session = useSession()
  const windows = useStore(session.people)
  const people = useMemo(() => onePerPerson(windows), [windows])
  const standing = useStore(session.standing)
  const me = people.find(({ isMe }) => isMe)
  const others = people.filter(({ isMe }) => !isMe)
  return (
    <ul className={styles.people} aria-label={words('people')}>
      {others.slice(0, most).map((person) => (
        <li key={person.client}>
          <button
            type="button"
            className={styles.face}
            style={{ background: person.color }}
            aria-label={words('person.follow', { name: person.name })}
            title={person.guest ? words('person.guest', { name: person.name }) : person.name}
            onClick={() => follow(session, person)}
          >
            {initials(person.name)}
          </button>
        </li>
      ))}
      {others.length > most && (
        <li className={styles.more} title={words('person.more', { count: others.length - most })}>
          +{others.length - most}
        </li>
      )}
      {me && (
        <li>
          <AccountPopup
            standing={sayStanding(words, standing)}
            peopleOf={may(standing, 'members.read') ? session.id : undefined}
            trigger={
              <button
                type="button"
                className={styles.face}
                style={{ background: me.color }}
                aria-label={words('person.me', { name: me.name })}
                title={words('person.me', { name: me.name })}
              >
                {initials(me.name)}
              </button>
            }
          />
        </li>
      )}
    </ul>
  )
}
