/// A server with faults planted between its rooms and its store: `PLANT` says which. Otherwise the
/// same as `ninety serve`.

import type WebSocket from 'ws'
import { WebSocketServer } from 'ws'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'
import type { Entry, Store } from '../../server/store/store.ts'
import { standIn } from '../server/standin.ts'
import { updateMessage } from './message.ts'

/// `commits`: commits fail when it is told so. The others are servers that break the promise, to see
/// that this is noticed: one that acknowledges and tells before the commit, one that only tells
/// before it, one that leaves a row out now and then, one that loses what is deleted.
export const plants = [
  'commits',
  'ackBeforeCommit',
  'tellBeforeCommit',
  'forgetRow',
  'forgetDeletes',
] as const
export type Plant = (typeof plants)[number]

/// What `commits` is told: the next `count` commits fail, before anything of them is on disk, or
/// after all of it is.
export interface Failing {
  readonly when: 'before' | 'after'
  readonly count: number
}

type Append = Store['append']

/// Milliseconds that a commit comes too late.
const late = 300
/// One row in so many.
const forgetful = 40

let failing: Failing = { when: 'before', count: 0 }
const sockets = new Set<WebSocket>()

const appends: Readonly<Record<Plant, (append: Append) => Append>> = {
  commits: (append) => async (id, entries, at) => {
    const { when, count } = failing
    if (count === 0) return append(id, entries, at)
    failing = { when, count: count - 1 }
    if (when === 'after') await append(id, entries, at)
    process.send?.('failed')
    throw new Error('The disk is full, for a test.')
  },
  ackBeforeCommit: (append) => {
    const heads = new Map<string, number>()
    return async (id, entries, at) => {
      const head = heads.get(id)
      if (head === undefined) {
        heads.set(id, await append(id, entries, at))
        return heads.get(id) as number
      }
      heads.set(id, head + entries.length)
      setTimeout(() => void append(id, entries, at), late)
      return head + entries.length
    }
  },
  tellBeforeCommit: (append) => async (id, entries, at) => {
    for (const socket of sockets) {
      for (const { bytes } of entries) socket.send(updateMessage(bytes))
    }
    await new Promise((done) => setTimeout(done, late))
    return append(id, entries, at)
  },
  forgetRow: (append) => {
    let rows = 0
    const forget = (entry: Entry): Entry =>
      ++rows % forgetful === 0 ? { ...entry, bytes: new Uint8Array([0, 0]) } : entry
    return (id, entries, at) => append(id, entries.map(forget), at)
  },
  forgetDeletes: (append) => {
    // An update ends in what it deletes; one that puts nothing in begins with 0.
    const forget = (entry: Entry): Entry =>
      entry.bytes[0] === 0 ? { ...entry, bytes: new Uint8Array([0, 0]) } : entry
    return (id, entries, at) => append(id, entries.map(forget), at)
  },
}

function planted(store: Store, plant: Plant): Store {
  return standIn(store, { append: appends[plant](store.append.bind(store)) })
}

/// Serves until it is killed.
async function serve(plant: Plant): Promise<void> {
  process.on('message', (next: Failing) => {
    failing = next
  })
  const upgrade = WebSocketServer.prototype.handleUpgrade
  WebSocketServer.prototype.handleUpgrade = function (request, socket, head, callback) {
    upgrade.call(this, request, socket, head, (made, ...rest) => {
      sockets.add(made)
      made.once('close', () => sockets.delete(made))
      callback(made, ...rest)
    })
  }
  const config = readConfig(process.env)
  if ('code' in config) throw new Error(config.message)
  const server = await start(config, { wrapStore: (store) => planted(store, plant) })
  if ('code' in server) throw new Error(server.message)
  process.once('SIGTERM', async () => {
    await server.close()
    process.exit(0)
  })
  process.stdout.write(`Ninety is at ${server.url}\n`)
}

const asked = plants.find((plant) => plant === process.env.PLANT)
if (asked && import.meta.main) await serve(asked)
