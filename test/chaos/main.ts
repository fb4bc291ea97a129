import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { commit } from './commit.ts'
import { kill } from './kill.ts'
import { network } from './network.ts'
import { nodes, redis } from './nodes.ts'
import { type Plant, plants } from './planted.ts'
import { power } from './power.ts'
import { endProcesses } from './process.ts'
import { revoke } from './revoke.ts'
import { Run } from './run.ts'
import { tapSockets } from './tap.ts'
import { torn } from './torn.ts'
import { readTrace } from './trace.ts'

/// npm run chaos: people type while everything around them goes wrong, and nothing of it may be
/// lost. Prints its seed, and at the end what was tried and what was found; exits 1 on any loss.
///
///   --seed S      another course of things
///   --rounds N    each fault so often (without it: as often as its file says)
///   --brief       few of each, and not of all: under a minute
///   --only KIND   one kind of fault: kill, nodes, redis, network, commit, torn,
///                 power or revoke
///   --traces DIR  where the trace of three people is (default: ../shared/traces, when it is there)
///   --mutant M    plants a fault in the server, which must be found: ackBeforeCommit,
///                 tellBeforeCommit, forgetRow, forgetDeletes

const kinds = { kill, nodes, redis, network, commit, torn, power, revoke } as const

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    rounds: { type: 'string' },
    brief: { type: 'boolean', default: false },
    only: { type: 'string' },
    traces: { type: 'string', default: join(import.meta.dirname, '../../../shared/traces') },
    mutant: { type: 'string' },
  },
})

function refuse(sentence: string): never {
  console.error(`chaos: ${sentence}`)
  process.exit(2)
}

const seed = Number(values.seed)
const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
if (!Number.isInteger(seed)) refuse('--seed takes a whole number')
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
  refuse('--rounds takes a whole number from 1 on')
}
const isBrief = values.brief
// A brief run has both kinds of nodes' trouble in one, and does not wait the ten seconds of `revoke`.
const long = ['redis', 'power', 'revoke']
const usual = Object.entries(kinds).filter(([name]) => !isBrief || !long.includes(name))
const chosen = values.only ? Object.entries(kinds).filter(([name]) => name === values.only) : usual
if (chosen.length === 0) refuse(`--only takes one of ${Object.keys(kinds).join(', ')}`)
const plant = plants.find((name): name is Plant => name === values.mutant)
if (values.mutant !== undefined && !plant) refuse(`--mutant takes one of ${plants.join(', ')}`)

const trace = readTrace(values.traces)
console.log(
  `chaos: seed ${seed}${trace ? '' : `, without the trace of three people (${values.traces})`}`,
)
tapSockets()
const run = new Run({ seed, trace, plant, rounds, isBrief })
const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
for (const [name, play] of chosen) {
  console.log(`${name} …`)
  try {
    await play(run)
  } catch (error) {
    run.tried(
      `${name} went to its end`,
      [error instanceof Error ? String(error.stack) : String(error)],
      0,
    )
  } finally {
    endProcesses()
  }
  console.log(`${name}: ${seconds()} s`)
}
console.log(`\n${run.table()}\n`)
console.log(`seed ${seed}, ${run.words}, ${seconds()} s`)
process.exit(run.isSound ? 0 : 1)
