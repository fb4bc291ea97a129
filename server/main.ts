import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { type Logger, pino } from 'pino'
import { close as closes } from '../src/shared/protocol.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Config, isLoopback } from './config.ts'
import { createHousehold, type Household } from './household.ts'
import { createApp } from './http/app.ts'
import { Assets } from './http/assets.ts'
import { resources } from './http/resources.ts'
import { Library } from './library.ts'
import { createMetrics } from './metrics.ts'
import { openRecords, type Records } from './records/database.ts'
import { Members } from './records/members.ts'
import { Door } from './rooms/door.ts'
import { Endpoint } from './rooms/endpoint.ts'
import { Rooms, type RoomsOptions } from './rooms/rooms.ts'
import { addSamples } from './samples.ts'
import { type Lock, lockData } from './store/lock.ts'
import type { Opening } from './store/opening.ts'
import type { Store } from './store/store.ts'
import { ThreadedStore } from './store/threaded.ts'

/// A server that answers.
export interface Running {
  /// `http://127.0.0.1:PORT`, or where it listens when that is elsewhere.
  readonly url: string
  readonly library: Library
  readonly rooms: Rooms
  readonly household: Household
  /// The code that makes the first account the owner; undefined when there is one.
  setupCode(): Promise<string | undefined>
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

/// Opens the store and serves.
export async function start(config: Config, parts: Parts = {}): Promise<Running | NotStarted> {
  const clock = parts.clock ?? systemClock
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const metrics = createMetrics()

  const opened = await openData(config)
  if ('code' in opened) return opened
  const { lock, records, opening } = opened
  tellOpening(log, opening)
  const store = parts.wrapStore?.(opened.store) ?? opened.store

  const onHappening: NonNullable<RoomsOptions['onHappening']> = (series, happenings) => {
    household.activity.hear(series, happenings)
  }
  const idle = parts.idleMs ?? idleMs
  const assets = await Assets.list(parts.dist ?? join(import.meta.dirname, '../dist'))
  const build = assets.build ?? version
  const rooms = new Rooms({ store, clock, log, metrics, idleMs: idle, build, onHappening })
  const members = new Members(records, clock)
  const library = new Library(store, rooms, members, clock)
  if (parts.samples ?? true) await addSamples(store, library)
  let url = ''
  const publicUrl = () => config.publicUrl ?? url
  const household = createHousehold({
    config,
    records,
    members,
    library,
    store,
    clock,
    log,
    publicUrl,
  })
  const { reception, standings, doorbell, news } = household
  news.listen((series, topics) => rooms.tellNews(series, topics))
  const origins = { publicUrl: config.publicUrl, isOpen: !isLoopback(config.host) }
  const door = new Door({ reception, standings, doorbell, clock, log })
  const endpoint = new Endpoint({ door, rooms, origins, clock, metrics, log })
  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined
  const { trustProxy } = config
  const app = createApp({
    store,
    assets,
    origins,
    metrics,
    log,
    version,
    reception,
    standings,
    trustProxy,
    resources: resources(household),
    isClosing,
  })

  const server = createServer(getRequestListener(app.fetch))
  server.on('upgrade', (request, socket, head) => endpoint.upgrade(request, socket, head))
  const failure = await listen(server, config)
  if (failure) {
    door.close()
    await records.destroy()
    await store.close()
    lock.release()
    return failure
  }
  const { port } = server.address() as AddressInfo
  url = addressOf(config.host, port)

  const finish = async () => {
    endpoint.close()
    door.close()
    server.close()
    await rooms.close(closes.goingAway)
    server.closeAllConnections()
    await household.activity.settled()
    await records.destroy()
    await store.close()
    lock.release()
  }
  return {
    url,
    library,
    rooms,
    household,
    async setupCode() {
      const owner = await members.installationOwner()
      return owner === undefined ? household.setup.text : undefined
    },
    close() {
      closing ??= finish()
      return closing
    },
  }
}

/// The address that a browser on this machine can use: the one of `HOST`, unless that stands for
/// every address there is.
function addressOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/// What a server works on.
export interface Data {
  readonly store: Store
  readonly records: Records
  readonly lock: Lock
  readonly opening: Opening
}

/// Says what whoever runs the server has to know of how its data were found.
function tellOpening(log: Logger, { wal, damagedWal, copy }: Opening) {
  if (copy) log.warn({ copy }, 'the data were brought to this version; the copy is as they were')
  if (wal.kind === 'tornTail') log.info('the last write was cut off: nothing acknowledged is gone')
  if (wal.kind !== 'tornCommit') return
  log.error(
    { kept: damagedWal, read: wal.commits, lost: wal.lost },
    'the last writes are damaged on disk: text may be missing, and browsers may give it back for 30 days',
  )
}

/// Opens the store and the records of a configuration and holds its folder against other processes.
export async function openData({ dataDir }: Config): Promise<Data | NotStarted> {
  let lock: Lock | undefined
  let store: Store | undefined
  try {
    lock = lockData(dataDir)
    if (!lock) {
      const message = `Another Ninety is using ${dataDir}: stop it, or set DATA_DIR.`
      return { code: 'data.locked', message }
    }
    const path = join(dataDir, 'ninety.sqlite')
    const opened = await ThreadedStore.open(path)
    store = opened.store
    return { ...opened, lock, records: await openRecords(path) }
  } catch (error) {
    await store?.close()
    lock?.release()
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'data.unusable', message: `DATA_DIR ${dataDir} cannot be used: ${reason}.` }
  }
}

function listen(server: Server, { port, host }: Config): Promise<NotStarted | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? { code: 'port.taken', message: `Port ${port} is taken: set PORT to another.` }
          : {
              code: 'port.unusable',
              message: `HOST ${host} and PORT ${port} cannot be used: ${error.message}.`,
            },
      )
    })
    server.listen(port, host, () => resolve(undefined))
  })
}
