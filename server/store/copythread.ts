/// The thread that copies a database that others go on writing to: it takes as long as reading all
/// of it does, and commits must not wait.

import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'
import { copyDatabase } from './copy.ts'

const { from, to } = workerData as { readonly from: string; readonly to: string }
const db = new DatabaseSync(from, { timeout: 5000 })
try {
  copyDatabase(db, to)
} finally {
  db.close()
}
