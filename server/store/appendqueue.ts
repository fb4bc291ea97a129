import type { Entry } from './store.ts'

/// Rows to add to one series, all or none.
export interface Lot {
  readonly id: string
  readonly entries: readonly Entry[]
  readonly at: number
}

interface Waiting extends Lot {
  resolve(head: number): void
  reject(error: unknown): void
}

/// Adds lots of different series. Gives the new head of each, undefined where there is no such
/// series.
type Add = (lots: readonly Lot[]) => Promise<readonly (number | undefined)[]>

/// So many groups are under way at once: one that waits for a lock does not hold up the rest.
const maxGroups = 4

/// Appends to a database that answers after a while. What comes while groups are under way waits and
/// goes together, a lot of each series; lots of one series go one after the other, in the order
/// asked. When a group is refused each of its lots is tried by itself, so that one series cannot
/// fail another's commit.
export class AppendQueue {
  readonly #add: Add
  readonly #isRefused: (error: unknown) => boolean
  readonly #busy = new Set<string>()
  #waiting: Waiting[] = []
  #groups = 0
  #due = false
  #whenSettled: (() => void)[] = []

  /// `isRefused` tells failures that certainly did nothing from those that may have.
  constructor(add: Add, isRefused: (error: unknown) => boolean) {
    this.#add = add
    this.#isRefused = isRefused
  }

  add(lot: Lot): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...lot, resolve, reject })
      if (this.#due) return
      this.#due = true
      setImmediate(() => {
        this.#due = false
        this.#go()
      })
    })
  }

  /// Resolves when nothing waits or is under way.
  settled(): Promise<void> {
    if (this.#waiting.length === 0 && this.#groups === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenSettled.push(resolve))
  }

  #go() {
    if (this.#groups >= maxGroups) return
    const group: Waiting[] = []
    const rest: Waiting[] = []
    for (const each of this.#waiting) {
      if (this.#busy.has(each.id)) rest.push(each)
      else {
        this.#busy.add(each.id)
        group.push(each)
      }
    }
    this.#waiting = rest
    if (group.length > 0) void this.#send(group)
  }

  async #send(group: readonly Waiting[]) {
    this.#groups++
    try {
      const heads = await this.#add(group)
      for (const [index, each] of group.entries()) settle(each, heads[index])
    } catch (error) {
      if (group.length === 1 || !this.#isRefused(error)) {
        for (const { reject } of group) reject(error)
      } else {
        await Promise.all(group.map((each) => this.#sendAlone(each)))
      }
    }
    for (const { id } of group) this.#busy.delete(id)
    this.#groups--
    this.#go()
    if (this.#waiting.length > 0 || this.#groups > 0) return
    for (const resolve of this.#whenSettled.splice(0)) resolve()
  }

  async #sendAlone(each: Waiting) {
    try {
      const [head] = await this.#add([each])
      settle(each, head)
    } catch (error) {
      each.reject(error)
    }
  }
}

function settle({ id, resolve, reject }: Waiting, head: number | undefined) {
  if (head === undefined) reject(new Error(`There is no series ${id}.`))
  else resolve(head)
}
