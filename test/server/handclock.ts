import type { Clock } from '../../server/clock.ts'

/// A clock whose timers run when a test moves it.
export class HandClock implements Clock {
  #now = 1_000_000
  #timers: { at: number; work: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  soon(work: () => void): void {
    setImmediate(work)
  }

  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#timers = this.#timers.filter((each) => each !== due)
      this.#now = due.at
      due.work()
    }
    this.#now = until
  }

  /// Whoever looks after the machine sets its clock right. Timers take no notice.
  setBack(ms: number): void {
    this.#now -= ms
    for (const timer of this.#timers) timer.at -= ms
  }
}
