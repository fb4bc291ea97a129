import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import { LocalBus } from './bus/local.ts'
import type { Config } from './config.ts'
import { sqliteDialect } from './records/connection.ts'
import { openRecords, type Records } from './records/database.ts'
import { lockData } from './store/lock.ts'
import type { Opening } from './store/opening.ts'
import type { Store } from './store/store.ts'
import { ThreadedStore } from './store/threaded.ts'

/// What a server works on.
export interface Data {
  readonly store: Store
  readonly records: Records
  /// The store, where it is the embedded one.
  readonly embedded: ThreadedStore | undefined
  /// Does something that only one server of the installation may do at a time.
  alone<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/// Why there is nothing to work on, in one line.
export interface NoData {
  readonly code: 'data.locked' | 'data.unusable'
  readonly message: string
}

/// Opens the store and the records of a configuration: the database that DATABASE_URL names, else
/// the file in DATA_DIR, whose folder is then held against other processes.
export async function openData(config: Config, log: Logger): Promise<Data | NoData> {
  const { databaseUrl, dataDir } = config
  try {
    if (databaseUrl !== undefined) return await openShared(databaseUrl, log)
    return await openEmbedded(dataDir, log)
  } catch (error) {
    const what = databaseUrl === undefined ? `DATA_DIR ${dataDir}` : 'DATABASE_URL'
    return { code: 'data.unusable', message: `${what} cannot be used: ${reasonOf(error)}.` }
  }
}

/// Opens the records alone, beside whatever else uses them. Rejects when they cannot be opened.
export async function openRecordsOf({ databaseUrl, dataDir }: Config): Promise<Records> {
  if (databaseUrl === undefined) return openRecords(sqliteDialect(fileIn(dataDir)))
  const [{ connect }, { postgresDialect }] = await Promise.all([
    import('./store/pool.ts'),
    import('./records/shared.ts'),
  ])
  return openRecords(postgresDialect(connect(databaseUrl)))
}

/// By what the servers of an installation tell each other what is new.
export async function openBus({ redisUrl }: Config, secret: string, log: Logger): Promise<Bus> {
  if (redisUrl === undefined) return new LocalBus()
  const { RedisBus } = await import('./bus/redis.ts')
  return new RedisBus({ url: redisUrl, secret, log })
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'ninety.sqlite')
}

async function openEmbedded(dataDir: string, log: Logger): Promise<Data | NoData> {
  const lock = lockData(dataDir)
  if (!lock) {
    const message = `Another Ninety is using ${dataDir}: stop it, or set DATA_DIR.`
    return { code: 'data.locked', message }
  }
  let store: ThreadedStore | undefined
  try {
    const path = fileIn(dataDir)
    const opened = await ThreadedStore.open(path)
    const { opening } = opened
    store = opened.store
    tellOpening(log, opening)
    const copyFirst = async (step: string) => {
      if (opening.copy === undefined) await opened.store.backup(`${path}.before-${step}`)
    }
    const records = await openRecords(sqliteDialect(path), copyFirst)
    return {
      store,
      records,
      embedded: store,
      alone: (work) => work(),
      async close() {
        await records.destroy()
        await opened.store.close()
        lock.release()
      },
    }
  } catch (error) {
    await store?.close()
    lock.release()
    throw error
  }
}

async function openShared(url: string, log: Logger): Promise<Data> {
  // Whoever keeps everything in one folder need not wait for these to be read.
  const [{ PostgresStore }, { connect }, { alone, locks }, { postgresDialect }] = await Promise.all(
    [
      import('./store/postgres.ts'),
      import('./store/pool.ts'),
      import('./store/postgresschema.ts'),
      import('./records/shared.ts'),
    ],
  )
  const onLost = (error: Error) => log.warn({ err: error }, 'a connection to the database broke')
  return alone(url, locks.opening, async () => {
    const store = await PostgresStore.open(url, { onLost })
    try {
      if (!(await store.isDurable())) {
        log.error('fsync or synchronous_commit is off: a power cut takes back what was saved')
      }
      const records = await openRecords(postgresDialect(connect(url, { onLost })))
      return {
        store,
        records,
        embedded: undefined,
        alone: (work) => alone(url, locks.samples, work),
        async close() {
          await records.destroy()
          await store.close()
        },
      }
    } catch (error) {
      await store.close()
      throw error
    }
  })
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

/// Some errors of the network hold others and say nothing themselves.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
