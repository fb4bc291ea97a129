import type { Awareness } from 'y-protocols/awareness'
import { createStore, type Store } from './store.ts'

/// Where somebody is in a series.
export interface Place {
  readonly episode?: string
  readonly segment?: string
}

/// Somebody who has the series open, in one window.
export interface Person {
  readonly client: number
  /// The account or guest that the server says they are, in all their windows; undefined until it
  /// has.
  readonly id: string | undefined
  readonly name: string
  /// Came by a link, without an account.
  readonly guest: boolean
  /// `#rrggbb`, dark enough for white text.
  readonly color: string
  readonly place: Place
  readonly isMe: boolean
}

const defaultColor = '#5f5a52'

/// Reads somebody's presence. Anybody may send anything: who gives no name is not shown.
export function personOf(client: number, state: unknown, me: number): Person | undefined {
  if (typeof state !== 'object' || state === null) return undefined
  const { user, place } = state as { user?: unknown; place?: unknown }
  const { id, name, color, guest } = asRecord(user)
  if (typeof name !== 'string' || name.trim() === '') return undefined
  const isColor = typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color)
  return {
    client,
    id: typeof id === 'string' ? id : undefined,
    guest: guest === true,
    name: name.trim().slice(0, 60),
    color: isColor ? color : defaultColor,
    place: asPlace(place),
    isMe: client === me,
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function asPlace(value: unknown): Place {
  const { episode, segment } = asRecord(value)
  return {
    ...(typeof episode === 'string' ? { episode } : {}),
    ...(typeof segment === 'string' ? { segment } : {}),
  }
}

/// One window of each person, one's own where there are several. Who has no id is told apart by the
/// window.
export function onePerPerson(people: readonly Person[]): readonly Person[] {
  const first = new Map<string, Person>()
  for (const person of people) {
    const key = person.id ?? `window ${person.client}`
    const known = first.get(key)
    if (!known || (person.isMe && !known.isMe)) first.set(key, person)
  }
  return [...first.values()]
}

/// Everybody who is here, oneself first, kept up with an awareness. Somebody whose name, colour and
/// place are as before is the same object as before.
export function watchPeople(awareness: Awareness): Store<readonly Person[]> & { destroy(): void } {
  const store = createStore<readonly Person[]>([])
  const me = awareness.doc.clientID
  const read = () => {
    const before = new Map(store.get().map((person) => [person.client, person]))
    const people: Person[] = []
    for (const [client, state] of awareness.getStates()) {
      const person = personOf(client, state, me)
      if (person) people.push(keep(before.get(client), person))
    }
    people.sort((a, b) => Number(b.isMe) - Number(a.isMe) || a.client - b.client)
    const old = store.get()
    const unchanged = old.length === people.length && people.every((person, i) => person === old[i])
    if (!unchanged) store.set(people)
  }
  read()
  awareness.on('change', read)
  return { ...store, destroy: () => awareness.off('change', read) }
}

function keep(old: Person | undefined, person: Person): Person {
  const same =
    old?.name === person.name &&
    old.id === person.id &&
    old.guest === person.guest &&
    old.color === person.color &&
    old.place.episode === person.place.episode &&
    old.place.segment === person.place.segment
  return same ? old : person
}
