import type { Principal } from '../auth/principal.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { Bucket, type Rate } from './bucket.ts'
import type { Peer } from './peer.ts'

/// So many ids of one update are claimed; what is beyond stays nobody's. A page writes under a few.
const maxClaims = 1000
/// So many owners are remembered, and then asked for again.
const maxKnown = 100_000
/// Of what somebody says they write under, so many are claimed at once: a page has four of its own,
/// and after them those of its unsent edits. The rest is kept for them, and claimed when used.
const mostAtOnce = 8
/// Claims before anything was written, of one account: coming and going must not fill the store.
const early: Rate = { burst: 256, perSecond: 1 }
/// So many ids are kept for one connection.
const maxKept = 512

/// Ids that are kept for an account while connections of it are here.
interface Kept {
  readonly user: string
  readonly peers: Set<Peer>
  /// Whether they have said that they write under it, and not only brought text of it.
  isSaid: boolean
}

export interface OwnersOptions {
  readonly id: string
  readonly store: Pick<Store, 'claim' | 'owners'>
  readonly clock: Pick<Clock, 'now'>
  /// The account that is seen in the room under a client id, as far as it is known.
  readonly seenAs: (client: number) => string | undefined
}

/// Who writes under which client ids in one series. An id belongs to the account that came with it
/// first, for good; the store knows, and here is remembered what it said. Before that it is kept for
/// the account that has said it, or brought it, as long as it is connected here.
export class Owners {
  readonly #options: OwnersOptions
  readonly #known = new Map<number, string>()
  readonly #kept = new Map<number, Kept>()
  readonly #ofPeer = new Map<Peer, Set<number>>()
  readonly #early = new Map<string, Bucket>()
  /// Claims on their way to the store, and who made them.
  readonly #claiming = new Map<number, string>()
  #claims: Promise<void> = Promise.resolve()

  constructor(options: OwnersOptions) {
    this.#options = options
  }

  /// The account whose id this is, as far as is known here.
  ownerOf(client: number): string | undefined {
    return this.#known.get(client) ?? this.#kept.get(client)?.user
  }

  /// The same as far as the store has said it.
  provenOwnerOf(client: number): string | undefined {
    return this.#known.get(client)
  }

  /// Whether new text under this id, which nobody is known to own, makes it `user`'s. What somebody
  /// gives back may be anybody's: that does only when they have said before that it is theirs.
  mayClaim(user: string, client: number, isGivenBack: boolean): boolean {
    const kept = this.#kept.get(client)
    if (isGivenBack) return kept !== undefined && kept.user === user && kept.isSaid
    return kept === undefined || kept.user === user
  }

  arrive(peer: Peer): void {
    this.#ofPeer.set(peer, new Set())
  }

  leave(peer: Peer): void {
    for (const client of this.#ofPeer.get(peer) ?? []) {
      const kept = this.#kept.get(client)
      kept?.peers.delete(peer)
      if (kept?.peers.size === 0) this.#kept.delete(client)
    }
    this.#ofPeer.delete(peer)
  }

  /// Keeps ids for the account of a connection while it is here, but for those that are another's or
  /// under which another is seen. `isSaid`: they say that they write under them.
  keep(peer: Peer, clients: Iterable<number>, isSaid: boolean): void {
    const own = this.#ofPeer.get(peer)
    if (!own) return
    const user = writerOf(peer.present.principal)
    for (const client of clients) {
      if (!this.#isFree(client, user)) continue
      if (own.size >= maxKept && !own.has(client)) return
      const kept = this.#kept.get(client) ?? { user, peers: new Set(), isSaid }
      kept.isSaid ||= isSaid
      kept.peers.add(peer)
      this.#kept.set(client, kept)
      own.add(client)
    }
  }

  /// Claims what is kept for a connection, which may write from now on.
  claimKept(peer: Peer): void {
    const own = this.#ofPeer.get(peer) ?? []
    this.announce(
      writerOf(peer.present.principal),
      [...own].filter((client) => this.#kept.get(client)?.isSaid),
    )
  }

  /// Claims the first few of the ids that somebody says they write under. Nothing waits for it;
  /// `settled` does.
  announce(user: string, clients: Iterable<number>): void {
    const fresh: number[] = []
    const others: number[] = []
    for (const client of clients) {
      if (this.#known.has(client) || this.#claiming.has(client)) continue
      const isClaimed =
        fresh.length < mostAtOnce && this.#isFree(client, user) && this.#mayClaimEarly(user)
      if (isClaimed) fresh.push(client)
      else others.push(client)
      this.#claiming.set(client, user)
    }
    if (fresh.length + others.length === 0) return
    const claim = async () => {
      try {
        if (fresh.length > 0) await this.claim(user, fresh)
        if (others.length > 0) await this.ask(others)
      } catch {
        // The first update under it claims it again, and says so when that cannot be done.
      } finally {
        for (const client of [...fresh, ...others]) this.#claiming.delete(client)
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
    const { id, store } = this.#options
    this.#remember(await store.claim(id, user, clients.slice(0, maxClaims)))
  }

  /// Asks whose these ids are. Rejects when the store does.
  async ask(clients: readonly number[]): Promise<void> {
    const { id, store } = this.#options
    this.#remember(await store.owners(id, clients))
  }

  #isFree(client: number, user: string): boolean {
    return (this.ownerOf(client) ?? this.#options.seenAs(client) ?? user) === user
  }

  #mayClaimEarly(user: string): boolean {
    const now = this.#options.clock.now()
    const bucket = this.#early.get(user) ?? new Bucket(early, now)
    this.#early.set(user, bucket)
    return bucket.take(1, now)
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
