/// Reads a series from disk as a server would that has just started, in a process of its own, and
/// writes what it finds as one update: `reread.ts SERIES OUT FILE`, or without a file and with
/// `DATABASE_URL`.

import { writeFileSync } from 'node:fs'
import * as Y from 'yjs'
import { loadDocument } from '../../server/rooms/load.ts'
import { PostgresStore } from '../../server/store/postgres.ts'
import { SqliteStore } from '../../server/store/sqlite.ts'

const [series = '', out = '', file = ''] = process.argv.slice(2)
const { DATABASE_URL } = process.env
const store = DATABASE_URL ? await PostgresStore.open(DATABASE_URL) : new SqliteStore(file)
const loaded = await loadDocument(store, series)
if (loaded.kind === 'loaded') writeFileSync(out, Y.encodeStateAsUpdate(loaded.doc))
const { kind } = loaded
const said = kind === 'loaded' ? { kind, head: loaded.head, damage: loaded.damage } : loaded
process.stdout.write(
  JSON.stringify({ ...said, wal: store instanceof SqliteStore ? store.opening.wal.kind : 'none' }),
)
await store.close()
