import { join } from 'node:path'
import type { Logger } from 'pino'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { addBackup, backupsIn, type Copy, keepNewest } from './folder.ts'

export interface ScheduleOptions {
  /// Where backups go.
  readonly folder: string
  /// How many stay there.
  readonly keep: number
  /// How long after one the next is made, in milliseconds.
  readonly every: number
  /// The database file.
  readonly source: string
  readonly copy: Copy
  readonly clock: Clock
  readonly log: Logger
  /// Told when a backup was made, and when none could be.
  readonly onDone?: (made: boolean, at: number) => void
}

/// A server that was only tried has no backups; one that runs has its first after this long.
const first = 10 * 60_000

/// How often it looks whether a backup is due: soon after the time also when the machine slept.
const glance = 60_000

/// Makes a backup as often as it is told to, counted from the newest that there is, whoever made
/// that. A failure is said in the log and tried again after an hour, or after the interval where
/// that is shorter; older backups stay.
export class Schedule {
  readonly #options: ScheduleOptions
  readonly #since: number
  #retry = 0
  #working: Promise<void> | undefined
  #cancel: () => void

  constructor(options: ScheduleOptions) {
    this.#options = options
    this.#since = options.clock.now()
    this.#cancel = options.clock.after(glance, () => this.#look())
  }

  /// Waits for a backup that is being made.
  async close(): Promise<void> {
    this.#cancel()
    await this.#working
  }

  #look(): void {
    const { clock, every, folder } = this.#options
    this.#cancel = clock.after(glance, () => this.#look())
    const [newest] = backupsIn(folder)
    // One of the future was made by a clock that was wrong.
    const last = Math.min(newest?.at ?? this.#since + first - every, clock.now())
    if (this.#working || clock.now() < Math.max(last + every, this.#retry)) return
    this.#working = this.#make().finally(() => {
      this.#working = undefined
    })
  }

  async #make(): Promise<void> {
    const { folder, keep, every, source, copy, clock, log, onDone } = this.#options
    try {
      const { path, holdings } = await addBackup(folder, source, copy, clock.now())
      keepNewest(folder, keep)
      log.info({ path, ...holdings }, 'a backup was made')
      if (holdings.damaged > 0) log.error({ path, ...holdings }, 'the data has damaged parts')
      onDone?.(true, clock.now())
    } catch (error) {
      this.#retry = clock.now() + Math.min(every, 60 * 60_000)
      log.error({ err: error, folder }, 'no backup could be made')
      onDone?.(false, clock.now())
    }
  }
}

export interface Surroundings {
  readonly clock: Clock
  readonly log: Logger
  readonly registry: Registry
}

/// Makes backups of the embedded store as a configuration says. Undefined where it wants none.
export function scheduleBackups(
  { dataDir, backupDir, backupKeep, backupHours }: Config,
  store: { backup(to: string): Promise<void> },
  { clock, log, registry }: Surroundings,
): Schedule | undefined {
  if (backupDir === undefined) return undefined
  const registers = [registry]
  const last = new Gauge({
    name: 'ninety_last_backup_seconds',
    help: 'When the newest backup was made, in seconds since 1970',
    registers,
  })
  const failed = new Counter({
    name: 'ninety_failed_backups_total',
    help: 'Backups that could not be made',
    registers,
  })
  last.set((backupsIn(backupDir)[0]?.at ?? 0) / 1000)
  return new Schedule({
    folder: backupDir,
    keep: backupKeep,
    every: backupHours * 60 * 60_000,
    source: join(dataDir, 'ninety.sqlite'),
    copy: (to) => store.backup(to),
    clock,
    log,
    onDone(made, at) {
      if (made) last.set(at / 1000)
      else failed.inc()
    },
  })
}
