import { useEffect } from 'react'
import { createStore, type Store } from '../../session/store.ts'
import type { Key } from '../../shared/i18n/catalogue.ts'

/// What the palette finds beside commands: places, by what somebody types. Nothing is looked for
/// until then.

export interface FoundPlace {
  /// Tells it from everything else in the palette.
  readonly id: string
  readonly name: string
  /// What is said beside it.
  readonly note?: string
  readonly run: () => void
}

export interface Finder {
  /// What its results are called together.
  readonly group: Key
  /// Few, the best first. Nothing for an empty text.
  readonly find: (text: string) => readonly FoundPlace[]
}

const there = createStore<readonly Finder[]>([])

/// Every finder there is at present.
export const finders: Store<readonly Finder[]> = there

/// Offers finders as long as the component that asks is there. The list must be the same object until
/// it changes.
export function useFinders(offer: readonly Finder[]): void {
  useEffect(() => {
    there.set([...there.get(), ...offer])
    return () => there.set(there.get().filter((each) => !offer.includes(each)))
  }, [offer])
}
