import { useCallback, useState } from 'react'
import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'
import { speaking } from '../parts/words.ts'

const ImportDialog = ahead(later(speaking('files', () => import('./importingdialog.tsx'))))

/// Files that wait to be imported, and which of them is looked at.
interface Waiting {
  readonly files: readonly File[]
  readonly at: number
}

/// Imports files one after the other, each behind a look at what would come of it.
export function useImport() {
  const [waiting, setWaiting] = useState<Waiting>()
  const take = useCallback((files: readonly File[]) => {
    if (files.length === 0) return
    setWaiting((before) => ({ files: [...(before?.files ?? []), ...files], at: before?.at ?? 0 }))
  }, [])
  const next = useCallback(() => {
    setWaiting((now) =>
      now && now.at + 1 < now.files.length ? { ...now, at: now.at + 1 } : undefined,
    )
  }, [])
  const stop = useCallback(() => setWaiting(undefined), [])
  return { waiting, take, next, stop }
}

interface ImportingProps {
  readonly waiting: Waiting
  readonly onNext: () => void
  readonly onStop: () => void
}

export function Importing({ waiting: { files, at }, onNext, onStop }: ImportingProps) {
  const file = files[at]
  if (!file) return null
  return (
    <ImportDialog
      key={at}
      file={file}
      others={files.slice(at + 1)}
      number={at + 1}
      count={files.length}
      onNext={onNext}
      onStop={onStop}
    />
  )
}
