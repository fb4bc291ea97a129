/// Whose standing may have changed: everybody's in a series, or one account's everywhere.
export type Rung = 'everybody' | { readonly series: string } | { readonly user: string }

/// Rings when somebody may stand otherwise than before: a role, a link, a token, a membership, a
/// session or a name has changed. Whoever keeps connections open looks again who may stay.
export class Doorbell {
  readonly #listeners = new Set<(rung: Rung) => void>()

  /// To be called after the change is on disk.
  ring(rung: Rung): void {
    for (const listener of this.#listeners) listener(rung)
  }

  listen(listener: (rung: Rung) => void): void {
    this.#listeners.add(listener)
  }
}
