import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { type Opening, openDatabase } from './opening.ts'
import { seriesColumns, seriesRow } from './seriesrow.ts'
import {
  type Aside,
  type Entry,
  healingMs,
  maxAside,
  mostCut,
  type SeriesRow,
  type Store,
} from './store.ts'

/// Something to be done in a transaction.
interface Write {
  readonly work: () => unknown
  resolve(value: unknown): void
  reject(error: unknown): void
}

/// The embedded store: one SQLite file. What is to be written in the same turn shares one
/// transaction and so one write to the disk; when that fails each is tried by itself, so that one
/// document cannot fail another's commit.
///
/// Plain prepared statements: node:sqlite is synchronous and inserts a row in 1.5 µs; a query
/// builder in between takes three times as long just to say what is inserted.
export class SqliteStore implements Store {
  readonly isShared = false
  readonly opening: Opening
  readonly #path: string
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof statements>
  #writes: Write[] = []

  /// Opens or makes the file and its folder. Throws when it cannot be opened.
  constructor(path: string) {
    this.#path = path
    const { db, opening } = openDatabase(path)
    this.#db = db
    this.opening = opening
    this.#sql = statements(db)
  }

  async series() {
    return this.#sql.allSeries.all().map(seriesRow)
  }

  async findSeries(id: string) {
    const row = this.#sql.oneSeries.get(id)
    return row && seriesRow(row)
  }

