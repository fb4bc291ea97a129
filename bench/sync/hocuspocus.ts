/// Hocuspocus with SQLite. Its SQLite extension is its database extension with these two statements
/// on better-sqlite3, which is compiled for one Node and cannot be had for every one; here they run
/// on `node:sqlite`. Everything else is as it comes.

import { DatabaseSync } from 'node:sqlite'
import { peers } from './peers.ts'

interface Hocuspocus {
  readonly Server: new (
    options: Readonly<Record<string, unknown>>,
  ) => { listen(): Promise<unknown>; readonly address: { readonly port: number } }
}

interface Document {
  readonly documentName: string
  readonly state: Uint8Array
}

interface DatabaseExtension {
  readonly Database: new (statements: {
    fetch(document: Document): Promise<Uint8Array | null>
    store(document: Document): Promise<void>
  }) => unknown
}

const server = '@hocuspocus/server'
const database = '@hocuspocus/extension-database'
const { Server } = (await import(peers.file(server, 'dist/hocuspocus-server.esm.js'))) as Hocuspocus
const { Database } = (await import(
  peers.file(database, 'dist/hocuspocus-database.esm.js')
)) as DatabaseExtension

const db = new DatabaseSync(process.env.PEER_DATABASE ?? ':memory:')
db.exec(`CREATE TABLE IF NOT EXISTS "documents"
  ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))`)
const find = db.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC')
const keep = db.prepare(`INSERT INTO "documents" ("name", "data") VALUES (?, ?)
  ON CONFLICT(name) DO UPDATE SET data = excluded.data`)

const running = new Server({
  port: Number(process.env.PORT ?? 0),
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      async fetch({ documentName }) {
        const data = find.get(documentName)?.data
        return data instanceof Uint8Array ? data : null
      },
      async store({ documentName, state }) {
        keep.run(documentName, state)
      },
    }),
  ],
})
await running.listen()
console.log(`hocuspocus at port ${running.address.port}`)
