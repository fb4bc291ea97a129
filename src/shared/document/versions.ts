import type * as Y from 'yjs'
import { joinedKey } from './roots.ts'

/// The translations of lines in the root `lines`. Whoever writes one does so under a key of their
/// own, `<line id>.translation~<client id>`, and takes out those they know of. Of two that are
/// written apart neither is lost: both are read, one under the other, until somebody writes anew.
/// `<line id>.translation`, as an import and other programs write it, is read like any. Whoever joins
/// a line into another takes what its translation says along, and out here; what is there all the
/// same was written meanwhile, and is read with the line that is shown.

const pattern = /^(.*)\.translation(?:~\d+)?$/s

export class TranslationVersions {
  readonly #lines: Y.Map<unknown>
  readonly #isShown: (line: string) => boolean
  /// The keys that a line has, in the order of their letters.
  readonly #keys = new Map<string, readonly string[]>()
  /// The line that a line was joined into, and the other way round.
  readonly #heirs = new Map<string, string>()
  readonly #parts = new Map<string, readonly string[]>()

  constructor(lines: Y.Map<unknown>, isShown: (line: string) => boolean) {
    this.#lines = lines
    this.#isShown = isShown
    for (const key of lines.keys()) this.touch(key)
  }

  /// Whether any line has one.
  get areUsed(): boolean {
    return this.#keys.size > 0
  }

  /// Whether any line was joined into another.
  get areJoined(): boolean {
    return this.#heirs.size > 0
  }

  /// To be called for each key of `lines` that was set or deleted. Gives the lines whose translations
  /// that may change.
  touch(key: string): readonly string[] {
    if (key.endsWith(`.${joinedKey}`)) return this.#touchJoined(key)
    const line = pattern.exec(key)?.[1]
    if (line === undefined) return []
    const others = (this.#keys.get(line) ?? []).filter((each) => each !== key)
    const keys = this.#lines.has(key) ? [...others, key].sort() : others
    if (keys.length > 0) this.#keys.set(line, keys)
    else this.#keys.delete(line)
    return this.readers(line)
  }

  #touchJoined(key: string): readonly string[] {
    const line = key.slice(0, -joinedKey.length - 1)
    const before = this.readers(line)
    const old = this.#heirs.get(line)
    if (old !== undefined) {
      const rest = this.#partsIn(old).filter((each) => each !== line)
      if (rest.length > 0) this.#parts.set(old, rest)
      else this.#parts.delete(old)
    }
    const heir = this.#lines.get(key)
    if (typeof heir === 'string') {
      this.#heirs.set(line, heir)
      this.#parts.set(heir, [...this.#partsIn(heir), line].sort())
    } else this.#heirs.delete(line)
    return [...before, ...this.readers(line)]
  }

  /// The lines that may show the translation of one: itself and those that it was joined into.
  readers(line: string): readonly string[] {
    const readers = new Set<string>()
    for (let at: string | undefined = line; at !== undefined; at = this.#heirs.get(at)) {
      if (readers.has(at)) break
      readers.add(at)
    }
    return [...readers]
  }

  /// Whether translations that were written apart stand beside each other.
  areSeveral(line: string): boolean {
    return this.#keysOf(line).length > 1
  }

  of(line: string): string | undefined {
    const texts = this.#keysOf(line)
      .map((key) => this.#lines.get(key))
      .filter(isText)
    return texts.length === 0 ? undefined : [...new Set(texts)].join('\n')
  }

  /// Puts a translation in place of all that are known; undefined takes them away. Call it inside a
  /// transaction.
  write(line: string, client: number, text: string | undefined): void {
    const keys = this.#keysOf(line)
    if (text === this.of(line) && keys.length <= 1) return
    const own = `${line}.translation~${client}`
    for (const key of keys) if (key !== own || text === undefined) this.#lines.delete(key)
    if (text !== undefined) this.#lines.set(own, text)
  }

  /// Takes out all that are known of a line that is joined into another. Call it inside a transaction.
  takeOut(line: string): void {
    for (const key of this.#keysOf(line)) this.#lines.delete(key)
  }

  /// The keys of a line and of those that were joined into it and are not shown.
  #keysOf(line: string): readonly string[] {
    const own = this.#keys.get(line) ?? []
    if (!this.#parts.has(line)) return own
    const keys = [...own]
    const seen = new Set([line])
    const waiting = [...this.#partsIn(line)]
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      if (seen.has(part) || this.#isShown(part)) continue
      seen.add(part)
      keys.push(...(this.#keys.get(part) ?? []))
      waiting.push(...this.#partsIn(part))
    }
    return keys
  }

  #partsIn(line: string): readonly string[] {
    return this.#parts.get(line) ?? []
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
