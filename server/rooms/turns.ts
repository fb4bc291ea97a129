import type { Clock } from '../clock.ts'

export interface TurnsOptions {
  readonly clock: Clock
  /// What comes within so many milliseconds shares a turn. What comes later than this after the last
  /// turn has begun does not wait.
  readonly windowMs: number
  readonly hasWork: () => boolean
  /// One turn, which begins at `now` (milliseconds).
  readonly work: (now: number) => Promise<void>
  /// A turn is over, and the next has not begun.
  readonly between: () => void
  /// A turn has thrown: there is no other.
  readonly failed: (error: unknown) => void
}

/// The turns of a room. Everything that changes its replica or waits for the store happens in one, and
/// there is one at a time.
export class Turns {
  readonly #options: TurnsOptions
  #isTurning = false
  #isDue = false
  #isOver = false
  #isHurrying = false
  #cancel = () => {}
  #begun = 0
  #last = Number.NEGATIVE_INFINITY
  #waiting: { readonly isDone: () => boolean; readonly resolve: () => void }[] = []

  constructor(options: TurnsOptions) {
    this.#options = options
  }

  get isTurning(): boolean {
    return this.#isTurning
  }

  /// How many have begun.
  get begun(): number {
    return this.#begun
  }

  /// To be called when there may be work.
  soon(): void {
    const { clock, windowMs, hasWork } = this.#options
    if (this.#isTurning || this.#isDue || this.#isOver || !hasWork()) return
    this.#isDue = true
    // Not longer than the window where the clock was set back meanwhile.
    const wait = Math.min(windowMs, this.#last + windowMs - clock.now())
    const turn = () => {
      this.#isDue = false
      void this.#turn()
    }
    if (wait <= 0 || this.#isHurrying) clock.soon(turn)
    else this.#cancel = clock.after(wait, turn)
  }

  /// Nothing more is coming that would be worth waiting for.
  hurry(): void {
    this.#isHurrying = true
    this.#cancel()
    this.#isDue = false
    this.soon()
  }

  /// Resolves between two turns, as soon as this is so; at once when there are no more.
  when(isDone: () => boolean): Promise<void> {
    if (this.#isOver || (!this.#isTurning && isDone())) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ isDone, resolve }))
  }

  /// The same, and whether it came to that within so many milliseconds.
  whenWithin(isDone: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(ms, () => resolve(false))
      void this.when(isDone).then(() => {
        cancel()
        resolve(true)
      })
    })
  }

  /// There are no more.
  stop(): void {
    this.#isOver = true
    this.#isTurning = false
    this.#wake()
  }

  async #turn(): Promise<void> {
    const { clock, hasWork, work, between, failed } = this.#options
    if (this.#isOver || this.#isTurning || !hasWork()) return
    this.#isTurning = true
    this.#begun++
    this.#last = clock.now()
    try {
      await work(this.#last)
    } catch (error) {
      return failed(error)
    }
    this.#isTurning = false
    between()
    this.soon()
    this.#wake()
  }

  #wake() {
    const done = this.#waiting.filter(({ isDone }) => this.#isOver || isDone())
    this.#waiting = this.#waiting.filter((each) => !done.includes(each))
    for (const { resolve } of done) resolve()
  }
}
