import { Link } from 'wouter'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import styles from './library.module.css'
import { useCopies } from './usecopies.ts'

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
                {copy.title || words('episode.untitled')}
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
