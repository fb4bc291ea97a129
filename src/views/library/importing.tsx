import { useState } from 'react'
import { useLocation } from 'wouter'
import { sayFault } from '../parts/ask.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { type Imported, importFile, type Loss } from './api.ts'
import styles from './importing.module.css'
import { useRefreshShelf } from './useseries.ts'

/// How far an import has got. Sizes in bytes.
export interface Progress {
  readonly name: string
  readonly number: number
  readonly count: number
  readonly sent: number
  readonly size: number
}

/// Imports files one after the other. One that fails does not stop the next.
export function useImport() {
  const words = useWords()
  const refresh = useRefreshShelf()
  const [, go] = useLocation()
  const [progress, setProgress] = useState<Progress>()

  async function take(files: readonly File[]): Promise<void> {
    for (const [i, file] of files.entries()) {
      const { name, size } = file
      const step = { name, size, number: i + 1, count: files.length }
      setProgress({ ...step, sent: 0 })
      try {
        tell(await importFile(file, (sent) => setProgress({ ...step, sent })))
      } catch (fault) {
        toasts.add({
          title: words('library.bring.failed', { name }),
          description: sayFault(words, fault),
          priority: 'high',
          timeout: 0,
        })
      }
      refresh()
    }
    setProgress(undefined)
  }

  function tell({ series, losses }: Imported): void {
    toasts.add({
      title: words('library.imported', { title: series.title }),
      description: losses.length > 0 && <Losses losses={losses} />,
      timeout: losses.length > 0 ? 0 : lasting,
      actionProps: {
        children: words('action.open'),
        onClick: () => go(`/series/${series.id}`),
      },
    })
  }

  return { progress, take }
}

function Losses({ losses }: { readonly losses: readonly Loss[] }) {
  const words = useWords()
  return (
    <>
      {words('library.imported.losses', { count: losses.length })}
      <ul className={styles.losses}>
        {losses.map((loss) => (
          <li key={`${loss.code} ${loss.at} ${loss.message}`}>{loss.message}</li>
        ))}
      </ul>
    </>
  )
}

export function ImportProgress({ progress }: { readonly progress: Progress }) {
  const words = useWords()
  const { name, number, count, sent, size } = progress
  const kB = (bytes: number) => Math.ceil(bytes / 1024)
  const far =
    sent < size
      ? words('library.importing.sent', { sent: kB(sent), size: kB(size) })
      : words('library.importing.reading', { size: kB(size) })
  return (
    <div className={styles.progress} role="status">
      <span>{words('library.importing', { name })}</span>
      <span className={styles.far}>
        {count > 1 && `${words('library.importing.nth', { number, count })} · `}
        {far}
      </span>
      <progress max={Math.max(size, 1)} value={sent} aria-label={far} />
    </div>
  )
}
