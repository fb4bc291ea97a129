import type { Present } from '../auth/standings.ts'
import type { PresenceEntry } from './frame.ts'
import type { Peer } from './peer.ts'

/// How many client ids one connection may speak for. A tab has one.
const maxOwned = 4
/// Departed clients whose last clock is remembered.
const maxDeparted = 10_000

/// Who introduced a client: a connection here, or another node by its name.
export type Introducer = Peer | string

interface Shown extends PresenceEntry {
  readonly owner: Introducer
}

/// What became of what somebody said.
export interface Heard {
  /// The ids to tell others of.
  readonly changed: readonly number[]
  /// Ids of others that they wanted to speak for with news, and who introduced them.
  readonly contested: readonly { readonly client: number; readonly owner: Introducer }[]
}

/// Who is here. A client id belongs to the connection that introduced it, until that connection
/// closes; what others say of it is passed over in silence, because a stock client sends back
/// whatever it hears.
export class Presence {
  readonly #present = new Map<number, Shown>()
  /// The last clock of clients that have left: an echo of an earlier state must not revive them.
  readonly #departed = new Map<number, number>()
  readonly #owned = new Map<Introducer, Set<number>>()

  /// Takes what a connection says.
  hear(owner: Peer, entries: readonly PresenceEntry[]): Heard {
    const changed: number[] = []
    const contested: { client: number; owner: Introducer }[] = []
    for (const entry of entries) {
      const known = this.#present.get(entry.client)
      if (known && known.owner !== owner) {
        if (wants(entry, known)) contested.push({ client: entry.client, owner: known.owner })
        continue
      }
      if (known ? !isNews(entry, known) : !this.#mayIntroduce(owner, entry)) continue
      this.#departed.delete(entry.client)
      this.#ownedBy(owner).add(entry.client)
      this.#present.set(entry.client, {
        ...entry,
        state: signed(entry.state, owner.present),
        owner,
      })
      changed.push(entry.client)
    }
    return { changed, contested }
  }

  /// Takes what another node says, which has looked at it as `hear` does. `gone` is to be told, too.
  hearNode(
    node: string,
    entries: readonly PresenceEntry[],
  ): Heard & { readonly gone: readonly PresenceEntry[] } {
    const changed: number[] = []
    const gone: PresenceEntry[] = []
    const contested: { client: number; owner: Introducer }[] = []
    for (const entry of entries) {
      const { client, clock, state } = entry
      const known = this.#present.get(client)
      if (known && known.owner !== node) {
        if (wants(entry, known)) contested.push({ client, owner: known.owner })
      } else if (state === 'null') {
        if (!known) continue
        gone.push({ client, clock: known.clock, state })
        this.#owned.get(node)?.delete(client)
        this.#depart(client, known.clock)
      } else if (known ? isNews(entry, known) : clock > (this.#departed.get(client) ?? -1)) {
        this.#departed.delete(client)
        this.#ownedBy(node).add(client)
        this.#present.set(client, { ...entry, owner: node })
        changed.push(client)
      }
    }
    return { changed, contested, gone }
  }

  /// Forgets a connection, or a node. Gives what to tell the others.
  leave(owner: Introducer): readonly PresenceEntry[] {
    const gone: PresenceEntry[] = []
    for (const client of this.#owned.get(owner) ?? []) {
      const entry = this.#present.get(client)
      if (!entry) continue
      this.#depart(client, entry.clock)
      // At the same clock: with a later one the client would have to skip a clock to come back.
      // Said even of a client that took its leave itself, for that may not have been told yet.
      gone.push({ client, clock: entry.clock, state: 'null' })
    }
    this.#owned.delete(owner)
    return gone
  }

  /// The present state of these ids.
  entries(clients: Iterable<number>): readonly PresenceEntry[] {
    const entries: PresenceEntry[] = []
    for (const client of clients) {
      const entry = this.#present.get(client)
      if (entry) entries.push(entry)
    }
    return entries
  }

  /// Everyone who is here.
  all(): readonly PresenceEntry[] {
    return [...this.#present.values()].filter((entry) => entry.state !== 'null')
  }

  /// Those of these whom a connection here introduced.
  introducedHere(entries: readonly PresenceEntry[]): readonly PresenceEntry[] {
    return entries.filter(({ client }) => typeof this.ownerOf(client) === 'object')
  }

  /// Who introduced a client.
  ownerOf(client: number): Introducer | undefined {
    return this.#present.get(client)?.owner
  }

  #depart(client: number, clock: number) {
    this.#present.delete(client)
    this.#departed.set(client, clock)
    for (const each of this.#departed.keys()) {
      if (this.#departed.size <= maxDeparted) break
      this.#departed.delete(each)
    }
  }

  #mayIntroduce(owner: Peer, entry: PresenceEntry): boolean {
    if (entry.state === 'null') return false
    const last = this.#departed.get(entry.client)
    if (last !== undefined && entry.clock <= last) return false
    return this.#ownedBy(owner).size < maxOwned
  }

  #ownedBy(owner: Introducer): Set<number> {
    const owned = this.#owned.get(owner) ?? new Set()
    this.#owned.set(owner, owned)
    return owned
  }
}

/// What is shown of somebody says who they are, whatever they say themselves: the name is the
/// session's, and a guest is marked as one. The rest, their colour and place, is their own.
function signed(state: string, { principal, standing }: Present): string {
  if (state === 'null') return state
  const said: unknown = JSON.parse(state)
  const own = isRecord(said) ? said : {}
  const { id, name } = principal
  const user = { ...(isRecord(own.user) ? own.user : {}), id, name, guest: standing.guest }
  return JSON.stringify({ ...own, user })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/// Whether somebody else says something of a client that its owner would have to say.
function wants(entry: PresenceEntry, known: PresenceEntry): boolean {
  return entry.clock > known.clock && entry.state !== 'null'
}

/// The awareness protocol's rule: a later clock, or "gone" at the same one.
function isNews(entry: PresenceEntry, known: PresenceEntry): boolean {
  if (entry.clock > known.clock) return true
  return entry.clock === known.clock && entry.state === 'null' && known.state !== 'null'
}
