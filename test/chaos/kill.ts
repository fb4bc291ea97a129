import { rereadFolder } from './disk.ts'
import { inFolder } from './folder.ts'
import { moments } from './page.ts'
import type { Run } from './run.ts'
import { freePort, Serving } from './serving.ts'
import { Stage } from './stage.ts'
import { pause, until } from './until.ts'

/// The server is ended with SIGKILL while people type, and started again on the same folder. The
/// moment is the nth time that something of a sort happens at a page.

const rounds = 200
/// After so many the people begin a new series, so that each round stays short.
const roundsPerSeries = 25
/// In so many of ten rounds everybody comes to rest before the next.
const restful = 5
/// Milliseconds in which what was sent is on disk and told.
const longestWrite = 30
/// Milliseconds in which a server starts, and in which it stops when it is asked to.
const longestStart = 1500
const longestStop = 200

export async function kill(run: Run): Promise<void> {
  const dice = run.dice('kill')
  const all = run.rounds(rounds, 3)
  for (let done = 0; done < all; done += roundsPerSeries) {
    await inFolder(async (dataDir) => {
      const serving = new Serving({ dataDir, port: await freePort(), plant: run.plant })
      await serving.start()
      const { url } = serving
      const stage = await Stage.set({ url, dice, trace: run.trace })
      try {
        let isCalm = true
        stage.type()
        for (let round = done; round < Math.min(all, done + roundsPerSeries); round++) {
          // Whoever is connected already connects and loads no more.
          const moment = dice.pick(isCalm ? moments.slice(0, 3) : moments) ?? 'sent'
          const isRare = moment === 'opened' || moment === 'loaded'
          await stage.moment(moment, 1 + dice.below(isRare ? 4 : 80))
          if (dice.chance(0.5)) await pause(dice.below(longestWrite))
          if (dice.chance(0.1)) {
            serving.stopSoon()
            await pause(dice.below(longestStop))
          }
          await serving.end('SIGKILL')
          if (dice.chance(0.3)) stage.reopen()
          await until(
            () => stage.pages.every((page) => !page.isConnected),
            5000,
            () => 'a socket to a server that is gone stays open',
          )
          const dead = () => rereadFolder(dataDir, stage.series, false)
          run.tried('server killed (SIGKILL)', await stage.lost(dead), round)
          if (dice.chance(0.15)) {
            await serving.startAndKill(dice.below(longestStart))
            run.tried('killed again while it starts', await stage.lost(dead), round)
          }
          // What a server has lost it would take from the pages now.
          if (!run.isSound) return
          await serving.start()
          isCalm = round + 1 === all || dice.chance(restful / 10)
          if (!isCalm) continue
          const live = () => rereadFolder(dataDir, stage.series, true)
          run.tried('everybody back and at rest', await stage.wrongAtRest(live, url), round)
          stage.type()
        }
        run.count(stage)
      } finally {
        stage.leave()
        await serving.end('SIGKILL')
      }
    })
  }
}
