import type { Clock } from '../clock.ts'
import { Bucket, type Rate } from './bucket.ts'
import type { Peer } from './peer.ts'

/// Answers to one connection: whoever asks faster than this waits. A client asks once when it
/// connects.
const answers: Rate = { burst: 20, perSecond: 2 }
/// So many milliseconds are answered for in one turn of the event loop.
const turnMs = 8

interface Asker {
  /// The state vector of a step 1 that has not been answered. Only the last one counts.
  asked: Uint8Array | undefined
  wantsPresence: boolean
  readonly bucket: Bucket
}

export interface QuestionsOptions {
  readonly clock: Clock
  /// Whether anybody may be answered now. Who says no calls `answerDue` when that changes.
  readonly mayAnswer: () => boolean
  /// The frames that answer a step 1; the first is the document.
  readonly document: (vector: Uint8Array, now: number) => readonly Uint8Array[]
  readonly presence: () => Uint8Array
  /// An answer could not be made.
  readonly failed: (error: unknown) => void
}

/// What connections have asked for: all that they lack (step 1), and who is here. Questions are
/// answered together, those of one connection at a measured pace.
export class Questions {
  readonly #options: QuestionsOptions
  readonly #askers = new Map<Peer, Asker>()
  #isDue = false
  #isLater = false

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  askDocument(peer: Peer, vector: Uint8Array): void {
    this.#asker(peer).asked = vector
    this.#answerSoon()
  }

  askPresence(peer: Peer): void {
    this.#asker(peer).wantsPresence = true
    this.#answerSoon()
  }

  forget(peer: Peer): void {
    this.#askers.delete(peer)
  }

  /// Answers what should have been answered while that might not be.
  answerDue(): void {
    if (this.#isDue && this.#options.mayAnswer()) this.#answer()
  }

  #answerSoon() {
    if (this.#isDue) return
    this.#isDue = true
    this.#options.clock.soon(() => this.answerDue())
  }

  #answerLater(wait: number) {
    if (wait === 0) return this.#answerSoon()
    if (this.#isLater) return
    this.#isLater = true
    this.#options.clock.after(wait, () => {
      this.#isLater = false
      this.#answerSoon()
    })
  }

  #answer() {
    this.#isDue = false
    try {
      const wait = this.#answerAll()
      if (wait !== undefined) this.#answerLater(wait)
    } catch (error) {
      this.#options.failed(error)
    }
  }

  /// Gives in how many milliseconds it should be done again; undefined when nothing is left. A step 2
  /// goes only to the one who asked: told to others, its deletes would reach clients that have not
  /// heard of what they delete.
  #answerAll(): number | undefined {
    const began = performance.now()
    const { clock, document, presence } = this.#options
    const now = clock.now()
    let soonest: number | undefined
    for (const [peer, asker] of this.#askers) {
      if (!asker.asked && !asker.wantsPresence) continue
      let wait = 0
      if (performance.now() - began < turnMs) {
        wait = asker.bucket.wait(1, now)
        if (wait === 0) {
          asker.bucket.take(1, now)
          if (asker.wantsPresence) peer.send(presence())
          if (asker.asked) {
            const [first, ...rest] = document(asker.asked, now)
            if (first) peer.sendDocument(first)
            for (const frame of rest) peer.send(frame)
          }
          asker.asked = undefined
          asker.wantsPresence = false
          continue
        }
      }
      soonest = Math.min(soonest ?? wait, wait)
    }
    return soonest
  }

  #asker(peer: Peer): Asker {
    let asker = this.#askers.get(peer)
    if (!asker) {
      const bucket = new Bucket(answers, this.#options.clock.now())
      asker = { asked: undefined, wantsPresence: false, bucket }
      this.#askers.set(peer, asker)
    }
    return asker
  }
}
