import { parseArgs } from 'node:util'
import { play } from './session.ts'

/// npm run fuzz -- --runs N --seed S: plays N sessions from seed S on and says what went wrong.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    pairs: { type: 'boolean', default: false },
    steps: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('fuzz: --runs and --seed take whole numbers, --runs at least 1')
  process.exit(2)
}

const started = performance.now()
const failures: number[] = []
const pairs = new Map<string, number>()
let words = 0
let misplaced = 0
console.log(`fuzz: ${runs} sessions from seed ${seed}`)
for (let i = 0; i < runs; i++) {
  const report = play(seed + i)
  words += report.words
  misplaced += report.misplaced
  for (const [pair, count] of report.pairs) pairs.set(pair, (pairs.get(pair) ?? 0) + count)
  if (report.misplaced > 0) console.log(`seed ${report.seed}: ${report.misplaced} misplaced`)
  if (report.wrong.length > 0) {
    failures.push(report.seed)
    console.log(`seed ${report.seed}: ${report.wrong.join('; ')}`)
    if (values.steps) console.log(report.steps.map((step) => `  ${step}`).join('\n'))
    if (failures.length >= 10) break
  }
}
const seconds = (performance.now() - started) / 1000
if (values.pairs) {
  console.log('concurrent operations, by pair:')
  for (const [pair, count] of [...pairs].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(8)}  ${pair}`)
  }
}
const total = [...pairs.values()].reduce((sum, count) => sum + count, 0)
console.log(`${pairs.size} pairs of operations happened at the same time, ${total} times`)
console.log(
  `${words} words typed, ${misplaced} characters on another line than typed in, ` +
    `${failures.length} sessions failed, ${seconds.toFixed(1)} s`,
)
// At most one word in 10,000 may come out on another line.
const tooMany = misplaced > 3 * Math.max(1, words / 10_000)
process.exit(failures.length > 0 || tooMany ? 1 : 0)
