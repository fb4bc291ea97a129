import type { Companion, Company } from '../../editor/company.ts'
import { onePerPerson, type Person } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import type { Store } from '../../session/store.ts'
import { initials } from '../series/initials.ts'

/// The others in each segment: everybody once, oneself not, whatever windows they have.
export function companyIn(people: readonly Person[]): Company {
  const me = people.find(({ isMe }) => isMe)
  const others = people.filter(({ isMe, id }) => !isMe && (id === undefined || id !== me?.id))
  const bySegment = Map.groupBy(
    others.filter(({ place }) => place.segment !== undefined),
    ({ place }) => place.segment as string,
  )
  return new Map(
    [...bySegment].map(([segment, windows]): [string, readonly Companion[]] => [
      segment,
      onePerPerson(windows).map(({ client, id, name, color }) => ({
        key: id ?? String(client),
        name,
        initials: initials(name),
        color,
      })),
    ]),
  )
}

/// The same, kept up with who is there.
export function companyOf({ people }: Session): Store<Company> {
  let known: { readonly of: readonly Person[]; readonly company: Company } | undefined
  return {
    get() {
      const of = people.get()
      if (known?.of !== of) known = { of, company: companyIn(of) }
      return known.company
    },
    subscribe: people.subscribe,
  }
}
