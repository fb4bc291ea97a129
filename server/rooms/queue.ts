import type { Gathered } from './member.ts'

/// What has been gathered for the next turn, in the order in which it came.
export class Queue {
  #gathered: Gathered[] = []
  #bytes = 0
  #added = 0

  /// How many have ever been added.
  get added(): number {
    return this.#added
  }

  /// The first so many of them have been taken and are not to be taken again.
  get through(): number {
    return this.#added - this.#gathered.length
  }

  get length(): number {
    return this.#gathered.length
  }

  /// How large all of it is.
  get bytes(): number {
    return this.#bytes
  }

  add(gathered: Gathered): void {
    this.#added++
    this.#gathered.push(gathered)
    this.#bytes += bytesOf(gathered)
  }

  /// What was taken and is to be taken again, in front of what has come since.
  putBack(rest: readonly Gathered[]): void {
    this.#gathered = [...rest, ...this.#gathered]
    this.#bytes = this.#gathered.reduce((sum, each) => sum + bytesOf(each), 0)
  }

  takeAll(): readonly Gathered[] {
    const all = this.#gathered
    this.#gathered = []
    this.#bytes = 0
    return all
  }
}

function bytesOf({ submission }: Gathered): number {
  return submission.kind === 'edit' ? 0 : submission.bytes.byteLength
}
