/// The load generator, a process of its own: what it does is not measured with any server.

import type { Entrance } from './connection.ts'
import type { DialectName } from './dialect.ts'
import { type Rehearsal, rehearse } from './edits.ts'
import { editsOf, type Play, play, vectorOf } from './play.ts'

export type Order =
  | { readonly do: 'play'; readonly play: Play }
  | { readonly do: 'read'; readonly dialect: DialectName; readonly entrances: readonly Entrance[] }

export type Answer = { readonly value: unknown } | { readonly error: string }

// The same bytes for every server.
const rehearsals = new Map<string, Promise<Rehearsal>>()
function rehearsalFor(order: Play): Promise<Rehearsal> {
  const key = `${order.episodes} ${order.typing} ${editsOf(order)}`
  const known = rehearsals.get(key) ?? rehearse(order.episodes, order.typing, editsOf(order))
  rehearsals.set(key, known)
  return known
}

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'play') return play(order.play, await rehearsalFor(order.play))
  return Promise.all(order.entrances.map((entrance) => vectorOf(order.dialect, entrance)))
}

process.on('message', (order: Order) => {
  obey(order).then(
    (value) => process.send?.({ value } satisfies Answer),
    (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.send?.({ error: text } satisfies Answer)
    },
  )
})
