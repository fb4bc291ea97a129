import type { Who } from '../../session/whose.ts'
import { useStore } from '../parts/usestore.ts'
import { whoIsHere } from './who.ts'

/// Who uses this browser, behind a gate that lets nobody through before that is known.
export function useWho(): Who {
  const known = useStore(whoIsHere)
  if (known.kind !== 'known') throw new Error('Nobody has asked yet who is here.')
  return known.who
}
