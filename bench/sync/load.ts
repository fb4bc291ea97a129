/// The load generator, a process of its own: what it does is not measured with any server.

import type { Entrance } from './connection.ts'
import type { DialectName } from './dialect.ts'
import { type Rehearsal, rehearse } from './edits.ts'
import { Cast, type Play, type Turn, vectorOf } from './play.ts'

export type Order =
  | { readonly do: 'enter'; readonly as: string; readonly play: Play }
  | { readonly do: 'take'; readonly as: string; readonly turn: Turn }
  | { readonly do: 'leave'; readonly as: string }
  | { readonly do: 'read'; readonly dialect: DialectName; readonly entrances: readonly Entrance[] }

export type Answer = { readonly value: unknown } | { readonly error: string }

// The same bytes for every server.
const rehearsals = new Map<string, Promise<Rehearsal>>()
function rehearsalFor({ episodes, typing, edits }: Play): Promise<Rehearsal> {
  const key = `${episodes} ${typing} ${edits}`
  const known = rehearsals.get(key) ?? rehearse(episodes, typing, edits)
  rehearsals.set(key, known)
  return known
}

const casts = new Map<string, Cast>()

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'enter':
      casts.set(order.as, await Cast.enter(order.play, await rehearsalFor(order.play)))
      return undefined
    case 'take':
      return casts.get(order.as)?.take(order.turn)
    case 'leave':
      casts.get(order.as)?.leave()
      casts.delete(order.as)
      return undefined
    case 'read':
      return Promise.all(order.entrances.map((entrance) => vectorOf(order.dialect, entrance)))
  }
}

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  obey(order).then(
    (value) => process.send?.({ value } satisfies Answer),
    (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.send?.({ error: text } satisfies Answer)
    },
  )
})
