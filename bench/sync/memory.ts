/// What one more open series of 100 episodes takes of the server's memory.

import { setTimeout as wait } from 'node:timers/promises'
import { Connection } from './connection.ts'
import { dialects } from './dialect.ts'
import { rehearse } from './edits.ts'
import { memoryOf } from './proc.ts'
import { ninety } from './side.ts'

const episodes = 100
/// Series beyond the first. One alone would be lost in what a garbage collector leaves lying about.
const more = 12

/// Megabytes for each series beyond the first.
export async function openSeriesMemory(): Promise<number> {
  const { base } = await rehearse(episodes, 1, 0)
  const serving = await ninety.start(more + 1, 1)
  const open: Connection[] = []
  const enter = async (room: number) => {
    const [entrance] = serving.rooms[room] ?? []
    if (!entrance) throw new Error('There is no such room.')
    const connection = new Connection(entrance, dialects.ninety)
    open.push(connection)
    return { connection, whole: await connection.enter() }
  }
  try {
    for (let room = 0; room <= more; room++) {
      const { connection } = await enter(room)
      connection.say('update', base)
      while ((await connection.read()).byteLength < 0.9 * base.byteLength);
    }
    // Opened, not written: what a reader of the season costs.
    for (const connection of open.splice(0)) connection.end()
    await serving.crash()
    await enter(0)
    await wait(1_000)
    const first = memoryOf(serving.pid)
    for (let room = 1; room <= more; room++) await enter(room)
    await wait(2_000)
    return (memoryOf(serving.pid) - first) / more
  } finally {
    for (const connection of open) connection.end()
    await serving.remove()
  }
}
