/// A server as a process of its own, as `ninety serve` starts it, that also answers questions of
/// whoever started it. `--raised`: connections may say as much as they like.

import { join } from 'node:path'
import * as Y from 'yjs'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'
import { loadDocument } from '../../server/rooms/load.ts'
import { SqliteStore } from '../../server/store/sqlite.ts'
import type { Answer, Question } from './house.ts'

const endless = { burst: 1e12, perSecond: 1e12 }
const config = readConfig({ ...process.env, PORT: '0', LOG_LEVEL: 'silent' })
if ('code' in config) throw new Error(config.message)
const running = await start(config, {
  samples: false,
  ...(process.argv.includes('--raised')
    ? { limits: { frames: endless, bytes: endless, heavy: { ...endless, longestMs: 0 } } }
    : {}),
})
if ('code' in running) throw new Error(running.message)
const { dataDir } = config
const { url, rooms, library, household } = running
const say = (answer: Answer) => void process.send?.(answer)

process.on('message', async ({ number, ask, series }: Question) => {
  switch (ask) {
    case 'memory':
      globalThis.gc?.()
      return say({ number, value: process.memoryUsage().rss })
    case 'compare':
      return say({ number, value: await compare(series) })
    case 'series':
      return say({ number, value: await create() })
  }
})
process.on('disconnect', () => void running.close().then(() => process.exit(0)))
say({ url })

/// A series of Ada's in which Ben, Cleo and Nora write and Pia reads.
async function create(): Promise<string> {
  const users = await household.records.selectFrom('user').select(['id', 'name']).execute()
  const idOf = (name: string) => users.find((user) => user.name === name)?.id ?? ''
  const beginning = { title: 'The Lift', language: 'en', targetSeconds: 90 } as const
  const { id } = await library.create(beginning, idOf('Ada'))
  for (const name of ['Ben', 'Cleo', 'Nora']) await household.members.add(id, idOf(name), 'writer')
  await household.members.add(id, idOf('Pia'), 'viewer')
  return id
}

/// What is different between a series in memory and what a reload reads from the disk; undefined
/// when nothing is. What was still on its way is on disk and not in what was read of the memory
/// before: a real difference stays.
async function compare(series: string): Promise<string | undefined> {
  const store = new SqliteStore(join(dataDir, 'ninety.sqlite'))
  const lease = await rooms.lease(series)
  if (lease.kind !== 'open') return lease.reason
  try {
    let difference: string | undefined
    for (let i = 0; i < looks; i++) {
      const memory = again(await lease.room.read((doc) => Y.encodeStateAsUpdate(doc)))
      const loaded = await loadDocument(store, series)
      if (loaded.kind !== 'loaded') return `it cannot be read: ${loaded.kind}`
      if (loaded.damage.length > 0) return loaded.damage.join(' ')
      difference = differenceOf(memory, again(Y.encodeStateAsUpdate(loaded.doc)))
      if (!difference) return undefined
      await new Promise((done) => setTimeout(done, betweenLooksMs))
    }
    return difference
  } finally {
    lease.release()
    await store.close()
  }
}

const looks = 10
const betweenLooksMs = 200

function differenceOf(memory: Y.Doc, disk: Y.Doc): string | undefined {
  if (Y.equalSnapshots(Y.snapshot(memory), Y.snapshot(disk))) return undefined
  const apart = [
    ...new Set([...memory.store.clients.keys(), ...disk.store.clients.keys()]),
  ].flatMap((client) => {
    const [here, there] = [Y.getState(memory.store, client), Y.getState(disk.store, client)]
    return here === there ? [] : [`${client}: ${here} in memory, ${there} on disk`]
  })
  const [here, there] = [deletedIn(memory), deletedIn(disk)]
  const only = (of: ReadonlySet<string>, other: ReadonlySet<string>, where: string) => {
    const some = [...of].filter((id) => !other.has(id))
    return some.length > 0 ? [`${some.length} deleted only ${where}: ${some.slice(0, 3)}`] : []
  }
  const deleted = [...only(here, there, 'in memory'), ...only(there, here, 'on disk')]
  return `the text differs (${[...apart.slice(0, 5), ...deleted].join('; ')})`
}

/// `client.clock` of all that is deleted.
function deletedIn(doc: Y.Doc): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [client, ranges] of Y.snapshot(doc).ds.clients) {
    for (const { clock, len } of ranges) {
      for (let i = clock; i < clock + len; i++) ids.add(`${client}.${i}`)
    }
  }
  return ids
}

/// A document as a client gets it: what could wait no longer, in place.
function again(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
