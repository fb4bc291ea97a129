import type { AroundNavHandler } from 'wouter'

/// Asks before a page is left by one of its links. Resolves with whether it may be; undefined when
/// there is nothing to ask.
type Guard = (to: string) => Promise<boolean> | undefined

let guard: Guard | undefined

/// Puts a guard before the way out; gives back what takes it away.
export function guardWith(next: Guard): () => void {
  guard = next
  return () => {
    if (guard === next) guard = undefined
  }
}

export const guarded: AroundNavHandler = (navigate, to, options) => {
  const answer = guard?.(to)
  if (!answer) navigate(to, options)
  else void answer.then((goes) => goes && navigate(to, options))
}
