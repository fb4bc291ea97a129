import type { Topic } from '../records/news.ts'
import { newsFrame, step1Frame } from './frame.ts'
import { type Member, newMember } from './member.ts'
import type { Close, Peer } from './peer.ts'

/// The connections to a room.
export class Roster {
  readonly #members = new Map<Peer, Member>()
  readonly #left: (peer: Peer, member: Member) => void
  #ungreeted: Member[] = []

  /// `left` is called when one goes.
  constructor(left: (peer: Peer, member: Member) => void) {
    this.#left = left
  }

  get size(): number {
    return this.#members.size
  }

  /// Undefined when it is not here, or no longer.
  find(peer: Peer): Member | undefined {
    return this.#members.get(peer)
  }

  add(peer: Peer): void {
    const member = newMember(peer)
    this.#members.set(peer, member)
    this.#ungreeted.push(member)
  }

  leave(peer: Peer): void {
    const member = this.#members.get(peer)
    if (!member) return
    this.#members.delete(peer)
    this.#left(peer, member)
  }

  /// Ends a connection. What it has sent and is not yet applied does not count.
  end(member: Member, why: Close): void {
    member.ended = true
    this.leave(member.peer)
    member.peer.close(why)
  }

  /// Asks those for what the server lacks who have not been asked. `vector` is what it has: of that
  /// all must be on disk, because who believes that it is here does not send it again.
  greet(vector: () => Uint8Array): void {
    if (this.#ungreeted.length === 0) return
    const frame = step1Frame(vector())
    for (const { peer, ended } of this.#ungreeted) if (!ended) peer.send(frame)
    this.#ungreeted = []
  }

  /// Everybody is to be asked again.
  forgetGreetings(): void {
    this.#ungreeted = [...this.#members.values()]
  }

  tell(frame: Uint8Array, except: Peer | null = null): void {
    for (const { peer } of this.#members.values()) if (peer !== except) peer.send(frame)
  }

  /// Tells everybody who understands it that something can be read again over HTTP.
  tellNews(topics: readonly Topic[]): void {
    const frame = newsFrame(topics)
    for (const { peer, announced } of this.#members.values()) if (announced) peer.send(frame)
  }

  close(why: Close): void {
    for (const { peer } of this.#members.values()) peer.close(why)
  }
}
