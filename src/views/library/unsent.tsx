import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { removeSafeCopiesBut } from '../../session/copies.ts'
import { type Sending, sendCopy } from '../../session/sending.ts'
import { useWho } from '../account/usewho.ts'
import { useWords } from '../parts/words.ts'
import type { SeriesEntry } from './api.ts'
import styles from './library.module.css'
import { type Kept, useCopies } from './usecopies.ts'

/// What this browser holds and the server lacks, while the server can be reached: it is sent, with
/// no need to open its series. Whoever was taken out of a series keeps nothing of it.
export default function Unsent({ listed }: { readonly listed: readonly SeriesEntry[] }) {
  const { user } = useWho()
  const kept = useCopies()
  const account = user?.id
  useEffect(() => {
    if (!account) return
    const series = listed.map(({ id }) => id)
    void removeSafeCopiesBut(account, series)
  }, [account, listed])
  const unsent = kept?.filter(({ copy, unsent }) => unsent > 0 && copy.account === account) ?? []
  return unsent.map((each) => <UnsentCopy key={each.copy.series} kept={each} />)
}

function UnsentCopy({ kept: { copy, unsent } }: { readonly kept: Kept }) {
  const words = useWords()
  const [now, setNow] = useState<Sending>('sending')
  useEffect(() => sendCopy(copy, setNow), [copy])
  if (now === 'sent') return null
  return (
    <p className={styles.unsent} role="status">
      {words(`library.unsent.${now}`, { title: copy.title, count: unsent })}{' '}
      <Link href={`/series/${copy.series}`} className={styles.look}>
        {words('library.unsent.open')}
      </Link>
    </p>
  )
}
