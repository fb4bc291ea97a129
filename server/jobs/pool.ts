import { availableParallelism } from 'node:os'
import type { Logger } from 'pino'
import type { Tell } from '../../src/shared/format/progress.ts'
import type { Clock } from '../clock.ts'
import type { Fault } from '../fault.ts'
import { busy, cancelled, closing, failed, heavy, slow, unreadable } from './ends.ts'
import type { Job, ResultOf, Said } from './job.ts'
import { leaveMs } from './limits.ts'
import { Queue } from './queue.ts'
import { openWorkshop, type Workshop, type WorkshopEnd, type WorkshopLimits } from './workshop.ts'

export interface PoolLimits extends WorkshopLimits {
  /// Jobs at the same time.
  readonly processes: number
  /// Jobs that wait for their turn.
  readonly waiting: number
  /// … of one person.
  readonly waitingOfOne: number
  /// Milliseconds that a job may take, without those in which something is fetched for it.
  readonly ms: number
  /// Milliseconds that one such thing may take: whoever fetches gives up sooner (pdf/shelf.ts).
  readonly fetchMs: number
}

/// One processor is left to the people who write.
export const poolLimits: PoolLimits = {
  processes: Math.max(1, Math.min(2, availableParallelism() - 1)),
  waiting: 20,
  waitingOfOne: 5,
  ms: 60_000,
  fetchMs: 200_000,
  megabytes: 768,
  processMegabytes: 1536,
}

/// A process that nobody uses goes after so many milliseconds: it has read much code.
const idleMs = 120_000

interface PoolOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly limits?: PoolLimits
  /// Starts a process: who wants to know which, starts it themselves.
  readonly open?: typeof openWorkshop
}

export interface Watch {
  /// Whose job it is: nobody has two done at a time, and whoever was served last comes last.
  readonly by?: string | undefined
  /// Ends the job, wherever it is.
  readonly signal?: AbortSignal | undefined
  readonly tell?: Tell | undefined
}

interface Order {
  /// Makes the job once its turn has come.
  readonly make: () => Promise<Job | Fault>
  job: Job | undefined
  readonly by: string | undefined
  readonly tell: Tell
  readonly settle: (result: unknown) => void
  readonly fail: (error: unknown) => void
}

/// A process with its job, or without.
interface Hand {
  readonly workshop: Workshop
  order: Order | undefined
  /// Ends the wait for its job, or for having been idle long enough.
  stop: () => void
  /// Milliseconds that its job had left at a time, and what it fetches since.
  left: number
  since: number
  fetching: string | undefined
}

/// The processes that read and write files, and the jobs that wait for one. Nothing that a file does
/// to a process reaches anybody else: one that takes too long, too much memory, or ends, ends alone.
export class Pool {
  readonly #clock: Clock
  readonly #log: Logger
  readonly #limits: PoolLimits
  readonly #open: typeof openWorkshop
  readonly #hands = new Set<Hand>()
  readonly #queue = new Queue<Order>()
  /// Processes that are on their way out.
  readonly #leaving = new Set<Promise<void>>()
  #isClosed = false

  constructor({ clock, log, limits = poolLimits, open = openWorkshop }: PoolOptions) {
    this.#clock = clock
    this.#log = log
    this.#limits = limits
    this.#open = open
  }

