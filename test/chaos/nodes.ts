import type { Dice } from '../fuzz/dice.ts'
import { Cluster, type ClusterNode } from './cluster.ts'
import { inFolder } from './folder.ts'
import type { Line } from './relay.ts'
import type { Run } from './run.ts'
import { Stage } from './stage.ts'
import { pause } from './until.ts'

/// Three servers on one PostgreSQL and one Redis, of which one is killed, held, or cut off from
/// either; and Redis emptied, slow, and stopped.

/// Of each sort.
const rounds = 10
const size = 3
/// Milliseconds that a fault lasts, at most.
const longest = 5000

type Fault = (cluster: Cluster, node: ClusterNode, dice: Dice) => Promise<void>

const ofNodes: Readonly<Record<string, Fault>> = {
  'a node killed (SIGKILL)': async (_cluster, { serving }, dice) => {
    await serving.end('SIGKILL')
    await pause(dice.below(longest / 2))
    await serving.start()
  },
  'a node held (SIGSTOP) and let go': async (_cluster, { serving }, dice) => {
    serving.pause()
    await pause(dice.below(longest))
    serving.goOn()
  },
  'a node cut off from PostgreSQL': async (_cluster, { toPostgres }, dice) => {
    await during(toPostgres, partition(dice), dice.below(longest))
  },
  'a node cut off from Redis': async (_cluster, { toRedis }, dice) => {
    await during(toRedis, partition(dice), dice.below(longest))
  },
  'a node held while two others write snapshots': async ({ nodes }, node, dice) => {
    node.serving.pause()
    for (const other of nodes) if (other !== node) await restart(other, dice)
    node.serving.goOn()
  },
  'PostgreSQL crashed and started': async ({ postgres }, _node, dice) => {
    await postgres.end('SIGQUIT')
    await pause(dice.below(longest / 2))
    await postgres.start()
  },
  'one held, another killed, the third cut off from PostgreSQL': async ({ nodes }, node, dice) => {
    const others = nodes.filter((each) => each !== node)
    const [second, third] = others
    node.serving.pause()
    if (third) third.toPostgres.line = partition(dice)
    await second?.serving.end('SIGKILL')
    await pause(dice.below(longest / 2))
    await second?.serving.start()
    node.serving.goOn()
    await pause(dice.below(longest / 2))
    if (third) third.toPostgres.line = { kind: 'clear' }
  },
}

/// Asked to stop, a server writes snapshots: the rows that a held one has not read are cut, and it
/// has to find out.
async function restart({ serving }: ClusterNode, dice: Dice): Promise<void> {
  await pause(dice.below(longest / 4))
  await serving.end('SIGTERM')
  await serving.start()
}

const ofRedis: Readonly<Record<string, Fault>> = {
  'Redis emptied': async (cluster) => cluster.flushRedis(),
  'Redis stopped and started': async ({ redis }, _node, dice) => {
    await redis.end()
    await pause(dice.below(longest))
    await redis.start()
  },
  'Redis slow': async ({ nodes }, _node, dice) => {
    const line = { kind: 'slow', ms: dice.below(2000), jitter: dice.below(500), dice } as const
    await Promise.all(nodes.map(({ toRedis }) => during(toRedis, line, longest)))
  },
  'Redis stopped, a node killed, Redis started': async ({ redis }, { serving }, dice) => {
    await redis.end()
    await pause(dice.below(longest / 2))
    await serving.end('SIGKILL')
    await serving.start()
    await redis.start()
  },
}

/// Nothing passes and nobody is told, or all is turned away.
function partition(dice: Dice): Line {
  if (dice.chance(0.5)) return { kind: 'refusing' }
  return { kind: 'dead', way: dice.pick(['both', 'up', 'down']) ?? 'both' }
}

async function during(relay: ClusterNode['toRedis'], line: Line, ms: number): Promise<void> {
  relay.line = line
  await pause(ms)
  relay.line = { kind: 'clear' }
}

/// In a brief run one room has both kinds of trouble.
export const nodes = (run: Run) =>
  strike(run, 'nodes', run.isBrief ? { ...ofNodes, ...ofRedis } : ofNodes)
export const redis = (run: Run) => strike(run, 'redis', ofRedis)

async function strike(run: Run, kind: string, faults: Readonly<Record<string, Fault>>) {
  await inFolder(async (folder) => {
    const dice = run.dice(kind)
    const cluster = await Cluster.start(folder, size, run.plant)
    const [first] = cluster.nodes
    const at = first?.serving.url ?? ''
    const options = { url: cluster.balancer.url, at, dice, trace: run.trace }
    let stage: Stage | undefined
    try {
      stage = await Stage.set(options)
      const { series } = stage
      const reread = () => cluster.reread(series)
      for (let round = 0; round < run.rounds(rounds, 1); round++) {
        for (const [sort, fault] of run.choose(faults, dice, 2)) {
          const node = dice.pick(cluster.nodes)
          if (!node) return
          stage.type()
          await stage.moment('told', 1 + dice.below(150))
          await fault(cluster, node, dice)
          if (dice.chance(0.3)) stage.reopen()
          const wrong = [...(await stage.lost(reread))]
          if (round % 2 === 0) {
            for (const { serving } of cluster.nodes) {
              wrong.push(...(await stage.wrongAtRest(reread, serving.url)))
            }
          }
          run.tried(sort, wrong, round)
        }
      }
      run.count(stage)
    } finally {
      stage?.leave()
      await cluster.end()
    }
  })
}
