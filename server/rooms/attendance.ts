import type { Clock } from '../clock.ts'
import { maxPresenceEntries, type PresenceEntry, presenceFrame } from './frame.ts'
import type { Word } from './neighbours.ts'
import { writerOf } from './owners.ts'
import type { Peer } from './peer.ts'
import { type Heard, Presence } from './presence.ts'

/// What is said of everybody within so many milliseconds is told together.
const windowMs = 30
/// A node that has not been heard for so long is gone, and all who were there.
const silenceMs = 60_000
/// Another node is asked for a client at most once in so many milliseconds: as long as that client
/// has to answer.
const askMs = 3_000

export interface AttendanceOptions {
  readonly clock: Clock
  /// Sends a frame to every connection of the room.
  readonly tell: (frame: Uint8Array) => void
  /// Says something to the other nodes that have the series open.
  readonly say: (word: Word) => void
}

/// Tells everybody in a room, on this node and others, who is here.
export class Attendance {
  readonly #options: AttendanceOptions
  readonly #presence = new Presence()
  readonly #nodes = new Map<string, number>()
  /// Clients of other nodes that were asked for, the longest ago first, and when.
  readonly #asked = new Map<number, number>()
  #changed = new Set<number>()
  #isDue = false
  #last = Number.NEGATIVE_INFINITY
  /// The frame that says everybody, until somebody changes.
  #everybody: Uint8Array | undefined

  constructor(options: AttendanceOptions) {
    this.#options = options
  }

  /// Everybody who is here, as one frame; undefined when nobody is.
  get everybody(): Uint8Array | undefined {
    if (!this.#everybody) {
      const all = this.#presence.all()
      if (all.length === 0) return undefined
      this.#everybody = presenceFrame(all)
    }
    return this.#everybody
  }

  /// Takes what a connection says. Gives the ids of which it is told on.
  hear(peer: Peer, entries: readonly PresenceEntry[]): readonly number[] {
    const heard = this.#presence.hear(peer, entries)
    this.#tellOf(heard)
    return heard.changed
  }

  leave(peer: Peer): void {
    const gone = this.#presence.leave(peer)
    this.#tellGone(gone)
    if (gone.length > 0) this.#sayOf(gone)
  }

  /// Takes what another node says of who is here.
  hearWord(node: string, word: Exclude<Word, { kind: 'head' }>): void {
    switch (word.kind) {
      case 'presence':
        this.#hearNode(node, word.entries)
        break
      case 'ask':
        this.renew()
        break
      case 'challenge':
        this.#challenge(word.client)
        break
    }
  }

  /// The account that is seen under this client id. Of another node's programs it is the program.
  seenAs(client: number): string | undefined {
    const owner = this.#presence.ownerOf(client)
    if (owner === undefined) return undefined
    if (typeof owner !== 'string') return writerOf(owner.present.principal)
    const [entry] = this.#presence.entries([client])
    return entry && userOf(entry.state)
  }

  /// Says again to other nodes who is here, and forgets those that have long been silent. To be
  /// called a few times a minute, and when another node asks.
  renew(): void {
    this.#sayOf(this.#presence.introducedHere(this.#presence.all()))
    const now = this.#options.clock.now()
    for (const [node, at] of this.#nodes) {
      if (now - at < silenceMs) continue
      this.#nodes.delete(node)
      this.#tellGone(this.#presence.leave(node))
    }
  }

  #hearNode(node: string, entries: readonly PresenceEntry[]) {
    this.#nodes.set(node, this.#options.clock.now())
    const heard = this.#presence.hearNode(node, entries)
    this.#tellOf(heard)
    this.#tellGone(heard.gone)
  }

  /// Another node wants to know whether this client is still there.
  #challenge(client: number) {
    const owner = this.#presence.ownerOf(client)
    if (owner !== undefined && typeof owner !== 'string') owner.challenge()
  }

  #tellOf({ changed, contested }: Heard) {
    for (const { client, owner } of contested) {
      if (typeof owner === 'string') this.#ask(client)
      else owner.challenge()
    }
    if (changed.length === 0) return
    this.#everybody = undefined
    for (const client of changed) this.#changed.add(client)
    this.#tellSoon()
  }

  #ask(client: number) {
    const now = this.#options.clock.now()
    for (const [each, at] of this.#asked) {
      // Also what was asked before the clock was set back.
      if (now - at < askMs && at <= now) break
      this.#asked.delete(each)
    }
    if (this.#asked.has(client)) return
    this.#asked.set(client, now)
    this.#options.say({ kind: 'challenge', client })
  }

  #tellGone(gone: readonly PresenceEntry[]) {
    if (gone.length === 0) return
    this.#everybody = undefined
    this.#options.tell(presenceFrame(gone))
  }

  #sayOf(entries: readonly PresenceEntry[]) {
    for (let at = 0; at < entries.length; at += maxPresenceEntries) {
      const some = entries.slice(at, at + maxPresenceEntries)
      this.#options.say({ kind: 'presence', entries: some })
    }
  }

  #tellSoon() {
    if (this.#isDue) return
    this.#isDue = true
    const { clock } = this.#options
    // Not longer than the window where the clock was set back meanwhile.
    const wait = Math.min(windowMs, this.#last + windowMs - clock.now())
    if (wait <= 0) clock.soon(() => this.#tell())
    else clock.after(wait, () => this.#tell())
  }

  #tell() {
    const changed = this.#changed
    this.#changed = new Set()
    this.#isDue = false
    this.#last = this.#options.clock.now()
    const entries = this.#presence.entries(changed)
    // To the sender as well: a stock client that hears nothing for 30 s thinks the line is dead.
    if (entries.length > 0) this.#options.tell(presenceFrame(entries))
    this.#sayOf(this.#presence.introducedHere(entries))
  }
}

/// Whose a presence is that another node has signed.
function userOf(state: string): string | undefined {
  const said = JSON.parse(state) as { readonly user?: { readonly id?: unknown } } | null
  const id = said?.user?.id
  return typeof id === 'string' ? id : undefined
}
