import { Courier } from './courier.ts'
import { rereadFolder } from './disk.ts'
import { inFolder } from './folder.ts'
import { type Line, Relay } from './relay.ts'
import type { Run } from './run.ts'
import { freePort, Serving } from './serving.ts'
import { Stage } from './stage.ts'
import { pause } from './until.ts'

/// What lies between people and the server goes wrong while they type: connections end anywhere,
/// bytes come late, in crumbs or not at all, whole messages come twice and in another order.

/// Of each sort.
const rounds = 12
/// Milliseconds that a line stays bad, at most: less than the 30 s after which a page gives up on a
/// connection that says nothing.
const longest = 1500
/// And once longer than that.
const silence = 36_000

export async function network(run: Run): Promise<void> {
  await inFolder(async (dataDir) => {
    const dice = run.dice('network')
    const port = await freePort()
    const serving = new Serving({ dataDir, port, plant: run.plant })
    await serving.start()
    const relay = await Relay.lay(await freePort(), [port])
    const courier = await Courier.employ(await freePort(), relay.url, dice)
    const options = { url: courier.url, at: serving.url, dice, trace: run.trace }
    const stage = await Stage.set(options)

    const live = () => rereadFolder(dataDir, stage.series, true)

    const during = async (line: Line, ms: number) => {
      relay.line = line
      await pause(ms)
      relay.line = { kind: 'clear' }
    }
    const sorts: Readonly<Record<string, () => Promise<void> | void>> = {
      'connections cut': () => relay.cut(),
      'one connection cut': () => relay.cutOne((count) => dice.below(count)),
      'cut in the middle of a message': () => relay.cutAfter(1 + dice.below(400)),
      'nobody gets through': () => during({ kind: 'refusing' }, 100 + dice.below(longest)),
      'bytes come late': () =>
        during({ kind: 'slow', ms: dice.below(400), jitter: dice.below(300), dice }, longest),
      'bytes come in crumbs': () => during({ kind: 'crumbs', bytes: 1 + dice.below(60) }, longest),
      'half open, then on': () =>
        during({ kind: 'dead', way: dice.pick(['both', 'up', 'down']) ?? 'both' }, longest),
      'half open, then cut': async () => {
        await during({ kind: 'dead', way: dice.pick(['both', 'up', 'down']) ?? 'both' }, longest)
        relay.cut()
      },
      'messages swallowed, then cut': () => courier.swallow(1 + dice.below(20)),
      'messages doubled and reordered': async () => {
        courier.habits = { double: dice.next() * 0.5, holdBack: dice.next() * 0.5 }
        await pause(longest)
        courier.habits = { double: 0, holdBack: 0 }
      },
      'all of it while messages are doubled and reordered': async () => {
        courier.habits = { double: 0.3, holdBack: 0.3 }
        await pause(dice.below(longest))
        relay.cutAfter(1 + dice.below(2000))
        await pause(dice.below(longest))
        courier.habits = { double: 0, holdBack: 0 }
      },
    }

    const strike = async (sort: string, fault: () => Promise<void> | void, round: number) => {
      stage.type()
      await stage.moment('sent', 1 + dice.below(40))
      await fault()
      if (dice.chance(0.3)) stage.reopen()
      const wrong = [...(await stage.lost(live))]
      if (round % 3 === 0) wrong.push(...(await stage.wrongAtRest(live, serving.url)))
      run.tried(sort, wrong, round)
    }

    try {
      const all = run.rounds(rounds, 1)
      for (let round = 0; round < all; round++) {
        for (const [sort, fault] of run.choose(sorts, dice, 2)) await strike(sort, fault, round)
      }
      if (all >= rounds) {
        const fault = () => during({ kind: 'dead', way: 'both' }, silence)
        await strike(`half open for ${silence / 1000} s`, fault, 0)
      }
      const { doubled, reordered, swallowed } = courier.done
      const note = `${doubled} messages doubled, ${reordered} overtaken, ${swallowed} swallowed`
      run.note('messages doubled and reordered', note)
      run.count(stage)
    } finally {
      stage.leave()
      await courier.close()
      await relay.close()
      await serving.end('SIGKILL')
    }
  })
}
