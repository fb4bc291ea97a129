import { rereadFolder } from './disk.ts'
import { inFolder } from './folder.ts'
import type { Failing } from './planted.ts'
import type { Run } from './run.ts'
import { freePort, Serving } from './serving.ts'
import { Stage } from './stage.ts'

/// Commits fail while people type: before anything of them is on disk, or after all of it is and
/// only the answer is lost.

/// Of each sort.
const rounds = 30

const sorts = {
  'a commit fails': 'before',
  'a commit fails after it was made': 'after',
} as const satisfies Record<string, Failing['when']>

export async function commit(run: Run): Promise<void> {
  await inFolder(async (dataDir) => {
    const dice = run.dice('commit')
    const serving = new Serving({ dataDir, port: await freePort(), plant: 'commits' })
    await serving.start()
    const { url } = serving
    const stage = await Stage.set({ url, dice, trace: run.trace })
    const live = () => rereadFolder(dataDir, stage.series, true)
    try {
      for (let round = 0; round < run.rounds(rounds, 1); round++) {
        for (const [sort, when] of Object.entries(sorts)) {
          stage.type()
          await stage.moment('acknowledged', 1 + dice.below(60))
          // Also right after it was read again.
          const failed = serving.told('failed')
          serving.tell({ when, count: 1 + dice.below(3) } satisfies Failing)
          await failed
          if (dice.chance(0.3)) stage.reopen()
          const wrong = [...(await stage.lost(live))]
          if (dice.chance(0.5)) wrong.push(...(await stage.wrongAtRest(live, url)))
          run.tried(sort, wrong, round)
        }
      }
      run.count(stage)
    } finally {
      stage.leave()
      await serving.end('SIGKILL')
    }
  })
}
