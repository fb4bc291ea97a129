import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type pg from 'pg'
import { keepable, transaction } from '../store/pool.ts'

/// What was moved, and found to be the same where it is now.
export interface Moved {
  readonly series: number
  /// Rows of all tables.
  readonly rows: number
}

/// Why nothing was moved.
export interface NotMoved {
  readonly code: 'move.occupied' | 'move.differs'
  readonly message: string
}

/// A table of the source.
interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /// Tables that its rows speak of.
  readonly needs: readonly string[]
}

type Value = string | number | bigint | Uint8Array | null

/// What the two databases say of themselves, each of its own.
const own = /^(sqlite_|migration|store_version$|done$)/

/// Moves the rows of all tables of an embedded store to a PostgreSQL database whose tables are made
/// and empty: all or, when anything fails or reads back differently, none. The source is only read.
export async function move(source: DatabaseSync, pool: pg.Pool): Promise<Moved | NotMoved> {
  const tables = inOrder(tablesOf(source))
  try {
    return await transaction(pool, async (client) => {
      let rows = 0
      for (const table of tables) {
        const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`)
        if (rowCount) throw new Stop({ code: 'move.occupied', message: occupied(table.name) })
      }
      for (const table of tables) {
        const given = await pour(source, client, table)
        const found = await digest(client, table)
        if (given.rows !== found.rows || given.sum !== found.sum) {
          throw new Stop({ code: 'move.differs', message: differs(table.name, given, found) })
        }
        rows += given.rows
      }
      const series = Number(source.prepare('SELECT count(*) AS n FROM series').get()?.n)
      return { series, rows }
    })
  } catch (error) {
    if (error instanceof Stop) return error.reason
    throw error
  }
}

/// Ends the transaction without anything done.
class Stop extends Error {
  readonly reason: NotMoved

  constructor(reason: NotMoved) {
    super(reason.message)
    this.reason = reason
  }
}

const occupied = (table: string) =>
  `The database that DATABASE_URL names holds something in "${table}": it has to be empty.`

const differs = (table: string, given: Digest, found: Digest) =>
  given.rows === found.rows
    ? `Table "${table}" reads back differently from what it was: nothing was moved.`
    : `Table "${table}" reads back with ${found.rows} rows of ${given.rows}: nothing was moved.`

/// What is in a table, in whatever order it is read.
interface Digest {
  readonly rows: number
  /// Of the rows' hashes.
  readonly sum: bigint
}

/// Rows that go in one statement, and about how many bytes.
const batchRows = 200
const batchBytes = 4 * 1024 * 1024

async function pour(db: DatabaseSync, client: pg.ClientBase, table: Table): Promise<Digest> {
  let sum = 0n
  let rows = 0
  let waiting: Value[][] = []
  let bytes = 0
  const send = async () => {
    if (waiting.length > 0) await insert(client, table, waiting)
    waiting = []
    bytes = 0
  }
  const { name, columns } = table
  const select = db.prepare(`SELECT ${columns.map(quoted).join()} FROM ${quoted(name)}`)
  select.setReadBigInts(true)
  for (const row of select.iterate()) {
    const values = columns.map((column) => carried(row[column] as Value))
    sum += hashOf(values)
    rows += 1
    waiting.push(values)
    bytes += values.reduce<number>((sum, value) => sum + sizeOf(value), 0)
    if (waiting.length >= batchRows || bytes >= batchBytes) await send()
  }
  await send()
  return { rows, sum }
}

function insert(client: pg.ClientBase, { name, columns }: Table, rows: readonly Value[][]) {
  const places = rows.map((_, row) => {
    const marks = columns.map((_, column) => `$${row * columns.length + column + 1}`)
    return `(${marks.join()})`
  })
  const sql = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join()}) VALUES ${places.join()}`
  const values = rows
    .flat()
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value))
  return client.query(sql, values)
}

/// Reads a table back as the database now has it, a part at a time.
async function digest(client: pg.ClientBase, table: Table): Promise<Digest> {
  const { name, columns } = table
  let sum = 0n
  let rows = 0
  await client.query(
    `DECLARE moved CURSOR FOR SELECT ${columns.map(quoted).join()} FROM ${quoted(name)}`,
  )
  for (;;) {
    const { rows: some } = await client.query<Record<string, Value>>(
      `FETCH ${batchRows} FROM moved`,
    )
    if (some.length === 0) break
    for (const row of some) sum += hashOf(columns.map((column) => row[column] ?? null))
    rows += some.length
  }
  await client.query('CLOSE moved')
  return { rows, sum }
}

/// The same for the same values, wherever they were read: of kind, length and content of each.
function hashOf(values: readonly Value[]): bigint {
  const hash = createHash('sha256')
  for (const value of values) {
    const isBytes = value instanceof Uint8Array
    const content = isBytes ? value : Buffer.from(value === null ? '' : String(value))
    const kind = value === null ? 'n' : isBytes ? 'b' : 't'
    hash.update(`${kind}${content.byteLength}:`).update(content)
  }
  return BigInt(`0x${hash.digest('hex')}`)
}

/// What PostgreSQL takes: it has no text with U+0000.
const carried = (value: Value): Value => (typeof value === 'string' ? keepable(value) : value)

const sizeOf = (value: Value) =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 8

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

function tablesOf(db: DatabaseSync): readonly Table[] {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  return names
    .map(({ name }) => String(name))
    .filter((name) => !own.test(name))
    .map((name) => {
      const columns = db.prepare(`PRAGMA table_info(${quoted(name)})`).all()
      const foreign = db.prepare(`PRAGMA foreign_key_list(${quoted(name)})`).all()
      return {
        name,
        columns: columns.map((column) => String(column.name)),
        needs: foreign.map((each) => String(each.table)).filter((other) => other !== name),
      }
    })
}

/// Those that others speak of come first.
function inOrder(tables: readonly Table[]): readonly Table[] {
  const placed: Table[] = []
  let left = tables
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ needs }) => !needs.some((need) => names.has(need)))
    if (ready.length === 0) throw new Error('Tables speak of each other in a circle.')
    placed.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return placed
}
