import type { Person } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import { createStore, type Store } from '../../session/store.ts'

const whom = createStore<Person | undefined>(undefined)

/// Whom this page goes along with, as they were when that began; undefined for nobody.
export const followed: Store<Person | undefined> = whom

/// Goes to where somebody is, and along with them from then on, in a view that does.
export function follow(session: Session, person: Person): void {
  session.go(person.place)
  whom.set(person)
}

export function stopFollowing(): void {
  whom.set(undefined)
}
