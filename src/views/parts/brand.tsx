import { Link } from 'wouter'
import styles from './brand.module.css'
import { useWords } from './words.ts'

/// The way home.
export function Brand() {
  const words = useWords()
  return (
    <Link href="/" className={styles.brand} aria-label={words('app.home')}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
        <rect x="0" y="8" width="4" height="6" rx="1" className={styles.hook} />
        <rect x="5" y="8" width="10" height="6" rx="1" className={styles.beat} />
        <rect x="16" y="8" width="4" height="6" rx="1" className={styles.cliff} />
        <rect x="18" y="3" width="1.5" height="16" className={styles.target} />
      </svg>
      <span className={styles.name}>{words('app.name')}</span>
    </Link>
  )
}
