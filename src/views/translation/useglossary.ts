import { useCallback, useRef, useSyncExternalStore } from 'react'
import { type GlossaryEntry, glossaryIn, watchGlossary } from '../../shared/document/glossary.ts'
import { useSession } from '../series/opened.ts'

/// The glossary of the series, kept up: the same list until it changes.
export function useGlossary(): readonly GlossaryEntry[] {
  const { document } = useSession()
  const known = useRef<readonly GlossaryEntry[]>(undefined)
  const subscribe = useCallback(
    (listener: () => void) =>
      watchGlossary(document, () => {
        known.current = undefined
        listener()
      }),
    [document],
  )
  return useSyncExternalStore(subscribe, () => {
    known.current ??= glossaryIn(document.doc)
    return known.current
  })
}
