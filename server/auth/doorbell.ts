import type { Source } from '../records/news.ts'

/// Whose standing may have changed: everybody's in a series, or one account's everywhere.
export type Rung = 'everybody' | { readonly series: string } | { readonly user: string }

type Listener = (rung: Rung, from: Source) => void

/// Rings when somebody may stand otherwise than before: a role, a link, a token, a membership, a
/// session or a name has changed. Whoever keeps connections open looks again who may stay.
export class Doorbell {
  readonly #listeners = new Set<Listener>()

  /// To be called after the change is on disk.
  ring(rung: Rung, from: Source = 'here'): void {
    for (const listener of this.#listeners) listener(rung, from)
  }

  /// Gives back what ends it.
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