  /// Does a job. A job whose signal is aborted comes to `job.cancelled`. One that takes a whole document
  /// is given as what makes it: that is called when its turn has come, so that whoever waits holds
  /// nothing. Rejects when that does.
  run<J extends Job>(
    job: J | (() => Promise<J | Fault>),
    { signal, tell = ignore, by }: Watch = {},
  ): Promise<ResultOf<J> | Fault> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return resolve(cancelled)
      const refused = this.refusal(by)
      if (refused) return resolve(refused)
      const cancel = () => this.#drop(order, cancelled)
      const settled = () => signal?.removeEventListener('abort', cancel)
      const order: Order = {
        make: typeof job === 'function' ? job : async () => job,
        job: undefined,
        by,
        tell,
        settle(result) {
          settled()
          resolve(result as ResultOf<J> | Fault)
        },
        fail(error) {
          settled()
          reject(error)
        },
      }
      signal?.addEventListener('abort', cancel)
      this.#queue.add(order)
      this.#next()
    })
  }

  /// Why a job of somebody would be turned away now; undefined where it would be done.
  refusal(by: string | undefined): Fault | undefined {
    if (this.#isClosed) return closing
    if (this.#isFree() && !this.#isServed(by)) return undefined
    const own = by === undefined ? 0 : this.#queue.sizeOf(by)
    const { waiting, waitingOfOne } = this.#limits
    return this.#queue.size >= waiting || own >= waitingOfOne ? busy : undefined
  }

  /// Ends what is being done.
  async close(): Promise<void> {
    this.#isClosed = true
    for (const order of this.#queue.empty()) order.settle(closing)
    for (const hand of [...this.#hands]) this.#end(hand, closing)
    await Promise.all(this.#leaving)
  }

  #idle(): Hand | undefined {
    return [...this.#hands].find(({ order, workshop }) => order === undefined && workshop.isOpen)
  }

  /// Whether one more job may be done. Who waits for something from elsewhere holds up nobody: another
  /// may take the place of one.
  #isFree(): boolean {
    const busy = [...this.#hands].filter(({ order }) => order !== undefined)
    const isFetching = busy.some(({ fetching }) => fetching !== undefined)
    return busy.length < this.#limits.processes + (isFetching ? 1 : 0)
  }

  #isServed(by: string | undefined): boolean {
    return by !== undefined && [...this.#hands].some(({ order }) => order?.by === by)
  }

  #next(): void {
    if (this.#isClosed || !this.#isFree()) return
    const order = this.#queue.next((by) => !this.#isServed(by))
    if (!order) return
    const hand = this.#idle() ?? this.#hire()
    if (hand) this.#give(hand, order)
    else order.settle(failed)
    this.#next()
  }

  #give(hand: Hand, order: Order): void {
    hand.order = order
    hand.left = this.#limits.ms
    this.#time(hand, undefined)
    hand.workshop.hold(true)
    order.make().then(
      (job) => {
        // It may have been called off meanwhile.
        if (hand.order !== order) return
        if ('code' in job) return this.#settle(hand, order, job)
        order.job = job
        hand.workshop.give(job)
      },
      (error: unknown) => {
        order.fail(error)
        if (hand.order === order) this.#settle(hand, order, failed)
      },
    )
  }

  /// From now on the time of a job runs, or the time of what is fetched for it.
  #time(hand: Hand, fetching: string | undefined): void {
    hand.stop()
    hand.fetching = fetching
    hand.since = this.#clock.now()
    const ms = fetching === undefined ? hand.left : this.#limits.fetchMs
    hand.stop = this.#clock.after(ms, () => this.#end(hand, slow))
  }

  /// A process more; undefined where there can be none.
  #hire(): Hand | undefined {
    try {
      const hand: Hand = {
        workshop: this.#open({
          limits: this.#limits,
          hear: (said) => this.#hear(hand, said),
          onEnd: (end) => this.#lose(hand, end),
        }),
        order: undefined,
        stop: ignore,
        left: 0,
        since: 0,
        fetching: undefined,
      }
      this.#hands.add(hand)
      return hand
    } catch (error) {
      this.#log.error({ err: error }, 'there is no room for a process that makes files')
      return undefined
    }
  }

  /// A process has ended by itself, or somebody else has ended it.
  #lose(hand: Hand, { code, signal, error }: WorkshopEnd): void {
    if (!this.#hands.has(hand)) return
    // What it fetched may go on, but nobody can tell it so any more.
    hand.fetching = undefined
    const isHeavy = signal === 'SIGABRT' || code === abortCode
    this.#log.error({ err: error, code, signal }, 'a process for files has ended')
    this.#end(hand, isHeavy ? heavy : failed)
  }

  #hear(hand: Hand, said: Said): void {
    if (!this.#hands.has(hand)) return
    if (said.kind === 'heavy' || said.kind === 'ended') {
      if (said.kind === 'ended') this.#log.error({ err: said.error }, 'a file has ended its thread')
      this.#end(hand, said.kind === 'heavy' ? heavy : failed)
      return
    }
    const { order } = hand
    if (!order) return
    switch (said.kind) {
      case 'told':
        if (said.fetching !== hand.fetching) {
          const spent = hand.fetching === undefined ? this.#clock.now() - hand.since : 0
          hand.left = Math.max(0, hand.left - Math.max(0, spent))
          this.#time(hand, said.fetching)
          this.#next()
        }
        order.tell(said.done, said.of, said.fetching)
        break
      case 'done':
        this.#settle(hand, order, said.result)
        break
      case 'threw':
        this.#log.error({ err: said.error, job: order.job?.kind }, 'a file could not be handled')
        this.#settle(hand, order, order.job && isMade(order.job) ? failed : unreadable)
    }
  }

  /// The process is free for the next.
  #settle(hand: Hand, order: Order, result: unknown): void {
    hand.order = undefined
    hand.fetching = undefined
    hand.stop()
    hand.stop = this.#clock.after(idleMs, () => this.#end(hand, failed))
    // A server that has nothing else to do may end.
    hand.workshop.hold(false)
    order.settle(result)
    this.#next()
  }

  #drop(order: Order, fault: Fault): void {
    if (this.#queue.drop(order)) order.settle(fault)
    const hand = [...this.#hands].find((each) => each.order === order)
    if (hand) this.#end(hand, fault)
  }

  /// Ends a process, whatever it is doing; its job comes to this. Safe to call twice.
  #end(hand: Hand, fault: Fault): void {
    if (!this.#hands.delete(hand)) return
    hand.stop()
    hand.order?.settle(fault)
    hand.order = undefined
    const left = this.#dismiss(hand).finally(() => this.#leaving.delete(left))
    this.#leaving.add(left)
    this.#next()
  }

  /// What fetches something for a process is a process again, which would go on without it: it ends
  /// that first.
  async #dismiss({ workshop, fetching }: Hand): Promise<void> {
    workshop.hold(true)
    if (fetching !== undefined) {
      await new Promise<void>((resolve) => {
        const stop = this.#clock.after(leaveMs, resolve)
        void workshop.gone.then(() => {
          stop()
          resolve()
        })
        workshop.leave()
      })
    }
    workshop.kill()
    await workshop.gone
  }
}

const ignore = () => {}

/// How a shell tells SIGABRT: V8 ends a process like that when it finds no memory for itself.
const abortCode = 134

/// Whether nothing from outside is read for it.
const isMade = ({ kind }: Job) => kind === 'write' || kind === 'archive'
