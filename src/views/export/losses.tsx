import type { Loss } from '../../shared/format/screenplay.ts'
import { useWords } from '../parts/words.ts'
import styles from './losses.module.css'
import { together } from './sayloss.ts'

/// What a file does not carry, or had to be guessed, each kind once.
export function Losses({ losses }: { readonly losses: readonly Loss[] }) {
  const words = useWords()
  return (
    <ul className={styles.losses}>
      {together(losses, words).map(({ sentence, lines, quotes }) => (
        <li key={sentence}>
          {sentence} {lines.length > 0 && <Lines lines={lines} />}
          {quotes.slice(0, most).map((quote) => (
            <q key={quote} className={styles.quote}>
              {quote}
            </q>
          ))}
          {quotes.length > most && words('losses.more', { count: quotes.length - most })}
        </li>
      ))}
    </ul>
  )
}

/// So many are named.
const most = 12

function Lines({ lines }: { readonly lines: readonly number[] }) {
  const words = useWords()
  const more = lines.length - most
  return (
    <span className={styles.lines}>
      {words('losses.lines', { lines: lines.slice(0, most).join(', ') })}
      {more > 0 && ` ${words('losses.more', { count: more })}`}
    </span>
  )
}
