import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { fileName } from '../filename.ts'
import type { Library } from '../library.ts'
import type { SeriesRow } from '../store/store.ts'
import type { Office } from './office.ts'

export interface ArchivesOptions {
  readonly folder: string
  /// How many of one series stay there.
  readonly keep: number
  /// How long after one of a series the next may be made, in milliseconds.
  readonly every: number
  readonly library: Pick<Library, 'list'>
  readonly office: Pick<Office, 'export'>
  readonly clock: Clock
  readonly log: Logger
}

/// How often it looks whether one is due, and how long it waits behind a failure, in milliseconds.
const glance = 60_000
const patience = 60 * 60_000

/// Writes an archive of every series that has changed to a folder, as often as it is told to. What is
/// there already says when the last was made, so a restart makes none too many.
export class Archives {
  readonly #options: ArchivesOptions
  readonly #failed = new Map<string, number>()
  #working: Promise<void> | undefined
  #cancel: () => void

  constructor(options: ArchivesOptions) {
    this.#options = options
    this.#cancel = options.clock.after(glance, () => this.#look())
  }

  /// Waits for an archive that is being made.
  async close(): Promise<void> {
    this.#cancel()
    await this.#working
  }

  #look(): void {
    const { clock } = this.#options
    this.#cancel = clock.after(glance, () => this.#look())
    this.#working ??= this.#makeDue().finally(() => {
      this.#working = undefined
    })
  }

  async #makeDue(): Promise<void> {
    const { folder, every, library, clock, log } = this.#options
    try {
      mkdirSync(folder, { recursive: true })
      for (const row of await library.list(false)) {
        const last = archivesOf(folder, row.id)[0]?.at ?? Number.NEGATIVE_INFINITY
        const tried = this.#failed.get(row.id) ?? Number.NEGATIVE_INFINITY
        const isDue = row.updated > last && clock.now() >= Math.max(last + every, tried + patience)
        if (isDue) await this.#make(row)
      }
    } catch (error) {
      log.error({ err: error, folder }, 'archives could not be made')
    }
  }

  async #make({ id, title }: SeriesRow): Promise<void> {
    const { folder, keep, office, clock, log } = this.#options
    const now = clock.now()
    const made = await office.export(id, { as: 'archive', chosen: {} })
    if ('code' in made) {
      this.#failed.set(id, now)
      log.error({ series: id, code: made.code }, 'an archive could not be made')
      return
    }
    const path = join(folder, `${fileName(title)} ${id} ${stampOf(now)}.zip`)
    // Whole, or not there.
    writeFileSync(`${path}.part`, made.bytes)
    renameSync(`${path}.part`, path)
    this.#failed.delete(id)
    for (const { name } of archivesOf(folder, id).slice(keep)) rmSync(join(folder, name))
    log.info({ path }, 'an archive was made')
  }
}

const stampOf = (at: number) => new Date(at).toISOString().replaceAll(':', '-').replace('.', '-')
const named = / ([A-Za-z0-9_-]+) (\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)\.zip$/

/// The archives of a series in a folder, the newest first. Other files there are left alone.
function archivesOf(folder: string, series: string) {
  const found = readdirSync(folder).flatMap((name) => {
    const [, id, hour, minute, second, rest] = named.exec(name) ?? []
    return id === series ? [{ name, at: Date.parse(`${hour}:${minute}:${second}.${rest}`) }] : []
  })
  return found.sort((a, b) => b.at - a.at)
}

/// Makes archives as a configuration says. Undefined where it wants none.
export function scheduleArchives(
  { archiveDir, archiveKeep, archiveHours }: Config,
  parts: Pick<ArchivesOptions, 'library' | 'office' | 'clock' | 'log'>,
): Archives | undefined {
  if (archiveDir === undefined) return undefined
  const every = archiveHours * 60 * 60_000
  return new Archives({ ...parts, folder: archiveDir, keep: archiveKeep, every })
}
