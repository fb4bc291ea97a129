import { Worker } from 'node:worker_threads'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/// What the thread is asked, and what it answers.
export interface Question {
  readonly number: number
  readonly sql: string
  readonly parameters: readonly unknown[]
}
export type Reply =
  | { readonly number: number; readonly result: QueryResult<unknown> }
  | { readonly number: number; readonly error: unknown }

/// Kysely over node:sqlite in a thread of its own: while a commit waits for the disk, or for the
/// store that writes to the same file, the sockets of the rooms go on.
export function sqliteDialect(path: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(path),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/// One connection, lent to one borrower at a time: a transaction is never mixed with other queries.
class ThreadDriver implements Driver {
  readonly #path: string
  #connection: ThreadConnection | undefined
  #last: Promise<void> = Promise.resolve()
  #giveBack = () => {}

  constructor(path: string) {
    this.#path = path
  }

  async init() {
    this.#connection = new ThreadConnection(this.#path)
  }

  async acquireConnection() {
    const before = this.#last
    let release = () => {}
    this.#last = new Promise((done) => {
      release = done
    })
    await before
    this.#giveBack = release
    if (!this.#connection) throw new Error('The records are closed.')
    return this.#connection
  }

  async releaseConnection() {
    this.#giveBack()
  }

  // Immediate: a transaction that reads first and then writes would fail at once, without waiting,
  // when the store has committed in between.
  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy() {
    await this.#connection?.end()
    this.#connection = undefined
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #worker: Worker
  readonly #waiting = new Map<number, PromiseWithResolvers<QueryResult<unknown>>>()
  #questions = 0
  #ended: Error | undefined

  constructor(path: string) {
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: path })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (error) => this.#end(error as Error))
    this.#worker.on('exit', () => this.#end(new Error('The records are closed.')))
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) return Promise.reject(this.#ended)
    const number = ++this.#questions
    const waiting = Promise.withResolvers<QueryResult<unknown>>()
    this.#waiting.set(number, waiting)
    this.#worker.postMessage({ number, sql, parameters } satisfies Question)
    return waiting.promise as Promise<QueryResult<R>>
  }

  // biome-ignore lint/correctness/useYield: SQLite has all rows at once; nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('SQLite does not stream.')
  }

  async end() {
    await this.#worker.terminate()
  }

  #hear(reply: Reply) {
    const waiting = this.#waiting.get(reply.number)
    this.#waiting.delete(reply.number)
    if ('error' in reply) waiting?.reject(reply.error)
    else waiting?.resolve(reply.result)
  }

  #end(error: Error) {
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
