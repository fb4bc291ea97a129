import pg from 'pg'

/// How long things may take, in milliseconds, before a database counts as not answering.
export interface Patience {
  readonly connect: number
  /// The database gives up by itself after this long …
  readonly statement: number
  /// … and we do when even that is not heard.
  readonly answer: number
}

const patience: Patience = { connect: 5_000, statement: 10_000, answer: 12_000 }

/// Connections to PostgreSQL. Whole numbers come as numbers (none here is beyond 2⁵³), and nothing
/// waits for ever: a database that hangs is one that fails.
export function connect(
  url: string,
  { size = 8, onLost = () => {}, wait = patience }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'ninety',
    keepAlive: true,
    connectionTimeoutMillis: wait.connect,
    statement_timeout: wait.statement,
    idle_in_transaction_session_timeout: wait.statement,
    query_timeout: wait.answer,
    types: { getTypeParser: typeParser },
  })
  // Without a listener a connection that breaks between two queries would end the process.
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export interface PoolOptions {
  /// How many connections there may be.
  readonly size?: number
  readonly onLost?: (error: Error) => void
  readonly wait?: Patience
}

/// The types of whole numbers and of their sums, by their numbers in PostgreSQL's catalogue.
const int8 = 20
const numeric = 1700

const typeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') => {
  if ((type === int8 || type === numeric) && format !== 'binary') return Number
  return format === 'binary'
    ? pg.types.getTypeParser(type, 'binary')
    : pg.types.getTypeParser(type, 'text')
}

/// Runs `work` in one transaction on one connection. A connection on which anything went wrong is
/// not used again.
export async function transaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failed = true
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    failed = false
    return result
  } finally {
    // Ending the connection is what rolls back, and the one thing that works on a broken one.
    client.release(failed)
  }
}

/// PostgreSQL keeps no text with U+0000 in it.
export function keepable(text: string): string {
  return text.replaceAll('\0', '')
}
