import { type ComponentType, useState } from 'react'
import { createStore } from '../../session/store.ts'
import { useStore } from './usestore.ts'

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>

type Loading<Props> =
  | { readonly kind: 'coming' }
  | { readonly kind: 'here'; readonly Part: ComponentType<Props> }
  | { readonly kind: 'failed'; readonly error: NotLoaded }

/// The code of a part has not come: mostly there is no connection.
export class NotLoaded extends Error {}

/// A part of the page whose code is loaded apart, ahead of being shown where one can: with `load`.
/// Nothing stands in its place until it is there; what keeps it from loading is thrown to whoever
/// stands around it. (React's `lazy` would first draw without it, even when it is there, and then
/// wait 300 ms before it draws again.)
export function ahead<Props extends object>(
  fetch: Load<Props>,
): ComponentType<Props> & { readonly load: () => void } {
  const loading = createStore<Loading<Props> | undefined>(undefined)
  const load = () => {
    const kind = loading.get()?.kind
    if (kind === 'coming' || kind === 'here') return
    loading.set({ kind: 'coming' })
    fetch().then(
      (loaded) => loading.set({ kind: 'here', Part: loaded.default }),
      (cause: unknown) =>
        loading.set({ kind: 'failed', error: new NotLoaded(String(cause), { cause }) }),
    )
  }
  function Ahead(props: Props) {
    // Once for each time it is shown, so that what has failed is tried again.
    useState(load)
    const now = useStore(loading)
    if (now?.kind === 'failed') throw now.error
    return now?.kind === 'here' ? <now.Part {...props} /> : null
  }
  return Object.assign(Ahead, { load })
}
