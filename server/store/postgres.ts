import { crc32 } from 'node:zlib'
import type pg from 'pg'
import { AppendQueue, type Lot } from './appendqueue.ts'
import { connect, keepable, type PoolOptions } from './pool.ts'
import { migrate } from './postgresschema.ts'
import { seriesColumns, seriesRow } from './seriesrow.ts'
import {
  type Aside,
  type Entry,
  healingMs,
  maxAside,
  mostCut,
  type Row,
  type SeriesRow,
  type Store,
  type Stored,
} from './store.ts'

/// Whoever asks whether the database answers does not wait longer, in milliseconds.
const checkMs = 2_000

/// The shared store: a PostgreSQL database that any number of processes write to. The row of a
/// series is locked while rows are added to its log, so that their numbers have no gap and are seen
/// in order. What is not known to have been committed (the connection broke before the answer came)
/// counts as failed: if it was committed after all, it is there as a row of somebody else.
export class PostgresStore implements Store {
  readonly isShared = true
  readonly #pool: pg.Pool
  readonly #appends: AppendQueue

  private constructor(pool: pg.Pool) {
    this.#pool = pool
    this.#appends = new AppendQueue((lots) => this.#addLots(lots), isRefused)
  }

  /// Makes or changes the tables where that is needed. Rejects when the database cannot be used.
  static async open(url: string, options: PoolOptions = {}): Promise<PostgresStore> {
    const pool = connect(url, options)
    try {
      await migrate(pool)
    } catch (error) {
      await pool.end()
      throw error
    }
    return new PostgresStore(pool)
  }

  async series() {
    const rows = await this.#ask(`SELECT ${seriesColumns} FROM series ORDER BY updated DESC, id`)
    return rows.map(seriesRow)
  }

  async findSeries(id: string) {
    const [row] = await this.#ask(`SELECT ${seriesColumns} FROM series WHERE id = $1`, id)
    return row && seriesRow(row)
  }

