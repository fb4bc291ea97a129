import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { close as closes } from '../src/shared/protocol.ts'
import { installationSecret } from './auth/secret.ts'
import { scheduleBackups } from './backup/schedule.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Config, isLoopback } from './config.ts'
import { type NoData, openBus, openData } from './data.ts'
import { createHousehold, type Household } from './household.ts'
import { createApp } from './http/app.ts'
import { Assets } from './http/assets.ts'
import { resources } from './http/resources.ts'
import { scheduleArchives } from './jobs/archives.ts'
import { Library } from './library.ts'
import { createMetrics } from './metrics.ts'
import { joinNodes } from './nodes.ts'
import { Members } from './records/members.ts'
import { Door } from './rooms/door.ts'
import { Endpoint, type Limits } from './rooms/endpoint.ts'
import { windowMs as gatheringMs, Rooms, type RoomsOptions } from './rooms/rooms.ts'
import { addSamples } from './samples.ts'
import type { Store } from './store/store.ts'

/// A server that answers.
export interface Running {
  /// `http://127.0.0.1:PORT`, or where it listens when that is elsewhere.
  readonly url: string
  readonly library: Library
  readonly rooms: Rooms
  readonly household: Household
  /// The code that makes the first account the owner; undefined when there is one.
  setupCode(): Promise<string | undefined>
  /// Resolves when the server can save nothing any more and only a new process can: it says so in
  /// the log. Never where that does not happen.
  readonly lost: Promise<Error>
  /// Opens no more sockets and is no longer ready, finishes every commit, closes sockets with 1012,
  /// then everything else. Safe to call twice.
  close(): Promise<void>
}

/// Why the server did not start, in one line.
export interface NotStarted {
  readonly code: NoData['code'] | 'port.taken' | 'port.unusable'
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
  /// How long edits gather in a room, in milliseconds.
  readonly windowMs?: number
  /// How much connections may say, and how many there may be, in place of the usual.
  readonly limits?: Partial<Limits>
}

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
) as { readonly version: string }

/// Whoever opens a connection and says nothing, or says it very slowly, is let go, in milliseconds.
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
}

/// A room that nobody uses leaves memory after this long.
const idleMs = 30_000

/// Opens the store and serves.
export async function start(config: Config, parts: Parts = {}): Promise<Running | NotStarted> {
  const clock = parts.clock ?? systemClock
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const metrics = createMetrics()

  const data = await openData(config, log)
  if ('code' in data) return data
  const { records } = data
  const store = parts.wrapStore?.(data.store) ?? data.store
  const secret = installationSecret(config.dataDir, config.secret)
  const bus = await openBus(config, secret, log)

  const onHappening: NonNullable<RoomsOptions['onHappening']> = (series, happenings) => {
    household.activity.hear(series, happenings)
  }
  const idle = parts.idleMs ?? idleMs
  const assets = await Assets.list(parts.dist ?? join(import.meta.dirname, '../dist'))
  const build = assets.build ?? version
  const { windowMs = gatheringMs, limits } = parts
  const rooms = new Rooms({
    store,
    clock,
    log,
    metrics,
    idleMs: idle,
    windowMs,
    build,
    bus,
    node: randomUUID(),
    onHappening,
  })
  const members = new Members(records, clock)
  const library = new Library(store, rooms, members, clock)
  if (parts.samples ?? true) await data.alone(() => addSamples(store, library))
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
    secret,
    publicUrl,
  })
  const { reception, standings, doorbell, news } = household
  news.listen((series, topics) => rooms.tellNews(series, topics))
  const isWired = config.redisUrl !== undefined
  const open = () => rooms.open
  const leaveNodes = store.isShared
    ? joinNodes({ bus, doorbell, news, clock, isWired, open })
    : () => {}
  const origins = { publicUrl: config.publicUrl, isOpen: !isLoopback(config.host) }
  const door = new Door({ reception, standings, doorbell, clock, log })
  const { trustProxy } = config
  const seen = { trustProxy, limits }
  const endpoint = new Endpoint({ door, rooms, origins, clock, metrics, log, ...seen })
  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined
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

  const server = createServer(timeouts, getRequestListener(app.fetch))
  server.on('upgrade', (request, socket, head) => endpoint.upgrade(request, socket, head))
  const failure = await listen(server, config)
  if (failure) {
    door.close()
    await rooms.close(closes.goingAway)
    await household.pool.close()
    leaveNodes()
    await bus.close()
    await data.close()
    return failure
  }
  const { port } = server.address() as AddressInfo
  url = addressOf(config.host, port)
  const told = { clock, log, registry: metrics.registry }
  const archives = scheduleArchives(config, { ...household, log, clock })
  const backups = data.embedded && scheduleBackups(config, data.embedded, told)

  const lost = data.embedded?.lost ?? new Promise<Error>(() => {})
  void lost.then((error) => {
    log.fatal({ err: error }, 'the store has ended: nothing can be saved until a new start')
  })

  const finish = async () => {
    endpoint.close()
    door.close()
    // Until then /readyz says that it is closing, to whoever shares out connections.
    await rooms.close(closes.goingAway)
    server.close()
    server.closeAllConnections()
    await household.pool.close()
    await archives?.close()
    await household.activity.settled()
    leaveNodes()
    await bus.close()
    await backups?.close()
    await data.close()
  }
  return {
    url,
    library,
    rooms,
    household,
    lost,
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
