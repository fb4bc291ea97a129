import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../fuzz/dice.ts'
import { rereadFolder } from './disk.ts'
import { inFolder } from './folder.ts'
import type { Run } from './run.ts'
import { freePort, Serving } from './serving.ts'
import { Stage } from './stage.ts'
import { pause } from './until.ts'

/// The power goes. What kill -9 leaves to the system to write is gone as well: whatever the server
/// has written and not waited for the disk to have. Which that is, strace says; where there is none,
/// this is not tried.

const rounds = 12
const sort = 'the power cut'

export async function power(run: Run): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0) {
    console.log('  not tried: there is no strace on this machine')
    return
  }
  await inFolder(async (dataDir) => {
    const dice = run.dice('power')
    const log = join(dataDir, 'strace')
    const tracer = ['strace', '-f', '-y', '-s', '0', '-e', `trace=${calls}`, '-o', log]
    const options = { dataDir, port: await freePort(), plant: run.plant, tracer }
    const serving = new Serving(options)
    await serving.start()
    const { url } = serving
    const stage = await Stage.set({ url, dice, trace: run.trace })
    try {
      for (let round = 0; round < run.rounds(rounds, 1); round++) {
        stage.type()
        await stage.moment('sent', 1 + dice.below(200))
        // Into the writing of what was just sent.
        await pause(dice.below(40))
        await serving.end('SIGKILL')
        const gone = unsynced(readFileSync(log, 'latin1'), realpathSync(dataDir))
        const bytes = gone.reduce((sum, { length }) => sum + length, 0)
        lose(gone, dice)
        const wrong = await stage.lost(() => rereadFolder(dataDir, stage.series, false))
        await serving.start()
        const live = () => rereadFolder(dataDir, stage.series, true)
        run.tried(sort, [...wrong, ...(await stage.wrongAtRest(live, url))], round)
        run.add(sort, bytes, 'bytes were written and not on the disk')
      }
      run.count(stage)
    } finally {
      stage.leave()
      await serving.end('SIGKILL')
    }
  })
}

const calls = 'pwrite64,pwritev,write,fsync,fdatasync,unlink'

interface Write {
  readonly path: string
  readonly at: number
  readonly length: number
}

/// The writes to the database's files that no completed wait for the disk has covered.
function unsynced(log: string, folder: string): readonly Write[] {
  let open: (Write & { readonly line: number })[] = []
  const waits = new Map<string, { readonly path: string; readonly line: number }>()
  const settle = (path: string, since: number) => {
    open = open.filter((write) => write.path !== path || write.line > since)
  }
  for (const [line, text] of log.split('\n').entries()) {
    const thread = /^\d+/.exec(text)?.[0] ?? ''
    const path = /\(\d+<([^>]*)>/.exec(text)?.[1]
    const write = /pwrite64\(.*, (\d+), (\d+)(?:\)| <unf)/.exec(text)
    const isOurs = path?.startsWith(join(folder, 'ninety.sqlite')) && !path.endsWith('-shm')
    if (write && path && isOurs) {
      open.push({ path, at: Number(write[2]), length: Number(write[1]), line })
    }
    if (/ f(data)?sync\(/.test(text) && path) {
      if (text.endsWith('= 0')) settle(path, line)
      else waits.set(thread, { path, line })
    }
    if (/<\.\.\. f(data)?sync resumed>.*= 0$/.test(text)) {
      const wait = waits.get(thread)
      if (wait) settle(wait.path, wait.line)
    }
    const unlinked = /unlink\("([^"]*)"\) += 0/.exec(text)?.[1]
    if (unlinked) open = open.filter((each) => each.path !== unlinked)
  }
  return open
}

/// Of each such write nothing, some or all reaches the disk.
function lose(writes: readonly Write[], dice: Dice): void {
  for (const { path, at, length } of writes) {
    if (!existsSync(path) || dice.chance(0.25)) continue
    const bytes = readFileSync(path)
    const from = at + (dice.chance(0.5) ? 0 : dice.below(length))
    const isNoise = dice.chance(0.5)
    for (let i = from; i < Math.min(at + length, bytes.length); i++) {
      bytes[i] = isNoise ? dice.below(256) : 0
    }
    // What came last need not have made the file longer.
    const isLast = at + length >= statSync(path).size
    writeFileSync(path, isLast && dice.chance(0.5) ? bytes.subarray(0, from) : bytes)
  }
}
