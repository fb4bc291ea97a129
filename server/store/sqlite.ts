import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { asLanguage } from '../../src/shared/domain/series.ts'
import type { Entry, SeriesRow, Store } from './store.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS series (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, binned INTEGER,
    head INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS log (
    doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, crc INTEGER NOT NULL, user TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshot (
    doc TEXT NOT NULL REFERENCES series(id), seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS quarantine (
    doc TEXT NOT NULL, what TEXT NOT NULL, seq INTEGER NOT NULL,
    bytes BLOB NOT NULL, reason TEXT NOT NULL
  ) STRICT;
`

const seriesColumns = 'id, title, language, created, updated, binned'

interface Append {
  readonly id: string
  readonly entries: readonly Entry[]
  readonly at: number
  readonly resolve: (head: number) => void
  readonly reject: (error: unknown) => void
}

/// The embedded store: one SQLite file. Appends that are asked for in the same turn share one
/// transaction and so one write to the disk; when that fails each is tried by itself, so that one
/// document cannot fail another's commit.
///
/// Plain prepared statements: node:sqlite is synchronous and inserts a row in 1.5 µs; a query
/// builder in between takes three times as long just to say what is inserted.
export class SqliteStore implements Store {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof statements>
  #appends: Append[] = []

  /// Opens or makes the file and its folder. Throws when it cannot be opened.
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#db = new DatabaseSync(path, { timeout: 5000 })
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    this.#db.exec(schema)
    this.#sql = statements(this.#db)
  }

  async series() {
    return this.#sql.allSeries.all().map(seriesRow)
  }

  async findSeries(id: string) {
    const row = this.#sql.oneSeries.get(id)
    return row && seriesRow(row)
  }

  async createSeries(row: SeriesRow, first: Entry) {
    return this.#transaction(() => {
      const { id, title, language, created, updated, binned } = row
      const made = this.#sql.addSeries.run(id, title, language, created, updated, binned)
      if (made.changes === 0) return false
      this.#append(id, [first], updated)
      return true
    })
  }

  async changeSeries(
    id: string,
    change: Partial<Pick<SeriesRow, 'title' | 'language' | 'binned'>>,
  ) {
    return this.#transaction(() => {
      const row = this.#sql.oneSeries.get(id)
      if (!row) return undefined
      const changed = { ...seriesRow(row), ...change }
      this.#sql.setSeries.run(changed.title, changed.language, changed.binned, id)
      return changed
    })
  }

  append(id: string, entries: readonly Entry[], at: number) {
    return new Promise<number>((resolve, reject) => {
      this.#appends.push({ id, entries, at, resolve, reject })
      if (this.#appends.length === 1) setImmediate(() => this.#commit())
    })
  }

  async stored(id: string) {
    const series = this.#sql.head.get(id)
    if (!series) return undefined
    const snapshots = this.#sql.snapshots.all(id).map((row) => ({
      seq: Number(row.seq),
      bytes: blob(row.bytes),
      damaged: crc32(blob(row.bytes)) !== Number(row.crc),
    }))
    const quarantined = this.#sql.quarantined.all(id).map((row) => Number(row.seq))
    return { head: Number(series.head), snapshots, quarantined }
  }

  async rows(id: string, after: number) {
    return this.#sql.rows.all(id, after).map((row) => ({
      seq: Number(row.seq),
      bytes: blob(row.bytes),
      user: row.user === null ? null : String(row.user),
      damaged: crc32(blob(row.bytes)) !== Number(row.crc),
    }))
  }

  async writeSnapshot(id: string, seq: number, bytes: Uint8Array) {
    this.#transaction(() => {
      this.#sql.addSnapshot.run(id, seq, bytes, crc32(bytes))
      this.#sql.dropSnapshots.run(id, id)
    })
  }

  async quarantineRow(id: string, seq: number, reason: string) {
    this.#transaction(() => {
      this.#sql.setRowAside.run(reason, id, seq)
      this.#sql.dropRow.run(id, seq)
    })
  }

  async quarantineSnapshot(id: string, seq: number, reason: string) {
    this.#transaction(() => {
      this.#sql.setSnapshotAside.run(reason, id, seq)
      this.#sql.dropSnapshot.run(id, seq)
    })
  }

  async check() {
    this.#db.exec('SELECT 1')
  }

  async close() {
    this.#commit()
    if (this.#db.isOpen) this.#db.close()
  }

  #commit() {
    const appends = this.#appends
    if (appends.length === 0) return
    this.#appends = []
    try {
      const heads = this.#transaction(() =>
        appends.map(({ id, entries, at }) => this.#append(id, entries, at)),
      )
      for (const [index, { resolve }] of appends.entries()) resolve(heads[index] ?? 0)
    } catch (error) {
      const [only] = appends
      if (appends.length === 1 && only) return only.reject(error)
      for (const each of appends) {
        try {
          each.resolve(this.#transaction(() => this.#append(each.id, each.entries, each.at)))
        } catch (own) {
          each.reject(own)
        }
      }
    }
  }

  #append(id: string, entries: readonly Entry[], at: number) {
    const row = this.#sql.advance.get(entries.length, at, id)
    if (!row) throw new Error(`There is no series ${id}.`)
    const head = Number(row.head)
    let seq = head - entries.length
    for (const { bytes, user } of entries) {
      seq += 1
      this.#sql.addRow.run(id, seq, bytes, crc32(bytes), user, at)
    }
    return head
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

function statements(db: DatabaseSync) {
  return {
    allSeries: db.prepare(`SELECT ${seriesColumns} FROM series ORDER BY updated DESC, id`),
    oneSeries: db.prepare(`SELECT ${seriesColumns} FROM series WHERE id = ?`),
    addSeries: db.prepare(
      `INSERT INTO series (${seriesColumns}, head) VALUES (?, ?, ?, ?, ?, ?, 0)
       ON CONFLICT DO NOTHING`,
    ),
    setSeries: db.prepare('UPDATE series SET title = ?, language = ?, binned = ? WHERE id = ?'),
    head: db.prepare('SELECT head FROM series WHERE id = ?'),
    advance: db.prepare(
      'UPDATE series SET head = head + ?, updated = ? WHERE id = ? RETURNING head',
    ),
    addRow: db.prepare(
      'INSERT INTO log (doc, seq, bytes, crc, user, at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    rows: db.prepare(
      'SELECT seq, bytes, crc, user FROM log WHERE doc = ? AND seq > ? ORDER BY seq',
    ),
    dropRow: db.prepare('DELETE FROM log WHERE doc = ? AND seq = ?'),
    snapshots: db.prepare('SELECT seq, bytes, crc FROM snapshot WHERE doc = ? ORDER BY seq DESC'),
    addSnapshot: db.prepare(
      'INSERT OR REPLACE INTO snapshot (doc, seq, bytes, crc) VALUES (?, ?, ?, ?)',
    ),
    dropSnapshots: db.prepare(
      `DELETE FROM snapshot WHERE doc = ? AND seq NOT IN
       (SELECT seq FROM snapshot WHERE doc = ? ORDER BY seq DESC LIMIT 2)`,
    ),
    dropSnapshot: db.prepare('DELETE FROM snapshot WHERE doc = ? AND seq = ?'),
    quarantined: db.prepare("SELECT seq FROM quarantine WHERE doc = ? AND what = 'row'"),
    setRowAside: db.prepare(
      `INSERT INTO quarantine (doc, what, seq, bytes, reason)
       SELECT doc, 'row', seq, bytes, ? FROM log WHERE doc = ? AND seq = ?`,
    ),
    setSnapshotAside: db.prepare(
      `INSERT INTO quarantine (doc, what, seq, bytes, reason)
       SELECT doc, 'snapshot', seq, bytes, ? FROM snapshot WHERE doc = ? AND seq = ?`,
    ),
  }
}

function seriesRow(row: Record<string, unknown>): SeriesRow {
  return {
    id: String(row.id),
    title: String(row.title),
    language: asLanguage(row.language),
    created: Number(row.created),
    updated: Number(row.updated),
    binned: row.binned === null ? null : Number(row.binned),
  }
}

function blob(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}
