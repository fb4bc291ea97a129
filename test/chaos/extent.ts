import * as Y from 'yjs'
import { Ranges } from './ranges.ts'

/// What some updates hold, told from their bytes alone: what was put in, what was deleted, and each
/// character. Yjs's own bookkeeping of a document is what is to be proved, so nothing here asks it.
export class Extent {
  readonly inserted = new Ranges()
  readonly deleted = new Ranges()
  /// By client and clock, a code unit each.
  #letters = new Map<number, string[]>()

  static of(...updates: readonly Uint8Array[]): Extent {
    const extent = new Extent()
    for (const update of updates) extent.add(update)
    return extent
  }

  /// What is in it now. The letters are shared: they never change.
  snapshot(): Extent {
    const extent = new Extent()
    extent.inserted.include(this.inserted)
    extent.deleted.include(this.deleted)
    extent.#letters = this.#letters
    return extent
  }

  /// Gives back the clocks at which these updates say another character than was known.
  add(update: Uint8Array): readonly string[] {
    const { structs, ds } = Y.decodeUpdate(update)
    const other: string[] = []
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      const { client, clock } = struct.id
      this.inserted.add(client, clock, clock + struct.length)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
        const wrong = this.#spell(client, clock, struct.content.str)
        if (wrong !== undefined) other.push(wrong)
      }
    }
    for (const [client, deletes] of ds.clients) {
      for (const { clock, len } of deletes) this.deleted.add(client, clock, clock + len)
    }
    return other
  }

  include(other: Extent): void {
    this.inserted.include(other.inserted)
    this.deleted.include(other.deleted)
    for (const [client, letters] of other.#letters) {
      for (const [clock, letter] of letters.entries()) {
        if (letter !== undefined) this.#spell(client, clock, letter)
      }
    }
  }

  /// What this lacks of another, in words; undefined where it has all of it, letter by letter.
  lacks(other: Extent): string | undefined {
    const inserts = this.inserted.lacking(other.inserted)
    const deletes = this.deleted.lacking(other.deleted)
    const wrong = this.#misspelt(other)
    const parts = [
      inserts.size > 0 && `${inserts.size} insertions (${other.spell(inserts)})`,
      deletes.size > 0 && `${deletes.size} deletions (${other.spell(deletes)})`,
      wrong !== undefined && `letters: ${wrong}`,
    ].filter((part) => part !== false)
    return parts.length === 0 ? undefined : parts.join(', ')
  }

  /// Those of these clocks at which there is a letter: of two values written under one key at once,
  /// Yjs deletes one, which nobody has asked for and nobody minds.
  lettersIn(ranges: Ranges): Ranges {
    const found = new Ranges()
    for (const [client, from, to] of ranges) {
      const letters = this.#letters.get(client) ?? []
      for (let at = from; at < to; at++)
        if (letters[at] !== undefined) found.add(client, at, at + 1)
    }
    return found
  }

  /// Some clocks with what is known to be written there.
  spell(ranges: Ranges): string {
    const shown = [...ranges].slice(0, 4).map(([client, from, to]) => {
      const letters = this.#letters.get(client)?.slice(from, to).join('') ?? ''
      return `${client}:${from}–${to} “${letters.slice(0, 40)}”`
    })
    return shown.join(' ')
  }

  #spell(client: number, clock: number, text: string): string | undefined {
    const known = this.#letters.get(client)
    const letters = known ?? []
    if (!known) this.#letters.set(client, letters)
    let wrong: string | undefined
    for (let i = 0; i < text.length; i++) {
      const letter = text[i] as string
      const was = letters[clock + i]
      if (was !== undefined && was !== letter) wrong = `${client}:${clock + i} ${was} → ${letter}`
      else letters[clock + i] = letter
    }
    return wrong
  }

  #misspelt(other: Extent): string | undefined {
    for (const [client, letters] of this.#letters) {
      const theirs = other.#letters.get(client)
      if (!theirs) continue
      for (const [clock, letter] of letters.entries()) {
        const their = theirs[clock]
        if (letter === undefined || their === undefined || their === letter) continue
        return `${client}:${clock} ${their} → ${letter}`
      }
    }
    return undefined
  }
}
