/// Which rows of a copy hold edits that the server is not known to have. Edits are counted from 1,
/// as the session counts them.
export class Marks {
  /// By the key of a row: the numbers of the unsent edits in it.
  readonly #rows = new Map<string, readonly number[]>()
  /// Rows whose mark is not what was written down.
  readonly #changed = new Set<string>()
  #safe = 0

  has(key: string): boolean {
    return this.#rows.has(key)
  }

  /// A row whose mark is written down already: so many edits, beginning with the `first`.
  add(key: string, first: number, edits: number): void {
    this.#rows.set(
      key,
      Array.from({ length: edits }, (_, i) => first + i),
    )
  }

  /// A row that is about to be written, together with its mark.
  write(key: string, edits: readonly { readonly nth: number }[]): void {
    const unsent = edits.map(({ nth }) => nth).filter((nth) => nth > this.#safe)
    if (unsent.length > 0) this.#rows.set(key, unsent)
  }

  /// How many unsent edits are in a row.
  unsentIn(key: string): number {
    return this.#rows.get(key)?.length ?? 0
  }

  /// Nothing of that could be written.
  unwrite(key: string, changed: readonly { readonly key: string }[]): void {
    this.#rows.delete(key)
    this.#changed.delete(key)
    for (const each of changed) this.#changed.add(each.key)
  }

  /// The server has what is in a row.
  drop(key: string): void {
    this.#rows.delete(key)
    this.#changed.add(key)
  }

  /// The server has the first so many edits. Gives back whether that changes a mark.
  settle(safe: number): boolean {
    if (safe <= this.#safe) return false
    this.#safe = safe
    for (const [key, edits] of this.#rows) {
      const left = edits.filter((nth) => nth > safe)
      if (left.length === edits.length) continue
      this.#rows.set(key, left)
      this.#changed.add(key)
    }
    return this.#changed.size > 0
  }

  /// The marks to write: how many edits of each row are still unsent.
  take(): readonly { readonly key: string; readonly edits: number }[] {
    const changed = [...this.#changed].map((key) => ({ key, edits: this.unsentIn(key) }))
    this.#changed.clear()
    for (const { key, edits } of changed) if (edits === 0) this.#rows.delete(key)
    return changed
  }
}
