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

/// What connections have asked for: all that they lack (step 1), and who is here. Questions are
/// answered together, those of one connection at a measured pace.
export class Questions {
  readonly #clock: Clock
  readonly #askers = new Map<Peer, Asker>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  askDocument(peer: Peer, vector: Uint8Array): void {
    this.#asker(peer).asked = vector
  }

  askPresence(peer: Peer): void {
    this.#asker(peer).wantsPresence = true
  }

  forget(peer: Peer): void {
    this.#askers.delete(peer)
  }

  /// Answers who asked. Gives in how many milliseconds it should be called again; undefined when
  /// nothing is left.
  answer(
    document: (vector: Uint8Array, now: number) => readonly Uint8Array[],
    presence: () => Uint8Array,
  ) {
    const began = performance.now()
    const now = this.#clock.now()
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
      const bucket = new Bucket(answers, this.#clock.now())
      asker = { asked: undefined, wantsPresence: false, bucket }
      this.#askers.set(peer, asker)
    }
    return asker
  }
}
