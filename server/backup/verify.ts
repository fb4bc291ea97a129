import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { schemaVersion, versionOf } from '../store/schema.ts'

/// What a file of the embedded store holds.
export interface Holdings {
  readonly series: number
  /// Rows of logs, and snapshots.
  readonly parts: number
  /// How many of these are not what was written. The server sets such a part aside when it meets it.
  readonly damaged: number
}

/// Reads all of a file of the embedded store, as a backup or as what is to be put back. Throws when
/// it is none, is damaged as a database, is of a newer version, or lacks a part of a log. Takes as
/// long as reading the file does.
export function verify(path: string): Holdings {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const version = versionOf(db)
    if (version === 0) throw new Error('there is nothing of Ninety in it')
    if (version > schemaVersion) throw new Error('it was written by a newer Ninety')
    const [found] = db.prepare('PRAGMA integrity_check(1)').all()
    if (found?.integrity_check !== 'ok') throw new Error(`it is damaged: ${found?.integrity_check}`)
    const [gap] = db.prepare(lacking).all()
    if (gap) throw new Error(`the log of series ${gap.id} lacks rows`)
    let parts = 0
    let damaged = 0
    for (const table of ['log', 'snapshot']) {
      for (const { bytes, crc } of db.prepare(`SELECT bytes, crc FROM ${table}`).iterate()) {
        parts += 1
        if (!(bytes instanceof Uint8Array) || crc32(bytes) !== Number(crc)) damaged += 1
      }
    }
    const series = Number(db.prepare('SELECT count(*) AS n FROM series').get()?.n)
    return { series, parts, damaged }
  } finally {
    db.close()
  }
}

/// Series whose log does not go from its newest snapshot to its head.
const lacking = `
  WITH base AS (
    SELECT id, head, coalesce((SELECT max(seq) FROM snapshot WHERE doc = id), 0) AS seq FROM series
  )
  SELECT id FROM base WHERE head < seq OR head - seq <>
    (SELECT count(*) FROM log WHERE doc = id AND log.seq > base.seq) +
    (SELECT count(*) FROM quarantine WHERE doc = id AND what = 'row' AND quarantine.seq > base.seq)
`