  async createSeries(row: SeriesRow, { bytes, user }: Entry) {
    const { id, title, language, created, updated, binned, lineage } = row
    const made = await this.#ask(
      `WITH made AS (
         INSERT INTO series (${seriesColumns}, head) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT DO NOTHING RETURNING id
       )
       INSERT INTO log (doc, seq, bytes, crc, "user", at)
       SELECT id, 1, $8, $9, $10, $5 FROM made RETURNING doc`,
      ...[id, keepable(title), language, created, updated, binned, lineage],
      ...[Buffer.from(bytes), crc32(bytes), user],
    )
    return made.length > 0
  }

  async changeSeries(
    id: string,
    { title, language, binned }: Partial<Pick<SeriesRow, 'title' | 'language' | 'binned'>>,
  ) {
    const [row] = await this.#ask(
      `UPDATE series SET title = coalesce($2, title), language = coalesce($3, language),
         binned = CASE WHEN $4 THEN $5::bigint ELSE binned END
       WHERE id = $1 RETURNING ${seriesColumns}`,
      ...[id, title === undefined ? null : keepable(title), language ?? null],
      ...[binned !== undefined, binned ?? null],
    )
    return row && seriesRow(row)
  }

  append(id: string, entries: readonly Entry[], at: number) {
    return this.#appends.add({ id, entries, at })
  }

  async stored(id: string): Promise<Stored | undefined> {
    // One statement sees one state: a head without its snapshot would be a hole.
    const rows = await this.#ask(
      `SELECT head, lineage, healing, newest.seq, newest.bytes, newest.crc,
         ARRAY(SELECT seq FROM quarantine WHERE doc = id AND what = 'row') AS quarantined
       FROM series LEFT JOIN LATERAL (
         SELECT seq, bytes, crc FROM snapshot WHERE doc = id ORDER BY seq DESC LIMIT 2
       ) newest ON true
       WHERE id = $1 ORDER BY newest.seq DESC`,
      id,
    )
    const [first] = rows
    if (!first) return undefined
    return {
      head: Number(first.head),
      lineage: textOrNull(first.lineage),
      healing: Number(first.healing),
      snapshots: rows
        .filter(({ seq }) => seq !== null)
        .map(({ seq, bytes, crc }) => ({ seq: Number(seq), ...checked(bytes, crc) })),
      quarantined: (first.quarantined as readonly unknown[]).map(Number),
    }
  }

  async rows(id: string, after: number): Promise<readonly Row[]> {
    const rows = await this.#ask(
      'SELECT seq, bytes, crc, "user" FROM log WHERE doc = $1 AND seq > $2 ORDER BY seq',
      id,
      after,
    )
    return rows.map(({ seq, bytes, crc, user }) => ({
      seq: Number(seq),
      user: textOrNull(user),
      ...checked(bytes, crc),
    }))
  }

  async heads(ids: readonly string[]) {
    const rows = await this.#ask('SELECT id, head FROM series WHERE id = ANY($1)', ids)
    return new Map(rows.map(({ id, head }) => [String(id), Number(head)]))
  }

  async writeSnapshot(id: string, seq: number, bytes: Uint8Array) {
    const written = await this.#ask(
      `INSERT INTO snapshot (doc, seq, bytes, crc)
       SELECT id, $2, $3, $4 FROM series WHERE id = $1 AND head >= $2
         AND NOT EXISTS (SELECT 1 FROM snapshot WHERE doc = id AND seq > $2)
       ON CONFLICT (doc, seq) DO UPDATE SET bytes = excluded.bytes, crc = excluded.crc
       RETURNING seq`,
      ...[id, seq, Buffer.from(bytes), crc32(bytes)],
    )
    if (written.length === 0) return
    const [newest, older] = (await this.stored(id))?.snapshots ?? []
    if (!newest || !older || newest.damaged || older.damaged) return
    // Should this be cut off, the next one finishes it.
    await this.#ask('DELETE FROM snapshot WHERE doc = $1 AND seq < $2', id, older.seq)
    await this.#ask(
      `DELETE FROM log WHERE doc = $1 AND seq <= $2
       AND seq < (SELECT min(seq) FROM log WHERE doc = $1) + ${mostCut}`,
      id,
      older.seq,
    )
  }

  async quarantineRow(id: string, seq: number, reason: string) {
    await this.#ask(
      `WITH gone AS (DELETE FROM log WHERE doc = $1 AND seq = $2 RETURNING doc, seq, bytes),
       kept AS (
         INSERT INTO quarantine (doc, what, seq, bytes, reason)
         SELECT doc, 'row', seq, bytes, $3 FROM gone
       )
       UPDATE series SET healing = greatest(healing, $4) FROM gone WHERE id = gone.doc`,
      ...[id, seq, reason, Date.now() + healingMs],
    )
  }

  async quarantineSnapshot(id: string, seq: number, reason: string) {
    await this.#ask(
      `WITH gone AS (DELETE FROM snapshot WHERE doc = $1 AND seq = $2 RETURNING doc, seq, bytes)
       INSERT INTO quarantine (doc, what, seq, bytes, reason)
       SELECT doc, 'snapshot', seq, bytes, $3 FROM gone`,
      ...[id, seq, reason],
    )
  }

  async setLineage(id: string, lineage: string) {
    const sql = 'UPDATE series SET lineage = $2 WHERE id = $1 AND lineage IS NULL'
    await this.#ask(sql, id, lineage)
  }

  async setHealing(id: string | 'all', until: number) {
    const sql = 'UPDATE series SET healing = greatest(healing, $1)'
    if (id === 'all') await this.#ask(sql, until)
    else await this.#ask(`${sql} WHERE id = $2`, until, id)
  }

  async claim(id: string, user: string, clients: readonly number[]) {
    const known = await this.owners(id, clients)
    const free = clients.filter((client) => !known.has(client))
    if (free.length === 0) return known
    // In order, so that two who claim the same ids do not wait for each other.
    await this.#ask(
      `INSERT INTO client (doc, client, "user")
       SELECT $1, client, $2 FROM unnest($3::bigint[]) AS client ORDER BY client
       ON CONFLICT DO NOTHING`,
      ...[id, user, free],
    )
    return this.owners(id, clients)
  }

  async owners(id: string, clients: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#ask(
      'SELECT client, "user" FROM client WHERE doc = $1 AND client = ANY($2::bigint[])',
      id,
      clients,
    )
    return new Map(rows.map(({ client, user }) => [Number(client), String(user)]))
  }

  async keepAside(id: string, { user, bytes, reason, at }: Aside) {
    const kept = await this.#ask(
      `INSERT INTO aside (doc, "user", bytes, reason, at)
       SELECT $1, $2, $3, $4, $5 WHERE $6 >= length($3::bytea) + (
         SELECT coalesce(sum(length(bytes)), 0) FROM aside WHERE doc = $1 AND "user" = $2
       ) RETURNING number`,
      ...[id, user, Buffer.from(bytes), keepable(reason), at, maxAside],
    )
    return kept.length > 0
  }

  async aside(id: string) {
    const rows = await this.#ask(
      'SELECT "user", bytes, reason, at FROM aside WHERE doc = $1 ORDER BY number',
      id,
    )
    return rows.map(({ user, bytes, reason, at }) => ({
      user: String(user),
      bytes: blob(bytes),
      reason: String(reason),
      at: Number(at),
    }))
  }

  /// Whether a commit that is answered is on the database's disk.
  async isDurable(): Promise<boolean> {
    const [row] = await this.#ask(
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS wait",
    )
    return row?.fsync === 'on' && row.wait !== 'off'
  }

  async check() {
    const asked = this.#pool.query({
      text: "SELECT current_setting('transaction_read_only') AS read_only",
      query_timeout: checkMs,
    } as pg.QueryConfig)
    const { rows } = await asked
    if (rows[0]?.read_only === 'on') throw new Error('The database takes no writes.')
  }

  async close() {
    if (this.#pool.ending) return
    await this.#appends.settled()
    await this.#pool.end()
  }

  /// Adds lots of different series in one statement and so in one transaction. The rows of their
  /// series are locked in one order, whoever does it: two processes never wait for each other.
  async #addLots(lots: readonly Lot[]): Promise<readonly (number | undefined)[]> {
    const rows = lots.flatMap(({ id, entries, at }) =>
      entries.map(({ bytes, user }, index) => ({ id, nth: index + 1, bytes, user, at })),
    )
    let end = 1
    const starts = rows.map(({ bytes }) => {
      const start = end
      end += bytes.length
      return start
    })
    const heads = await this.#pool.query({
      name: 'append',
      text: appendSql,
      values: [
        // All bytes at once go as they are; an array of them would be written out in hex.
        Buffer.concat(rows.map(({ bytes }) => bytes)),
        rows.map(({ id }) => id),
        rows.map(({ nth }) => nth),
        starts,
        rows.map(({ bytes }) => bytes.length),
        rows.map(({ bytes }) => crc32(bytes)),
        rows.map(({ user }) => user),
        rows.map(({ at }) => at),
        lots.map(({ id }) => id),
        lots.map(({ entries }) => entries.length),
        lots.map(({ at }) => at),
      ],
    })
    const byId = new Map(heads.rows.map(({ id, head }) => [String(id), Number(head)]))
    return lots.map(({ id }) => byId.get(id))
  }

  async #ask(text: string, ...values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#pool.query<Record<string, unknown>>(text, [...values])
    return rows
  }
}

