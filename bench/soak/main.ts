/// `npm run soak [-- --minutes N --rate N --seed N]`: hours of eight writers and forty readers in as
/// many minutes, typed faster than anybody types. Says every tenth what the server holds, and ends
/// with 1 when it grows. docs/BENCH.md says what is allowed.

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { memoryOf } from '../sync/proc.ts'
import { ninety } from '../sync/side.ts'
import { columns, median } from '../table.ts'
import { callCompany, type Tally } from './company.ts'
import { fileOf, logOf, tokenFor } from './kept.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    rate: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [minutes, rate, seed] = [values.minutes, values.rate, values.seed].map(Number) as [
  number,
  number,
  number,
]
if (!(minutes > 0) || !(rate > 0) || !Number.isInteger(seed)) {
  console.error('soak: --minutes and --rate take numbers above 0, --seed a whole number')
  process.exit(2)
}

const writers = 8
const readers = 40
/// What a writer at work makes in a second on average, pauses to think among them.
const editsPerSecond = 1

/// No tenth after the second may hold so much more memory than the second.
const mostGrowth = 1.1
/// A snapshot is written every 4,000 rows, and the rows before the older of two are cut.
const mostRows = 3 * 4_000
/// Bytes of the database and its write-ahead log together: what there is whatever is written (the
/// write-ahead log is used over and over, up to 4 MB), and for each byte of text, of which two
/// snapshots and the rows since are kept.
const mostFile = (text: number) => 6_000_000 + 20 * text

const tenths = 10
const tenth = (minutes * 60_000) / tenths

interface Tenth {
  readonly memory: number
  readonly rows: number
  readonly written: number
  readonly file: number
  readonly tally: Tally
}

const hours = (minutes * rate) / editsPerSecond / 60
console.log(
  `soak: ${writers} writers and ${readers} readers, ${rate} edits a second each for ${minutes} ` +
    `minutes: ${hours.toFixed(1)} hours at ${editsPerSecond} a second, seed ${seed}`,
)

const serving = await ninety.start(1, 2 * writers)
const company = callCompany()
try {
  const browsers = (serving.rooms[0] ?? []).slice(0, writers)
  const [owner] = browsers
  if (!owner) throw new Error('Nobody is there.')
  const looker = { ...owner, headers: {}, url: `${owner.url}?token=${await tokenFor(owner)}` }
  await company.begin({ writers: browsers, readers, reader: looker, episodes: 100, rate, seed })
  const found: Tenth[] = []
  for (let i = 0; i < tenths; i++) {
    const memory: number[] = []
    const end = performance.now() + tenth
    while (performance.now() < end) {
      memory.push(memoryOf(serving.pid))
      await wait(Math.min(500, Math.max(1, end - performance.now())))
    }
    const { rows, head } = logOf(serving.folder, owner.room)
    const file = fileOf(serving.folder)
    const tally = await company.tally()
    found.push({ memory: median(memory), rows, written: head, file, tally })
    console.log(sayTenth(i + 1, found[i] as Tenth))
  }
  const disagreement = await company.finish()
  const faults = [...judge(found), ...disagreement]
  for (const fault of faults) console.log(fault)
  console.log(faults.length === 0 ? 'soak: all as it should be' : `soak: ${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  company.leave()
  await serving.remove()
}

function sayTenth(number: number, { memory, rows, written, file, tally }: Tenth): string {
  return columns([
    [
      `${number}/${tenths}`,
      `${memory.toFixed(0)} MB`,
      `${rows} of ${written} rows in the log`,
      `file ${(file / 1e6).toFixed(1)} MB`,
      `text ${(tally.text / 1e3).toFixed(0)} kB (× ${(file / tally.text).toFixed(1)})`,
      `${tally.edits} edits, ${tally.comings} readers came`,
    ],
  ])
}

function judge(found: readonly Tenth[]): string[] {
  const faults: string[] = []
  const second = found[1]?.memory ?? 0
  for (const [i, { memory, rows, file, tally }] of found.entries()) {
    if (i >= 2 && memory > mostGrowth * second) {
      faults.push(`Tenth ${i + 1} holds ${memory.toFixed(0)} MB, the second ${second.toFixed(0)}.`)
    }
    if (rows > mostRows) faults.push(`Tenth ${i + 1} has ${rows} rows in its log.`)
    if (file > mostFile(tally.text)) faults.push(`Tenth ${i + 1} keeps ${file} bytes.`)
    if (tally.closed > 0) faults.push(`${tally.closed} connections were closed.`)
  }
  return faults
}
