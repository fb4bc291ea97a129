import { parseArgs } from 'node:util'
import { operations } from './operations.ts'
import { play } from './session.ts'

/// npm run fuzz -- --runs N --seed S: plays N sessions from seed S on and says what went wrong.
///
///   --pairs     every pair of operations with how often it happened at the same time
///   --steps     the steps of the sessions that failed
///   --first     stop at the first thing that is wrong
///   --anchors   people comment on what they see, and the comments must stay on it
///   --plain     nobody makes words bold and the like, and no server takes down what they do
///   --mutants   plant faults, one at a time, and see that each is caught

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    pairs: { type: 'boolean', default: false },
    steps: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    anchors: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('fuzz: --runs and --seed take whole numbers, --runs at least 1')
  process.exit(2)
}

/// At most one word in this many may come out on another line.
const wordsPerMisplaced = 10_000
const charactersInWord = 3
const mostFailures = 10
const shownPairs = 20

if (values.mutants) {
  const { survivors } = await import('./mutants.ts')
  process.exit((await survivors(values.runs === '500' ? 4000 : runs)) > 0 ? 1 : 0)
}

const started = performance.now()
const failures: number[] = []
const misplacing: number[] = []
const pairs = new Map<string, number>()
let [played, hostile, words, misplaced, comments] = [0, 0, 0, 0, 0]
console.log(`fuzz: ${runs} sessions from seed ${seed}`)
for (let i = 0; i < runs; i++) {
  const report = play(seed + i, {
    trace: values.steps,
    anchors: values.anchors,
    marks: !values.plain,
  })
  played++
  if (report.hostile) hostile++
  words += report.words
  comments += report.comments
  misplaced += report.misplaced / charactersInWord
  for (const [pair, count] of report.pairs) pairs.set(pair, (pairs.get(pair) ?? 0) + count)
  if (report.misplaced > 0) misplacing.push(report.seed)
  if (report.wrong.length > 0) {
    failures.push(report.seed)
    console.log(`seed ${report.seed}: ${report.wrong.join('; ')}`)
  }
  if (values.steps && (report.wrong.length > 0 || report.misplaced > 0)) {
    console.log(`seed ${report.seed}:\n${report.steps.map((step) => `  ${step}`).join('\n')}`)
  }
  if (failures.length >= (values.first ? 1 : mostFailures)) break
  // Sound sources stay far below this.
  if (values.first && misplaced >= 4 && misplaced > (0.3 * words) / wordsPerMisplaced) break
}

const seconds = ((performance.now() - started) / 1000).toFixed(1)
const sorted = [...pairs].sort((a, b) => b[1] - a[1])
const total = sorted.reduce((sum, [, count]) => sum + count, 0)
const names = Object.keys(operations)
const possible = (names.length * (names.length + 1)) / 2
console.log(
  `${pairs.size} of ${possible} pairs of operations happened at the same time, ${total} times`,
)
for (const [pair, count] of values.pairs ? sorted : sorted.slice(0, shownPairs)) {
  console.log(`${String(count).padStart(9)}  ${pair}`)
}
if (!values.pairs && sorted.length > shownPairs) {
  console.log(`           … and ${sorted.length - shownPairs} more (--pairs shows all)`)
}
const tooMany = misplaced > Math.max(1, words / wordsPerMisplaced)
if (misplacing.length > 0) console.log(`misplaced in the sessions of seed ${misplacing.join(', ')}`)
if (failures.length > 0) console.log(`failed: seed ${failures.join(', ')}`)
if (values.anchors) console.log(`${comments} comments were made and watched`)
console.log(
  `${played} sessions, ${hostile} of them with a stranger; ${words} words typed, ` +
    `${misplaced.toFixed(1)} on another line than typed in` +
    `${tooMany ? ' (too many)' : ''}, ${failures.length} sessions failed, ${seconds} s`,
)
process.exit(failures.length > 0 || tooMany ? 1 : 0)
