/// The thread that `sqliteDialect` talks to.

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { QueryResult } from 'kysely'
import type { Question, Reply } from './connection.ts'

const path = String(workerData)
mkdirSync(dirname(path), { recursive: true })
const db = new DatabaseSync(path, { timeout: 5000 })
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')

/// Prepared once each: the queries are few, their parameters many.
const prepared = new Map<string, StatementSync>()
const maxPrepared = 500

parentPort?.on('message', ({ number, sql, parameters }: Question) => {
  const say = (reply: Reply) => parentPort?.postMessage(reply)
  try {
    say({ number, result: run(sql, parameters) })
  } catch (error) {
    say({ number, error })
  }
})

function run(sql: string, parameters: readonly unknown[]): QueryResult<unknown> {
  const statement = prepared.get(sql) ?? db.prepare(sql)
  if (prepared.size >= maxPrepared) prepared.clear()
  prepared.set(sql, statement)
  const values = parameters as readonly SQLInputValue[]
  if (statement.columns().length > 0) return { rows: statement.all(...values) }
  const { changes } = statement.run(...values)
  return { rows: [], numAffectedRows: BigInt(changes) }
}
