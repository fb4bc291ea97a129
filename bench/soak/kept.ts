/// What the server keeps of a series on disk, looked at from outside.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { call } from '../sync/call.ts'
import type { Entrance } from '../sync/connection.ts'

const file = 'ninety.sqlite'

/// Rows in the log of a series, and how many have ever been written.
export function logOf(folder: string, series: string): { rows: number; head: number } {
  const db = new DatabaseSync(join(folder, file), { readOnly: true, timeout: 5000 })
  try {
    const rows = db.prepare('SELECT count(*) AS n FROM log WHERE doc = ?').get(series)
    const head = db.prepare('SELECT head FROM series WHERE id = ?').get(series)
    return { rows: Number(rows?.n), head: Number(head?.head) }
  } finally {
    db.close()
  }
}

/// Bytes of the database and of its write-ahead log.
export function fileOf(folder: string): number {
  return [file, `${file}-wal`].reduce((sum, name) => {
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
}

/// A token that may look at a series, made by an owner.
export async function tokenFor({ url, headers, room }: Entrance): Promise<string> {
  const { host } = new URL(url)
  const answer = await call(`http://${host}/api/series/${room}/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name: 'Looks on', role: 'viewer' }),
  })
  if (!answer.ok) throw new Error(`No token: ${answer.status} ${await answer.text()}`)
  const { token } = (await answer.json()) as { token: string }
  return token
}
