import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { type CopyEntry, copiesOf, unsentIn } from '../../session/copies.ts'
import { useWho } from '../account/usewho.ts'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import styles from './library.module.css'

interface Kept {
  readonly copy: CopyEntry
  readonly unsent: number
}

/// What can be opened without the server: the series that this browser keeps a copy of.
export default function Copies() {
  const words = useWords()
  const kept = useCopies()
  const shown = useStore(language)
  if (!kept) return null
  if (kept.length === 0) return <p className={styles.lead}>{words('library.copies.none')}</p>
  return (
    <section aria-labelledby="copies" className={styles.copies}>
      <h2 id="copies">{words('library.copies')}</h2>
      <p className={styles.lead}>{words('library.copies.lead')}</p>
      <ul className={styles.list}>
        {kept.map(({ copy, unsent }) => (
          <li key={`${copy.account} ${copy.series}`} className={styles.row}>
            <Link href={`/series/${copy.series}`} className={styles.open}>
              <span className={styles.title} lang={copy.language}>
                {copy.title}
              </span>
              <span className={styles.facts}>
                <span>
                  {words('library.copies.used', {
                    when: sayWhen(new Date(copy.at).toISOString(), Date.now(), shown),
                  })}
                </span>
                {unsent > 0 && (
                  <span className={styles.unsent}>
                    {words('library.copies.unsent', { count: unsent })}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/// The copies of whoever is here: of their account, or of the guests that they are.
function useCopies(): readonly Kept[] | undefined {
  const { user, guests } = useWho()
  const [kept, setKept] = useState<readonly Kept[]>()
  const accounts = [...new Set(user ? [user.id] : guests.map(({ name }) => `guest ${name}`))]
  const key = accounts.join('\n')
  useEffect(() => {
    let isOver = false
    void listCopies(key.split('\n')).then((copies) => isOver || setKept(copies))
    return () => {
      isOver = true
    }
  }, [key])
  return kept
}

async function listCopies(accounts: readonly string[]): Promise<readonly Kept[]> {
  const copies = (await Promise.all(accounts.map(copiesOf))).flat()
  return Promise.all(
    copies.map(async (copy) => {
      const { edits } = await unsentIn(copy).catch(() => ({ edits: 0 }))
      return { copy, unsent: edits }
    }),
  )
}
