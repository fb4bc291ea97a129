import { type Account, signUpMember, signUpOwner } from '../e2e/people.ts'
import { Dice } from '../fuzz/dice.ts'
import { Books, isOnDisk, lost, misspelt } from './books.ts'
import type { Reread } from './disk.ts'
import { memoryOf } from './memory.ts'
import { type Moment, Page } from './page.ts'
import { Score, type Trace, TraceHand } from './trace.ts'
import { type Hand, WordHand } from './typing.ts'
import { pause, until } from './until.ts'

/// Milliseconds between two keys of one person, at most.
const slowest = 45
/// Milliseconds that a moment is waited for, at most: it need not come.
const longestMoment = 1500
/// Milliseconds in which one of several servers has read what others wrote: it looks every second
/// when nobody tells it, and may be busy.
const lookMs = 5000
/// Milliseconds after which everybody must have come back and be in step.
const patience = 90_000

/// A room of people at their pages, typing while things go wrong around them.
export class Stage {
  readonly series: string
  readonly books = new Books()
  readonly #dice: Dice
  readonly #url: string
  readonly #accounts: readonly Account[]
  readonly #score: Score | undefined
  readonly #writers: Writer[] = []
  #strike: { readonly moment: Moment; left: number; readonly then: () => void } | undefined
  #pages = 0

  private constructor(options: StageOptions, series: string, accounts: readonly Account[]) {
    this.series = series
    this.#url = options.url
    this.#dice = options.dice
    this.#accounts = accounts
    this.#score = options.trace && new Score(options.trace)
  }

  /// Makes accounts and a series on a server that nobody has used, and opens the pages: the three of
  /// the trace, one who types English, one who types Chinese, one who only looks.
  static async set(options: StageOptions): Promise<Stage> {
    const { url, at } = options
    const owner = await signUpOwner(at ?? url, 'Ada')
    const series = await createSeries(at ?? url, owner)
    const others = ['Ben', 'Cleo', 'Dan', 'Eve', 'Flo']
    const accounts = [owner]
    for (const name of others) {
      accounts.push(await signUpMember(at ?? url, owner, name, [series]))
    }
    const stage = new Stage(options, series, accounts)
    for (let seat = 0; seat < accounts.length; seat++) stage.#sit(seat)
    await stage.allReady()
    return stage
  }

  /// Everybody's page.
  get pages(): readonly Page[] {
    return this.#writers.map(({ page }) => page)
  }

  type(): void {
    for (const writer of this.#writers) writer.type()
  }

  rest(): void {
    for (const writer of this.#writers) writer.rest()
  }

  /// Resolves when this has happened so often, at any page, or when that takes too long.
  moment(moment: Moment, times: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => then(), longestMoment)
      const then = () => {
        clearTimeout(timer)
        this.#strike = undefined
        resolve()
      }
      this.#strike = { moment, left: times, then }
    })
  }

  /// Somebody whose typing nobody waits for closes the page at once and opens it anew.
  reopen(): void {
    const seat = this.#writers.length - 1 - this.#dice.below(3)
    const writer = this.#writers[seat]
    if (!writer) return
    writer.rest()
    this.books.close(writer.page)
    writer.page.close()
    this.#sit(seat)
  }

  async allReady(): Promise<void> {
    await this.#all('not back', (page) => page.isReady && page.isConnected)
  }

  /// Resolves when nobody types, everybody is there, and every page says that all is saved.
  async atRest(): Promise<void> {
    this.rest()
    await this.#all('not saved', (page) => page.isConnected && page.saysSaved)
    await until(
      () => this.books.replicasEqual(this.pages),
      patience,
      () => `replicas differ: ${this.books.difference(this.pages)}`,
    )
  }

  /// Resolves when this holds of every page. Rejects when it takes too long, and as soon as one of
  /// them is turned away for good.
  async #all(otherwise: string, holds: (page: Page) => boolean): Promise<void> {
    const isRefused = () => this.pages.some(({ refusal }) => refusal !== undefined)
    const states = () => `${otherwise}: ${this.pages.map(stateOf).join('; ')}`
    await until(() => isRefused() || this.pages.every(holds), patience, states)
    if (isRefused()) throw new Error(states())
  }

  /// What is not on disk although it has to be from this moment on.
  async lost(reread: () => Promise<Reread>): Promise<readonly string[]> {
    const demand = this.books.demand(this.pages)
    return [...lost(demand, await reread()), ...misspelt(this.pages)]
  }

  /// Everybody comes back and to rest: what is wrong then. `url` is of the server whose memory is to
  /// be what is on disk.
  async wrongAtRest(reread: () => Promise<Reread>, url: string): Promise<readonly string[]> {
    await this.allReady()
    await this.atRest()
    const disk = await reread()
    const cookie = this.#accounts[0]?.cookie ?? ''
    const end = performance.now() + lookMs
    let memory = await memoryOf(url, this.series, cookie)
    while (!isOnDisk(disk, memory) && performance.now() < end) {
      await pause(100)
      memory = await memoryOf(url, this.series, cookie)
    }
    return this.books.wrong(this.pages, disk, memory)
  }

  leave(): void {
    this.rest()
    for (const { page } of this.#writers) page.close()
  }

  #sit(seat: number): void {
    const account = this.#accounts[seat]
    if (!account) return
    const name = `p${this.#pages++}`
    const { series } = this
    const onMoment = (moment: Moment) => this.#note(moment)
    const page = new Page({ name, cookie: account.cookie, url: this.#url, series, onMoment })
    this.#writers[seat] = new Writer(page, this.#hands(seat), this.#dice)
  }

  #hands(seat: number): readonly Hand[] {
    const dice = new Dice(this.#dice.below(2 ** 32))
    const number = this.#pages
    if (seat === 5) return []
    const script = seat === 4 || (seat < 3 && dice.chance(0.5)) ? 'zh' : 'en'
    const words = new WordHand(script, number, dice)
    if (seat > 2 || !this.#score) return [words]
    const traced = new TraceHand(this.#score, seat, dice)
    return [traced, traced, traced, words]
  }

  #note(moment: Moment): void {
    const strike = this.#strike
    if (strike?.moment !== moment || --strike.left > 0) return
    strike.then()
  }
}

export interface StageOptions {
  /// Where pages find the server, and where its API is asked, if elsewhere.
  readonly url: string
  readonly at?: string
  readonly dice: Dice
  readonly trace: Trace | undefined
}

/// Somebody at a page.
class Writer {
  readonly page: Page
  readonly #hands: readonly Hand[]
  readonly #dice: Dice
  #timer: NodeJS.Timeout | undefined

  constructor(page: Page, hands: readonly Hand[], dice: Dice) {
    this.page = page
    this.#hands = hands
    this.#dice = dice
    page.hands.push(...new Set(hands))
  }

  type(): void {
    if (this.#timer || this.#hands.length === 0) return
    const next = () => {
      this.#timer = setTimeout(next, this.#dice.below(slowest))
      if (this.page.isReady) this.#dice.pick(this.#hands)?.press(this.page.session.document)
    }
    next()
  }

  rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

function stateOf({ name, session, refusal, isConnected }: Page): string {
  const state = JSON.stringify(session.saved.get())
  return `${name} ${state}${isConnected ? '' : ' (no connection)'}${refusal ? ` ${refusal}` : ''}`
}

/// A new series of somebody's, by its id.
export async function createSeries(url: string, { cookie }: Account): Promise<string> {
  const answer = await fetch(`${url}/api/series`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ title: 'The Lift', language: 'en' }),
  })
  if (!answer.ok) throw new Error(`No series could be made: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}
