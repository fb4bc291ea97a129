import { join } from 'node:path'
import { type Reread, rereadFolder, withCopy } from './disk.ts'
import { inFolder } from './folder.ts'
import type { Run } from './run.ts'
import { freePort, Serving } from './serving.ts'
import { Stage } from './stage.ts'
import { cutWal, keptBeside, tails, tearCommit, tearPage, tearRow, tearTail } from './tear.ts'

/// The server is killed and what it kept is damaged before it starts again. An end of the log that
/// no commit follows loses nothing. A committed page or row that is not what was written opens at
/// the last whole commit, says so, and the pages that are open supply the rest: also what somebody
/// typed who has left.

/// Of each sort.
const rounds = 6

export async function torn(run: Run): Promise<void> {
  await inFolder(async (dataDir) => {
    const dice = run.dice('torn')
    const serving = new Serving({ dataDir, port: await freePort(), plant: run.plant })
    await serving.start()
    const { url } = serving
    const stage = await Stage.set({ url, dice, trace: run.trace })
    const path = join(dataDir, 'ninety.sqlite')
    const dead = () => rereadFolder(dataDir, stage.series, false)
    const live = () => rereadFolder(dataDir, stage.series, true)

    /// Somebody types, somebody leaves, the server is killed; or stopped, when it writes a snapshot.
    const crash = async (signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') => {
      stage.type()
      await stage.moment('acknowledged', 10 + dice.below(80))
      if (dice.chance(0.5)) stage.reopen()
      await stage.moment('acknowledged', 5 + dice.below(30))
      await serving.end(signal)
    }
    const startAgain = async () => {
      const before = serving.log.length
      await serving.start()
      return serving.log.slice(before)
    }
    const atRest = () => stage.wrongAtRest(live, url)

    const tail = async (sort: keyof typeof tails, round: number) => {
      await crash()
      tearTail(path, sort, dice)
      const wrong = [...(await stage.lost(dead))]
      const said = await startAgain()
      if (/damaged/.test(said)) wrong.push(`the start calls it damaged: ${said}`)
      run.tried(`an unfinished write (${sort})`, [...wrong, ...(await atRest())], round)
    }

    const page = async (round: number) => {
      await crash()
      if (!tearPage(path, dice)) return void (await serving.start())
      const wrong = [...(await stage.lost(dead))]
      await startAgain()
      run.tried('a page torn while the log is copied over', [...wrong, ...(await atRest())], round)
    }

    const committed = async (round: number) => {
      await crash()
      const whole = await withCopy(dataDir, async (copy) => {
        const damage = tearCommit(path, dice)
        if (!damage) return undefined
        cutWal(copy, damage.wholeUpTo)
        return { before: await rereadFolder(join(copy, '..'), stage.series, false) }
      })
      if (!whole) return void (await serving.start())
      const found = await dead()
      const wrong = [...differences(found, whole.before)]
      const kept = keptBeside(dataDir).length
      const said = await startAgain()
      if (!/damaged/.test(said)) wrong.push(`the start does not say so: ${said}`)
      if (keptBeside(dataDir).length !== kept + 1) wrong.push('the damaged log was not kept')
      const lost = found.extent.inserted.lacking(stage.books.everything(stage.pages).inserted).size
      wrong.push(...(await atRest()))
      run.tried('a committed page torn in the log', wrong, round)
      run.add('a committed page torn in the log', lost, 'code units given back by pages')
    }

    const row = async (what: 'log' | 'snapshot', round: number) => {
      await crash(what === 'log' ? 'SIGKILL' : 'SIGTERM')
      const sort = what === 'log' ? 'a row of the log changed' : 'a snapshot changed'
      if (!tearRow(path, stage.series, what, dice)) return void (await serving.start())
      const before = serving.log.length
      await serving.start()
      const wrong = [...(await atRest())]
      if (!/set aside/.test(serving.log.slice(before))) wrong.push('the server does not say so')
      run.tried(sort, wrong, round)
    }

    try {
      // So that the series itself is in the file and not only in the log.
      await serving.end('SIGKILL')
      await serving.start()
      const sorts: Record<string, (round: number) => Promise<void>> = {
        page,
        committed,
        log: (round) => row('log', round),
        snapshot: (round) => row('snapshot', round),
      }
      for (const sort of Object.keys(tails) as (keyof typeof tails)[]) {
        sorts[sort] = (round) => tail(sort, round)
      }
      for (let round = 0; round < run.rounds(rounds, 1); round++) {
        for (const [, tear] of run.choose(sorts, dice, 1)) await tear(round)
      }
      run.count(stage)
    } finally {
      stage.leave()
      await serving.end('SIGKILL')
    }
  })
}

/// What is opened must be the state of the last whole commit.
function differences(found: Reread, expected: Reread): readonly string[] {
  const wrong: string[] = []
  if (found.wal !== 'tornCommit') wrong.push(`the damaged log counts as ${found.wal}`)
  if (found.head !== expected.head) {
    wrong.push(`opened at row ${found.head} and not at ${expected.head}`)
  }
  const lack = found.extent.lacks(expected.extent)
  if (lack !== undefined) wrong.push(`of the last whole commit there lacks ${lack}`)
  const more = expected.extent.lacks(found.extent)
  if (more !== undefined) wrong.push(`more was opened than the last whole commit: ${more}`)
  return wrong
}
