import { useCallback, useSyncExternalStore } from 'react'
import type { Refusal } from '../../session/refusal.ts'
import { useSession } from './opened.ts'

/// How the server has ended this page's connection for good.
export interface End {
  readonly why: Refusal
  /// Edits that the server does not have.
  readonly changes: number
}

/// Undefined as long as it has not.
export function useEnd(): End | undefined {
  const { saved } = useSession()
  // Not the state itself, which changes at every key.
  const read = useCallback(() => {
    const now = saved.get()
    return now.kind === 'refused' ? `${now.why} ${now.changes}` : ''
  }, [saved])
  const [why, changes] = useSyncExternalStore(saved.subscribe, read).split(' ')
  return why ? { why: why as Refusal, changes: Number(changes) } : undefined
}

/// Whether nothing of the page stays. What is nowhere else does, and what may still be read.
export function closes({ why, changes }: End): boolean {
  const isOut = why === 'removed' || why === 'linkOver' || why === 'unknown'
  return why === 'signedOut' || (changes === 0 && isOut)
}
