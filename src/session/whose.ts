/// Who uses this browser, and what is remembered of it so that a page opens without a server.

/// As `GET /api/me` says it.
export interface Who {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  /// The series that this browser came to by a guest link, and the name it goes by there. Who came
  /// last is first.
  readonly guests: readonly { readonly name: string; readonly seriesId: string }[]
  /// The series that this browser came to by a guest link which works no more.
  readonly over: readonly string[]
  readonly installation: {
    readonly hasOwner: boolean
    readonly signUp: 'open' | 'invite'
    /// Whether the server sends mail.
    readonly mail: boolean
  }
  readonly isInstallationOwner: boolean
}

/// Who somebody is in one series: their account, or the guest they are there.
export interface Face {
  readonly id: string
  readonly name: string
}

/// Undefined for who is neither signed in nor a guest of the series.
export function faceOf({ user, guests }: Who, series: string): Face | undefined {
  if (user) return user
  const guest = guests.find(({ seriesId }) => seriesId === series)
  return guest && { id: `guest ${guest.name}`, name: guest.name }
}

const key = 'ninety.who'

/// Remembers who is here for the next page, which may have no server to ask.
export function rememberWho(who: Who): void {
  try {
    localStorage.setItem(key, JSON.stringify(who))
  } catch {
    // A browser that keeps nothing asks the server each time.
  }
}

export function forgetWho(): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

/// Who was here last, as far as this browser knows.
export function lastWho(): Who | undefined {
  try {
    const text = localStorage.getItem(key)
    const who: unknown = text === null ? undefined : JSON.parse(text)
    return isWho(who) ? who : undefined
  } catch {
    return undefined
  }
}

/// Calls back when another window has signed somebody in or out.
export function onOtherWho(listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === key || event.key === null) listener()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

/// What is kept was written by us, in some version.
function isWho(value: unknown): value is Who {
  if (typeof value !== 'object' || value === null) return false
  const { user, guests, over, installation } = value as Partial<Record<keyof Who, unknown>>
  return (
    (user === null || (typeof user === 'object' && 'id' in user && 'name' in user)) &&
    Array.isArray(guests) &&
    Array.isArray(over) &&
    typeof installation === 'object' &&
    installation !== null
  )
}
