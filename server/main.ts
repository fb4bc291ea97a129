import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { close as closes } from '../src/shared/protocol.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { createApp } from './http/app.ts'
import { Assets } from './http/assets.ts'
import { Library } from './library.ts'
import { createMetrics } from './metrics.ts'
import { Endpoint } from './rooms/endpoint.ts'
import { Rooms } from './rooms/rooms.ts'
import { addSamples } from './samples.ts'
import { type Lock, lockData } from './store/lock.ts'
import type { Store } from './store/store.ts'
import { ThreadedStore } from './store/threaded.ts'

/// A server that answers.
export interface Running {
  /// `http://127.0.0.1:PORT`
  readonly url: string
  readonly library: Library
  readonly rooms: Rooms
  /// Takes no more connections, finishes every commit, closes sockets with 1012, then everything
  /// else. Safe to call twice.
  close(): Promise<void>
}

/// Why the server did not start, in one line.
export interface NotStarted {
  readonly code: 'data.locked' | 'data.unusable' | 'port.taken' | 'port.unusable'
  readonly message: string
}

/// What tests replace.
export interface Parts {
  readonly clock?: Clock
  readonly idleMs?: number
  /// Stands between the rooms and the store.
  readonly wrapStore?: (store: Store) => Store
  /// The built client.
  readonly dist?: string
  /// Whether a store with nothing in it gets the sample series.
  readonly samples?: boolean
}

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
) as { readonly version: string }

/// A room that nobody uses leaves memory after this long.
const idleMs = 30_000

/// Opens the store and serves. The address is loopback whatever `HOST` says, until there are
/// accounts.
export async function start(config: Config, parts: Parts = {}): Promise<Running | NotStarted> {
  const clock = parts.clock ?? systemClock
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const metrics = createMetrics()

  const opened = await openData(config)
  if ('code' in opened) return opened
  const { lock } = opened
  const store = parts.wrapStore?.(opened.store) ?? opened.store

  const rooms = new Rooms({ store, clock, log, metrics, idleMs: parts.idleMs ?? idleMs })
  const library = new Library(store, rooms, clock)
  if (parts.samples ?? true) await addSamples(store, library)
  const origins = { publicUrl: config.publicUrl }
  const endpoint = new Endpoint({ rooms, origins, clock, metrics, log })
  const assets = await Assets.list(parts.dist ?? join(import.meta.dirname, '../dist'))
  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined
  const app = createApp({ library, store, assets, origins, metrics, log, version, isClosing })

  const server = createServer(getRequestListener(app.fetch))
  server.on('upgrade', (request, socket, head) => endpoint.upgrade(request, socket, head))
  const failure = await listen(server, config.port)
  if (failure) {
    await store.close()
    lock.release()
    return failure
  }
  const { port } = server.address() as AddressInfo

  const finish = async () => {
    endpoint.close()
    server.close()
    await rooms.close(closes.goingAway)
    server.closeAllConnections()
    await store.close()
    lock.release()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    library,
    rooms,
    close() {
      closing ??= finish()
      return closing
    },
  }
}

/// Opens the store of a configuration and holds its folder against other processes.
export async function openData({
  dataDir,
}: Config): Promise<{ store: Store; lock: Lock } | NotStarted> {
  let lock: Lock | undefined
  try {
    lock = lockData(dataDir)
    if (!lock) {
      const message = `Another Ninety is using ${dataDir}: stop it, or set DATA_DIR.`
      return { code: 'data.locked', message }
    }
    return { lock, store: await ThreadedStore.open(join(dataDir, 'ninety.sqlite')) }
  } catch (error) {
    lock?.release()
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'data.unusable', message: `DATA_DIR ${dataDir} cannot be used: ${reason}.` }
  }
}

function listen(server: Server, port: number): Promise<NotStarted | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? { code: 'port.taken', message: `Port ${port} is taken: set PORT to another.` }
          : { code: 'port.unusable', message: `Port ${port} cannot be used: ${error.message}.` },
      )
    })
    server.listen(port, '127.0.0.1', () => resolve(undefined))
  })
}
