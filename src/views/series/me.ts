import type { Store } from '../../session/store.ts'
import { whoIsHere } from '../account/who.ts'

/// What whoever uses this browser is called: by their account, else as a guest. Empty until that is
/// known.
export const myName: Store<string> = {
  get() {
    const known = whoIsHere.get()
    if (known.kind !== 'known') return ''
    return known.who.user?.name ?? known.who.guests[0]?.name ?? ''
  },
  subscribe: whoIsHere.subscribe,
}
