import * as decoding from 'lib0/decoding'
import { readFrame } from '../../server/rooms/frame.ts'
import { close, message, sync } from '../../src/shared/protocol.ts'
import { Dice } from '../fuzz/dice.ts'
import { Foe } from './foe.ts'
import { Grammar, type Writing } from './grammar.ts'
import { House, type Place } from './house.ts'
import { Nowhere } from './nowhere.ts'
import { Pace } from './pace.ts'
import { quantile, Watch } from './watch.ts'

export interface FuzzOptions {
  readonly frames: number
  readonly seed: number
  readonly say: (line: string) => void
  /// Connections at a time.
  readonly foes?: number
  /// Whether it is measured what another room notices, for which nothing else may run here.
  readonly measures?: boolean
}

export interface FuzzReport {
  readonly table: string[][]
  readonly wrong: string[]
  readonly sent: number
  readonly codes: ReadonlyMap<string, number>
}

/// Frames for one series; then it is compared with what a reload reads, and another begins. Several
/// are written at once, so that while one is saved another is read. So many that a snapshot is
/// written on the way.
const perSeries = 10_000
const atOnce = 3
/// Frames between two questions whether they were heard.
const chunk = 64
const clientsEach = 3
/// A part of the frames is sent to a server whose limits are the usual ones, at the rate that they
/// allow five connections of one account: 200 frames a second each. What another room notices is
/// judged by that.
const pacedShare = 0.05
const pacedPerSecond = 1000
/// The same frames are sent nowhere at the same rate, for so long.
const nowhereMs = 8000
const maxGrowth = 512 * 1024 * 1024
const maxRatio = 2

/// Sends frames after the grammar of the protocol, right ones and spoilt ones, over many
/// connections. `readFrame` foretells which the server has to refuse.
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { frames, seed } = options
  const tally: Tally = { codes: new Map(), wrong: [], connections: 0 }
  const table = [['part', 'frames', 'a second', 'connections', 'p99 beside', 'memory']]
  const paced = Math.ceil(frames * pacedShare)
  const parts = [
    { name: 'as fast as it goes', from: 0, count: frames - paced, perSecond: undefined },
    {
      name: `${pacedPerSecond} a second`,
      from: frames - paced,
      count: paced,
      perSecond: pacedPerSecond,
    },
  ]
  for (const part of parts) table.push(await play(part, seed, options, tally))
  const { codes, wrong } = tally
  table.push([], ['ended', 'times'])
  for (const [code, times] of [...codes].sort()) table.push([code, String(times)])
  return { table, wrong, sent: frames, codes }
}

interface Part {
  readonly name: string
  readonly from: number
  readonly count: number
  /// Undefined: as fast as it goes, without limits, and what others notice is told and not judged.
  readonly perSecond: number | undefined
}

/// What has happened so far.
interface Tally {
  readonly codes: Map<string, number>
  readonly wrong: string[]
  connections: number
}

async function play(part: Part, seed: number, options: FuzzOptions, tally: Tally) {
  const { name, from, count, perSecond } = part
  const { say, foes = 6, measures = true } = options
  const { wrong } = tally
  const house = await House.open(perSecond === undefined)
  try {
    const watch = await Watch.begin(house)
    if (measures) await watch.pass(2000)
    const isJudged = perSecond !== undefined && measures
    const quiet = isJudged ? await beside(house, watch, perSecond, seed, foes) : watch.quiet
    const before = await house.memory()
    const began = performance.now()
    const [startConnections, pace] = [tally.connections, perSecond && new Pace(perSecond)]
    let [done, taken, growth] = [0, 0, 0]
    await watch.take()
    const times: number[] = []
    /// What the server is asked to look at by itself is no attack, and nobody notices that elsewhere.
    const apart = async <T>(look: () => Promise<T>): Promise<T> => {
      times.push(...(await watch.take()))
      const seen = await look()
      watch.forget()
      return seen
    }
    const one = async () => {
      while (taken < count) {
        const some = Math.min(perSeries, count - taken)
        const start = from + taken
        taken += some
        const series = await house.series()
        const to = { place: house, series, pace: pace || undefined }
        await new Round(to, new Dice(seed + start), tally).play(some, foes)
        done += some
        const difference = await apart(() => house.compare(series))
        if (difference) wrong.push(`seed ${seed}, frame ${start}: after a reload ${difference}`)
        if (house.ended !== undefined) throw new Error(`The server ended with ${house.ended}.`)
        if (done % (2 * perSeries) === 0 || done === count) {
          growth = (await apart(() => house.memory())) - before
          if (growth > maxGrowth) wrong.push(`${megabytes(growth)} MB more after ${done}`)
          const rate = Math.round((done / (performance.now() - began)) * 1000)
          say(`${name}: ${done} of ${count} frames, ${rate} a second, +${megabytes(growth)} MB`)
        }
      }
    }
    await Promise.all(Array.from({ length: perSecond ? 1 : atOnce }, one))
    const rate = Math.round((done / (performance.now() - began)) * 1000)
    times.push(...(await watch.take()))
    const [p99, usual] = [quantile(times, 0.99), quantile(quiet, 0.99)]
    watch.end()
    const ratio = p99 / usual
    if (isJudged && !(ratio <= maxRatio)) wrong.push(`another room took ${ratio.toFixed(2)} times`)
    const noticed = `${ratio.toFixed(2)} × ${usual.toFixed(1)} ms${isJudged ? '' : ', not judged'}`
    const connections = String(tally.connections - startConnections)
    return [name, String(done), String(rate), connections, noticed, `+${megabytes(growth)} MB`]
  } finally {
    await house.close()
  }
}

/// How long it takes in another room while the same frames go nowhere.
async function beside(house: House, watch: Watch, perSecond: number, seed: number, foes: number) {
  const nowhere = await Nowhere.open(house)
  const to = { place: nowhere, series: 'none', pace: new Pace(perSecond) }
  const ignored: Tally = { codes: new Map(), wrong: [], connections: 0 }
  await watch.take()
  await new Round(to, new Dice(seed), ignored).play((perSecond * nowhereMs) / 1000, foes)
  const times = await watch.take()
  nowhere.close()
  return times
}

function megabytes(bytes: number): number {
  return Math.max(0, Math.round(bytes / 2 ** 20))
}

interface Target {
  readonly place: Place
  readonly series: string
  readonly pace: Pace | undefined
}

/// The frames for one series.
class Round {
  readonly #to: Target
  readonly #dice: Dice
  readonly #tally: Tally

  constructor(to: Target, dice: Dice, tally: Tally) {
    this.#to = to
    this.#dice = dice
    this.#tally = tally
  }

  async play(frames: number, foes: number): Promise<void> {
    const { writers } = this.#to.place
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
          if (this.#to.pace) await this.#to.pace.take()
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
      const foe = new Foe(this.#to.place.url, this.#to.series, cookie)
      this.#tally.connections++
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
    const { codes, wrong } = this.#tally
    codes.set(end, (codes.get(end) ?? 0) + 1)
    const allowed = expected === undefined ? unforeseen : new Set([String(expected), ...unforeseen])
    if (!allowed.has(end)) wrong.push(`ended with ${end}, not ${expected ?? 'open'}`)
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
