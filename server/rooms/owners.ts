import type { Principal } from '../auth/principal.ts'
import type { Store } from '../store/store.ts'

/// So many ids of one update are claimed; what is beyond stays nobody's. A page writes under a few.
const maxClaims = 1000
/// So many owners are remembered, and then asked for again.
const maxKnown = 100_000

/// Who writes under which client ids in one series. An id belongs to the account that came with it
/// first, for good; the store knows, and here is remembered what it said.
export class Owners {
  readonly #series: string
  readonly #store: Pick<Store, 'claim' | 'owners'>
  readonly #known = new Map<number, string>()
  /// Claims on their way to the store, and who made them.
  readonly #claiming = new Map<number, string>()
  #claims: Promise<void> = Promise.resolve()

  constructor(series: string, store: Pick<Store, 'claim' | 'owners'>) {
    this.#series = series
    this.#store = store
  }

  /// The account whose id this is, as far as is known here.
  ownerOf(client: number): string | undefined {
    return this.#known.get(client)
  }

  /// Claims ids that somebody says they write under. Nothing waits for it; `settled` does.
  announce(user: string, clients: Iterable<number>): void {
    const fresh: number[] = []
    for (const client of clients) {
      if (this.#known.has(client) || this.#claiming.has(client)) continue
      if (fresh.length === maxClaims) break
      fresh.push(client)
      this.#claiming.set(client, user)
    }
    if (fresh.length === 0) return
    const claim = async () => {
      try {
        await this.claim(user, fresh)
      } catch {
        // The first update under it claims it again, and says so when that cannot be done.
      } finally {
        for (const client of fresh) this.#claiming.delete(client)
      }
    }
    this.#claims = this.#claims.then(claim)
  }

  /// Resolves when what was announced is in the store; at once when nothing is on its way.
  async settled(): Promise<void> {
    while (this.#claiming.size > 0) await this.#claims
  }

  get isSettled(): boolean {
    return this.#claiming.size === 0
  }

  /// Makes these ids `user`'s, but for those that are somebody's. Rejects when the store does.
  async claim(user: string, clients: readonly number[]): Promise<void> {
    const owners = await this.#store.claim(this.#series, user, clients.slice(0, maxClaims))
    this.#remember(owners)
  }

  /// Asks whose these ids are. Rejects when the store does.
  async ask(clients: readonly number[]): Promise<void> {
    this.#remember(await this.#store.owners(this.#series, clients))
  }

  #remember(owners: ReadonlyMap<number, string>) {
    if (this.#known.size > maxKnown) this.#known.clear()
    for (const [client, owner] of owners) this.#known.set(client, owner)
  }
}

/// As whom somebody writes. A program writes as whoever made its token.
export function writerOf(principal: Principal): string {
  return principal.kind === 'token' ? principal.userId : principal.id
}

/// As whom the server itself writes.
export const serverWriter = 'server'