  createSeries(row: SeriesRow, first: Entry) {
    return this.#write(() => {
      const { id, title, language, created, updated, binned, lineage } = row
      const made = this.#sql.addSeries.run(id, title, language, created, updated, binned, lineage)
      if (made.changes === 0) return false
      this.#append(id, [first], updated)
      return true
    })
  }

  changeSeries(id: string, change: Partial<Pick<SeriesRow, 'title' | 'language' | 'binned'>>) {
    return this.#write(() => {
      const row = this.#sql.oneSeries.get(id)
      if (!row) return undefined
      const changed = { ...seriesRow(row), ...change }
      this.#sql.setSeries.run(changed.title, changed.language, changed.binned, id)
      return changed
    })
  }

  append(id: string, entries: readonly Entry[], at: number) {
    return this.#write(() => this.#append(id, entries, at))
  }

  async stored(id: string) {
    const series = this.#sql.standing.get(id)
    if (!series) return undefined
    const snapshots = this.#snapshots(id)
    const quarantined = this.#sql.quarantined.all(id).map((row) => Number(row.seq))
    return {
      head: Number(series.head),
      lineage: series.lineage === null ? null : String(series.lineage),
      healing: Number(series.healing),
      snapshots,
      quarantined,
    }
  }

  async heads(ids: readonly string[]) {
    const rows = this.#sql.heads.all(JSON.stringify(ids))
    return new Map(rows.map(({ id, head }) => [String(id), Number(head)]))
  }

  async rows(id: string, after: number) {
    return this.#sql.rows.all(id, after).map((row) => ({
      seq: Number(row.seq),
      bytes: blob(row.bytes),
      user: row.user === null ? null : String(row.user),
      damaged: crc32(blob(row.bytes)) !== Number(row.crc),
    }))
  }

  writeSnapshot(id: string, seq: number, bytes: Uint8Array) {
    return this.#write(() => {
      if (this.#sql.addSnapshot.run(seq, bytes, crc32(bytes), id, seq, seq).changes === 0) return
      this.#sql.dropSnapshots.run(id, id)
      const [newest, older] = this.#snapshots(id)
      if (!newest || !older || newest.damaged || older.damaged) return
      this.#sql.cutLog.run(id, older.seq)
    })
  }

  quarantineRow(id: string, seq: number, reason: string) {
    return this.#write(() => {
      if (this.#sql.setRowAside.run(reason, id, seq).changes === 0) return
      this.#sql.dropRow.run(id, seq)
      this.#sql.heal.run(Date.now() + healingMs, id)
    })
  }

  quarantineSnapshot(id: string, seq: number, reason: string) {
    return this.#write(() => {
      this.#sql.setSnapshotAside.run(reason, id, seq)
      this.#sql.dropSnapshot.run(id, seq)
    })
  }

  setLineage(id: string, lineage: string) {
    return this.#write(() => void this.#sql.setLineage.run(lineage, id))
  }

  setHealing(id: string | 'all', until: number) {
    return this.#write(() => {
      if (id === 'all') this.#sql.healAll.run(until)
      else this.#sql.heal.run(until, id)
    })
  }

  async claim(id: string, user: string, clients: readonly number[]) {
    const known = this.#owners(id, clients)
    const free = clients.filter((client) => !known.has(client))
    if (free.length === 0) return known
    return this.#write(() => {
      for (const client of free) this.#sql.claim.run(id, client, user)
      return this.#owners(id, clients)
    })
  }

  async owners(id: string, clients: readonly number[]) {
    return this.#owners(id, clients)
  }

  keepAside(id: string, { user, bytes, reason, at }: Aside) {
    return this.#write(() => {
      const held = Number(this.#sql.asideBytes.get(id, user)?.bytes)
      if (held + bytes.length > maxAside) return false
      this.#sql.keepAside.run(id, user, bytes, reason, at)
      return true
    })
  }

  async aside(id: string) {
    return this.#sql.aside.all(id).map((row) => ({
      user: String(row.user),
      bytes: blob(row.bytes),
      reason: String(row.reason),
      at: Number(row.at),
    }))
  }

  /// Writes all that is committed to a file of its own, whole and on disk when this resolves. A file
  /// of that name is replaced. Commits go on meanwhile.
  backup(path: string): Promise<void> {
    const workerData = { from: this.#path, to: path }
    const worker = new Worker(new URL('./copythread.ts', import.meta.url), { workerData })
    return new Promise((resolve, reject) => {
      // What comes out of a thread only looks like an error, and could not go through another.
      worker.once('error', (error) => reject(new Error((error as Error).message)))
      worker.once('exit', () => resolve())
    })
  }

  async check() {
    this.#db.exec('SELECT 1')
  }

  async close() {
    this.#commit()
    if (this.#db.isOpen) this.#db.close()
  }

  #write<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#writes.push({ work, resolve: (value) => resolve(value as T), reject })
      if (this.#writes.length === 1) setImmediate(() => this.#commit())
    })
  }

  #commit() {
    const writes = this.#writes
    if (writes.length === 0) return
    this.#writes = []
    try {
      const values = this.#transaction(() => writes.map(({ work }) => work()))
      for (const [index, { resolve }] of writes.entries()) resolve(values[index])
    } catch (error) {
      const [only] = writes
      if (writes.length === 1 && only) return only.reject(error)
      for (const each of writes) {
        try {
          each.resolve(this.#transaction(each.work))
        } catch (own) {
          each.reject(own)
        }
      }
    }
  }

  #snapshots(id: string) {
    return this.#sql.snapshots.all(id).map((row) => ({
      seq: Number(row.seq),
      bytes: blob(row.bytes),
      damaged: crc32(blob(row.bytes)) !== Number(row.crc),
    }))
  }

  #owners(id: string, clients: readonly number[]): ReadonlyMap<number, string> {
    const rows = this.#sql.owners.all(id, JSON.stringify(clients))
    return new Map(rows.map(({ client, user }) => [Number(client), String(user)]))
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
      `INSERT INTO series (${seriesColumns}, head) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
       ON CONFLICT DO NOTHING`,
    ),
    setSeries: db.prepare('UPDATE series SET title = ?, language = ?, binned = ? WHERE id = ?'),
    standing: db.prepare('SELECT head, lineage, healing FROM series WHERE id = ?'),
    heads: db.prepare('SELECT id, head FROM series WHERE id IN (SELECT value FROM json_each(?))'),
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
      `INSERT OR REPLACE INTO snapshot (doc, seq, bytes, crc)
       SELECT id, ?, ?, ? FROM series WHERE id = ? AND head >= ?
       AND NOT EXISTS (SELECT 1 FROM snapshot WHERE doc = id AND seq > ?)`,
    ),
    cutLog: db.prepare(
      `DELETE FROM log WHERE doc = ?1 AND seq <= ?2
       AND seq < (SELECT min(seq) FROM log WHERE doc = ?1) + ${mostCut}`,
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
    setLineage: db.prepare('UPDATE series SET lineage = ? WHERE id = ? AND lineage IS NULL'),
    heal: db.prepare('UPDATE series SET healing = max(healing, ?) WHERE id = ?'),
    healAll: db.prepare('UPDATE series SET healing = max(healing, ?)'),
    claim: db.prepare(
      'INSERT INTO client (doc, client, user) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    owners: db.prepare(
      `SELECT client, user FROM client
       WHERE doc = ? AND client IN (SELECT value FROM json_each(?))`,
    ),
    asideBytes: db.prepare(
      'SELECT coalesce(sum(length(bytes)), 0) AS bytes FROM aside WHERE doc = ? AND user = ?',
    ),
    keepAside: db.prepare(
      'INSERT INTO aside (doc, user, bytes, reason, at) VALUES (?, ?, ?, ?, ?)',
    ),
    aside: db.prepare('SELECT user, bytes, reason, at FROM aside WHERE doc = ? ORDER BY rowid'),
  }
}

function blob(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}
