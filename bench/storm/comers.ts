/// Those who come, in a process of their own: each asks for what a page asks for, goes in, applies
/// what it is sent to a Y.Doc, and stays until all are there.

import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { call } from '../sync/call.ts'
import { Connection, type Entrance } from '../sync/connection.ts'
import { dialects } from '../sync/dialect.ts'
import type { Coming } from './crowd.ts'

process.on('disconnect', () => process.exit())
process.on('message', ({ entrances, rush }: Coming) => {
  come(entrances, rush).then(
    (times) => process.send?.(times),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function come(entrances: readonly Entrance[], rush: number): Promise<readonly number[]> {
  const here: Connection[] = []
  const times = await Promise.all(
    entrances.map(async (entrance, i) => {
      await wait((i * rush) / entrances.length)
      const began = performance.now()
      const asked = ask(entrance)
      const connection = new Connection(entrance, dialects.ninety)
      here.push(connection)
      try {
        const whole = await connection.enter()
        const doc = new Y.Doc()
        Y.applyUpdate(doc, whole)
        const ready = performance.now() - began
        if (doc.getMap('episodes').size < 100) throw new Error('It is not whole.')
        doc.destroy()
        return ready
      } catch (error) {
        console.error(`Somebody did not come in: ${String(error)}`)
        return undefined
      } finally {
        await asked
      }
    }),
  )
  for (const connection of here) connection.end()
  return times.filter((time) => time !== undefined)
}

/// What the page reads beside the document.
async function ask({ url, headers, room }: Entrance): Promise<void> {
  const { host } = new URL(url)
  for (const path of [`/series/${room}`, `/api/series/${room}`, `/api/series/${room}/threads`]) {
    const answer = await call(`http://${host}${path}`, { headers })
    await answer.arrayBuffer()
    if (!answer.ok) console.error(`${path} answered ${answer.status}.`)
  }
}
