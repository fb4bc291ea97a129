/// Which window of this browser writes down what the server sends, so that it is not written once
/// for each. Only an economy: nothing is lost when none does, or two do.
export interface Keeper {
  /// `unknown` for the moment it takes to find out.
  readonly is: () => 'unknown' | 'mine' | 'another'
  close(): void
}

interface KeeperListener {
  decided(): void
  /// The window that kept has gone, and this one takes its place.
  takeOver(): void
}

/// Without Web Locks, which only secure pages have, every window keeps.
export function openKeeper(name: string, on: KeeperListener): Keeper {
  const locks: LockManager | undefined = globalThis.navigator?.locks
  if (!locks) return { is: () => 'mine', close() {} }
  let is: 'unknown' | 'mine' | 'another' = 'unknown'
  let release = () => {}
  const given = new Promise<void>((resolve) => {
    release = resolve
  })
  const waiting = new AbortController()
  const ignore = () => {}
  locks
    .request(name, { ifAvailable: true }, (lock) => {
      is = lock ? 'mine' : 'another'
      on.decided()
      if (lock) return given
      locks
        .request(name, { signal: waiting.signal }, () => {
          is = 'mine'
          on.takeOver()
          return given
        })
        .catch(ignore)
      return undefined
    })
    .catch(ignore)
  return {
    is: () => is,
    close() {
      waiting.abort()
      release()
    },
  }
}
