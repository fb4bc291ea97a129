import { flushSync } from 'react-dom'
import { createStore } from '../../session/store.ts'
import type { TextPoint } from '../../shared/document/anchor.ts'
import type { Binned, Series } from '../../shared/domain/series.ts'

/// What this person was writing in when somebody else put it into the bin.
export interface Stray {
  /// Where the cursor was in it.
  readonly point: TextPoint
  /// The episode or segment of it, as it is shown once it is put back.
  readonly home: string
  readonly binned: Binned
  /// Puts the cursor there where it is shown again, or where it is now when nobody wants it back.
  readonly goBack: (point: TextPoint) => void
  readonly leave: () => void
}

/// What this person writes on in, as long as it is in the bin (straypen.tsx).
export const stray = createStore<Stray | undefined>(undefined)

/// Before the next key: the pen is drawn, and has the focus, when this is over.
export function writeOnIn(next: Stray): void {
  flushSync(() => stray.set(next))
}

/// Whether a series shows an episode or a segment.
export function shows({ episodes }: Series, home: string): boolean {
  return episodes.some(({ id, segments }) => id === home || segments.some((one) => one.id === home))
}

/// What of the bin has an episode or a segment in it.
export function binnedWith({ bin }: Series, home: string): Binned | undefined {
  return bin.find((binned) => {
    if (binned.what === 'text') return false
    if (binned.id === home) return true
    return binned.what === 'episode' && binned.episode.segments.some(({ id }) => id === home)
  })
}
