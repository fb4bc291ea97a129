/// npm run hostile -- --frames N --seed S: does to a real server, over real sockets, what hostile
/// clients do, and looks after each that nobody else has noticed.
///
///   --only list|fuzz   one half of it
///   --attack N         only this entry of the list
///   --frames N         frames of the grammar fuzzer (1,000,000)
///   --seed S           where its chance begins

import { parseArgs } from 'node:util'
import { columns } from '../../bench/table.ts'
import { fuzz } from './fuzz.ts'
import { besiege } from './siege.ts'

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
    attack: { type: 'string' },
  },
})
const [frames, seed] = [Number(values.frames), Number(values.seed)]
if (!Number.isInteger(frames) || frames < 1 || !Number.isInteger(seed)) {
  console.error('hostile: --frames and --seed take whole numbers, --frames at least 1')
  process.exit(2)
}
const wrong: string[] = []
if (values.only !== 'fuzz') {
  console.log('hostile: the list')
  const siege = await besiege((line) => console.log(`  ${line}`), values.attack)
  console.log(columns(siege.table))
  wrong.push(...siege.wrong)
}
if (values.only !== 'list' && values.attack === undefined) {
  console.log(`hostile: ${frames} frames from seed ${seed}`)
  const report = await fuzz({ frames, seed, say: (line) => console.log(`  ${line}`) })
  console.log(columns(report.table))
  wrong.push(...report.wrong)
}
for (const line of wrong) console.log(`WRONG: ${line}`)
console.log(wrong.length === 0 ? 'hostile: nothing wrong' : `hostile: ${wrong.length} wrong`)
process.exit(wrong.length === 0 ? 0 : 1)