const appendSql = `
  WITH lot AS (
    SELECT * FROM unnest($9::text[], $10::bigint[], $11::bigint[]) AS lot (doc, count, at)
  ),
  locked AS (SELECT id FROM series WHERE id = ANY($9) ORDER BY id FOR UPDATE),
  advanced AS (
    UPDATE series SET head = series.head + lot.count, updated = lot.at
    FROM lot JOIN locked ON locked.id = lot.doc WHERE series.id = lot.doc
    RETURNING series.id, series.head, lot.count
  ),
  added AS (
    INSERT INTO log (doc, seq, bytes, crc, "user", at)
    SELECT id, head - count + nth, substr($1::bytea, start, size), crc, "user", at
    FROM unnest(
      $2::text[], $3::bigint[], $4::int[], $5::int[], $6::bigint[], $7::text[], $8::bigint[]
    ) AS added (doc, nth, start, size, crc, "user", at) JOIN advanced ON id = doc
  )
  SELECT id, head FROM advanced
`

/// Whether the database said no, so that nothing of it was done; anything else may have been.
function isRefused(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Classes 08, 57 and 58 are about the connection, the server and its machine.
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57|58)/.test(code)
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value)
}

function checked(value: unknown, crc: unknown) {
  const bytes = blob(value)
  return { bytes, damaged: crc32(bytes) !== Number(crc) }
}

/// A plain array of its own: Buffers are views on memory that others use too.
function blob(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array()
}
