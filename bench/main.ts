/// `npm run bench -- [name …] [--strict]`: measures what there are budgets for and prints it
/// beside what it is compared with. Without a name, everything. docs/BENCH.md says how to read it.
/// With --strict a missed budget ends it with 1. --window adds to `sync` the curve over the window in
/// which edits gather.

import { parseArgs } from 'node:util'
import { exporting } from './export/export.ts'
import { formats } from './formats/formats.ts'
import { storm } from './storm/storm.ts'
import { sync } from './sync/sync.ts'
import { isMissed, type Row, say } from './table.ts'
import { typing } from './typing/typing.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    strict: { type: 'boolean', default: false },
    window: { type: 'boolean', default: false },
  },
})
const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  typing,
  sync: () => sync({ window: values.window }),
  storm,
  formats,
  export: exporting,
}
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There is: ${Object.keys(benches)}.`)
  process.exit(2)
}

let missed = false
for (const name of names) {
  const rows = (await benches[name]?.()) ?? []
  console.log(`\n${say(rows)}\n`)
  missed ||= rows.some(isMissed)
}
process.exitCode = missed && values.strict ? 1 : 0
