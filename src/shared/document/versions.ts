import type * as Y from 'yjs'

/// The translations of lines in the root `lines`. Whoever writes one does so under a key of their
/// own, `<line id>.translation~<client id>`, and takes out those they know of. Of two that are
/// written apart neither is lost: both are read, one under the other, until somebody writes anew.
/// `<line id>.translation`, as an import and other programs write it, is read like any.

const pattern = /^(.*)\.translation(?:~\d+)?$/s

export class TranslationVersions {
  readonly #lines: Y.Map<unknown>
  /// The keys that a line has, in the order of their letters.
  readonly #keys = new Map<string, readonly string[]>()

  constructor(lines: Y.Map<unknown>) {
    this.#lines = lines
    for (const key of lines.keys()) this.touch(key)
  }

  /// To be called for each key of `lines` that was set or deleted.
  touch(key: string): void {
    const line = pattern.exec(key)?.[1]
    if (line === undefined) return
    const others = (this.#keys.get(line) ?? []).filter((each) => each !== key)
    const keys = this.#lines.has(key) ? [...others, key].sort() : others
    if (keys.length > 0) this.#keys.set(line, keys)
    else this.#keys.delete(line)
  }

  /// Whether translations that were written apart stand beside each other.
  areSeveral(line: string): boolean {
    return (this.#keys.get(line)?.length ?? 0) > 1
  }

  of(line: string): string | undefined {
    const keys = this.#keys.get(line)
    if (!keys) return undefined
    const texts = keys.map((key) => this.#lines.get(key)).filter(isText)
    return texts.length === 0 ? undefined : [...new Set(texts)].join('\n')
  }

  /// Puts a translation in place of all that are known; undefined takes them away. Call it inside a
  /// transaction.
  write(line: string, client: number, text: string | undefined): void {
    const keys = this.#keys.get(line) ?? []
    if (text === this.of(line) && keys.length <= 1) return
    const own = `${line}.translation~${client}`
    for (const key of keys) if (key !== own || text === undefined) this.#lines.delete(key)
    if (text !== undefined) this.#lines.set(own, text)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
