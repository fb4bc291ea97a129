import * as decoding from 'lib0/decoding'
import { readFrame } from '../../server/rooms/frame.ts'
import { close, message, sync } from '../../src/shared/protocol.ts'
import { Dice } from '../fuzz/dice.ts'
import { Foe } from './foe.ts'
import { Grammar, type Writing } from './grammar.ts'
import { House } from './house.ts'
import { quantile, Watch } from './watch.ts'

export interface FuzzOptions {
  readonly frames: number
  readonly seed: number
  readonly say: (line: string) => void
  /// Connections at a time.
  readonly foes?: number
}

export interface FuzzReport {
  readonly table: string[][]
  readonly wrong: string[]
  readonly sent: number
  readonly codes: ReadonlyMap<string, number>
}

/// Frames for one series; then it is compared with what a reload reads, and another begins.
const perSeries = 25_000
/// Frames between two questions whether they were heard.
const chunk = 64
const clientsEach = 3
/// A part of the frames is sent to a server whose limits are the usual ones.
const limitedShare = 0.05
const maxGrowth = 512 * 1024 * 1024
const maxRatio = 2

/// Sends frames after the grammar of the protocol, right ones and spoilt ones, over many
/// connections. `readFrame` foretells which the server has to refuse.
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { frames, seed, say } = options
  const codes = new Map<string, number>()
  const wrong: string[] = []
  const table = [['part', 'frames', 'a second', 'connections', 'p99 beside', 'memory']]
  let sent = 0
  const limited = Math.ceil(frames * limitedShare)
  for (const [part, isRaised, count] of [
    ['limits raised', true, frames - limited],
    ['limits as usual', false, limited],
  ] as const) {
    const house = await House.open(isRaised)
    try {
      const watch = await Watch.begin(house)
      await watch.pass(2000)
      const before = await house.memory()
      const times: number[] = []
      const began = performance.now()
      let [done, connections, growth] = [0, 0, 0]
      while (done < count) {
        const series = await house.series()
        const round = new Round(house, series, new Dice(seed + sent + done), codes, wrong)
        await watch.take()
        const some = Math.min(perSeries, count - done)
        await round.play(some, options.foes ?? 6)
        times.push(...(await watch.take()))
        done += some
        connections += round.connections
        const difference = await house.compare(series)
        if (difference)
          wrong.push(`seed ${seed}, frame ${sent + done}: after a reload ${difference}`)
        if (house.ended !== undefined) throw new Error(`The server ended with ${house.ended}.`)
        growth = (await house.memory()) - before
        if (growth > maxGrowth) wrong.push(`${Math.round(growth / 2 ** 20)} MB more after ${done}`)
        await watch.pass(300)
        say(`${part}: ${done} of ${count} frames, ${connections} connections`)
      }
      sent += done
      const rate = Math.round((done / (performance.now() - began)) * 1000)
      const ratio = quantile(times, 0.99) / quantile(watch.quiet, 0.99)
      const memory = `+${Math.max(0, Math.round(growth / 2 ** 20))} MB`
      const cells = [String(done), String(rate), String(connections), `${ratio.toFixed(2)} ×`]
      table.push([part, ...cells, memory])
      // Without limits a flood is felt: that is what they are for.
      if (!isRaised && !(ratio <= maxRatio))
        wrong.push(`${part}: another room took ${ratio.toFixed(2)} times`)
      watch.end()
    } finally {
      await house.close()
    }
  }
  table.push([], ['ended', 'times'])
  for (const [code, times] of [...codes].sort()) table.push([code, String(times)])
  return { table, wrong, sent, codes }
}

/// The frames for one series.
class Round {
  connections = 0
  readonly #house: House
  readonly #series: string
  readonly #dice: Dice
  readonly #codes: Map<string, number>
  readonly #wrong: string[]

  constructor(
    house: House,
    series: string,
    dice: Dice,
    codes: Map<string, number>,
    wrong: string[],
  ) {
    this.#house = house
    this.#series = series
    this.#dice = dice
    this.#codes = codes
    this.#wrong = wrong
  }

  async play(frames: number, foes: number): Promise<void> {
    const { writers } = this.#house
    const clients = Array.from({ length: foes * clientsEach }, () => this.#dice.below(2 ** 32))
    const clocks = new Map<number, number>()
    let left = frames
    const take = (most: number) => {
      const taken = Math.min(most, left)
      left -= taken
      return taken
    }
    await Promise.all(
      Array.from({ length: foes }, (_, i) => {
        const own = clients.slice(i * clientsEach, (i + 1) * clientsEach)
        const others = clients.filter((client) => !own.includes(client))
        const writing = { clients: own, clocks, others }
        const cookie = writers[i % writers.length]?.cookie ?? ''
        return this.#attack(writing, cookie, new Dice(this.#dice.below(2 ** 32)), take)
      }),
    )
  }

  async #attack(writing: Writing, cookie: string, dice: Dice, take: (most: number) => number) {
    const grammar = new Grammar(dice, writing)
    let foe: Foe | undefined
    for (let count = take(chunk); count > 0; count = take(chunk)) {
      for (let i = 0; i < count; ) {
        foe ??= await this.#come(writing, cookie)
        let expected: number | undefined
        while (i < count && expected === undefined) {
          const frame = grammar.frame()
          expected = foretold(frame)
          foe.say(frame)
          i++
        }
        const end = expected === undefined ? await foe.heard() : await foe.ended
        if (end === 'open') continue
        this.#note(end, expected)
        foe = undefined
      }
    }
    foe?.leave()
  }

  /// Connects, and finds out how far each id has come.
  async #come({ clients, clocks }: Writing, cookie: string): Promise<Foe> {
    for (;;) {
      const foe = new Foe(this.#house.url, this.#series, cookie)
      this.connections++
      const step1 = await foe.next(message.sync, sync.step1)
      if (!step1) {
        this.#note(await foe.ended, undefined)
        continue
      }
      const decoder = decoding.createDecoder(step1.subarray(2))
      const vector = decoding.createDecoder(decoding.readVarUint8Array(decoder))
      const known = new Map<number, number>()
      for (let left = decoding.readVarUint(vector); left > 0; left--) {
        known.set(decoding.readVarUint(vector), decoding.readVarUint(vector))
      }
      for (const client of clients) clocks.set(client, known.get(client) ?? 0)
      return foe
    }
  }

  #note(end: string, expected: number | undefined) {
    this.#codes.set(end, (this.#codes.get(end) ?? 0) + 1)
    const allowed = expected === undefined ? unforeseen : new Set([String(expected), ...unforeseen])
    if (!allowed.has(end)) this.#wrong.push(`ended with ${end}, not ${expected ?? 'open'}`)
  }
}

/// What can end a connection beside a frame that is bad in itself: text of others, an update that
/// cannot be applied, limits, an announcement of something old or of another series. Not that
/// somebody else did something bad.
const unforeseen = new Set(
  [close.refused, close.tooMuch, close.outdated, close.replaced].map(({ code }) => String(code)),
)

/// The code with which a frame has to be refused, whatever the room holds.
function foretold(frame: Uint8Array): number | undefined {
  const read = readFrame(frame)
  if ('kind' in read) return undefined
  return read.code === 'refused' ? close.refused.code : close.malformed.code
}
