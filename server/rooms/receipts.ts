import type { Clock } from '../clock.ts'
import { acknowledgedFrame } from './frame.ts'
import type { Member } from './member.ts'

/// Whoever has just been told how much of theirs is on disk is told again after so many
/// milliseconds: somebody who types without a pause sees no difference, and half the frames that a
/// busy room sends are spared.
const paceMs = 50

/// Tells those who asked for it how much of what they sent is on disk.
export class Receipts {
  readonly #clock: Clock
  #due = new Set<Member>()
  #isLater = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /// More of a member's updates are on disk.
  tell(member: Member): void {
    if (!member.announced) return
    const now = this.#clock.now()
    if (now - member.toldAt >= paceMs) {
      this.#say(member, now)
      return
    }
    this.#due.add(member)
    if (this.#isLater) return
    this.#isLater = true
    this.#clock.after(paceMs, () => {
      this.#isLater = false
      this.tellAll()
    })
  }

  /// Tells at once what would be told soon.
  tellAll(): void {
    const now = this.#clock.now()
    for (const member of this.#due) this.#say(member, now)
    this.#due.clear()
  }

  #say(member: Member, now: number) {
    member.toldAt = now
    this.#due.delete(member)
    member.peer.send(acknowledgedFrame(member.committed))
  }
}
