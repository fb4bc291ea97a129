/// Time, passed in so that tests can hold it.
export interface Clock {
  /// Milliseconds since 1970.
  now(): number
  /// Runs `work` once after `ms` milliseconds; the returned function cancels it.
  after(ms: number, work: () => void): () => void
  /// Runs `work` once this turn of the event loop has read its sockets.
  soon(work: () => void): void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  soon: (work) => void setImmediate(work),
}
