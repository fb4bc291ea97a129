import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Tell } from '../../src/shared/format/progress.ts'
import type { Clock } from '../clock.ts'
import type { Fault } from '../fault.ts'
import { type Job, leave, type ResultOf, type Said } from './job.ts'

export interface PoolLimits {
  /// Jobs at the same time.
  readonly threads: number
  /// Jobs that wait for their turn.
  readonly waiting: number
  /// … of one person.
  readonly waitingOfOne: number
  /// Milliseconds that a job may take, without those in which something is fetched for it.
  readonly ms: number
  /// Milliseconds that one such thing may take: whoever fetches gives up sooner (pdf/shelf.ts).
  readonly fetchMs: number
  /// Megabytes of objects that a job may hold.
  readonly megabytes: number
}

/// One processor is left to the people who write.
export const poolLimits: PoolLimits = {
  threads: Math.max(1, Math.min(2, availableParallelism() - 1)),
  waiting: 20,
  waitingOfOne: 5,
  ms: 60_000,
  fetchMs: 200_000,
  megabytes: 768,
}

/// A thread that nobody uses goes after so many milliseconds: it has read much code.
const idleMs = 120_000

/// Milliseconds that a thread has for ending what is fetched for it.
const leaveMs = 2_000

interface PoolOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly limits?: PoolLimits
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

/// A thread with its job, or without.
interface Hand {
  readonly worker: Worker
  order: Order | undefined
  /// Ends the wait for its job, or for having been idle long enough.
  stop: () => void
  /// Milliseconds that its job had left at a time, and what it fetches since.
  left: number
  since: number
  fetching: string | undefined
}

/// The threads that read and write files, and the jobs that wait for one. Nothing that a file does
/// to a thread reaches anybody else: one that takes too long, too much memory, or ends, ends alone.
export class Pool {
  readonly #clock: Clock
  readonly #log: Logger
  readonly #limits: PoolLimits
  readonly #hands = new Set<Hand>()
  readonly #queue: Order[] = []
  /// When somebody was last served, as long as anybody waits.
  readonly #served = new Map<string, number>()
  /// Threads that are on their way out.
  readonly #leaving = new Set<Promise<void>>()
  #turn = 0
  #isClosed = false

  constructor({ clock, log, limits = poolLimits }: PoolOptions) {
    this.#clock = clock
    this.#log = log
    this.#limits = limits
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
      this.#queue.push(order)
      this.#next()
    })
  }

  /// Why a job of somebody would be turned away now; undefined where it would be done.
  refusal(by: string | undefined): Fault | undefined {
    if (this.#isClosed) return closing
    if (this.#isFree() && !this.#isServed(by)) return undefined
    const own = this.#queue.filter((order) => by !== undefined && order.by === by).length
    const { waiting, waitingOfOne } = this.#limits
    return this.#queue.length >= waiting || own >= waitingOfOne ? busy : undefined
  }

  /// Ends what is being done.
  async close(): Promise<void> {
    this.#isClosed = true
    for (const order of this.#queue.splice(0)) order.settle(closing)
    for (const hand of [...this.#hands]) this.#end(hand, closing)
    await Promise.all(this.#leaving)
  }

  #idle(): Hand | undefined {
    return [...this.#hands].find((hand) => hand.order === undefined)
  }

  /// Whether one more job may be done. Who waits for something from elsewhere holds up nobody: another
  /// may take the place of one.
  #isFree(): boolean {
    const busy = [...this.#hands].filter(({ order }) => order !== undefined)
    const isFetching = busy.some(({ fetching }) => fetching !== undefined)
    return busy.length < this.#limits.threads + (isFetching ? 1 : 0)
  }

  #isServed(by: string | undefined): boolean {
    return by !== undefined && [...this.#hands].some(({ order }) => order?.by === by)
  }

  /// Whoever has waited longest since they were last served; who never was, comes first.
  #first(): Order | undefined {
    const served = ({ by }: Order) => (by === undefined ? 0 : (this.#served.get(by) ?? 0))
    return this.#queue
      .filter(({ by }) => !this.#isServed(by))
      .reduce<Order | undefined>(
        (first, order) => (first && served(first) <= served(order) ? first : order),
        undefined,
      )
  }

  #next(): void {
    const order = this.#first()
    if (!order || this.#isClosed || !this.#isFree()) return
    this.#queue.splice(this.#queue.indexOf(order), 1)
    if (this.#queue.length === 0) this.#served.clear()
    if (order.by !== undefined) this.#served.set(order.by, ++this.#turn)
    this.#give(this.#idle() ?? this.#hire(), order)
    this.#next()
  }

  #give(hand: Hand, order: Order): void {
    hand.order = order
    hand.left = this.#limits.ms
    this.#time(hand, undefined)
    hand.worker.ref()
    order.make().then(
      (job) => {
        // It may have been called off meanwhile.
        if (hand.order !== order) return
        if ('code' in job) return this.#settle(hand, order, job)
        order.job = job
        hand.worker.postMessage(job)
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

  #hire(): Hand {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
      // What a library says to nobody.
      stdout: true,
    })
    const hand: Hand = {
      worker,
      order: undefined,
      stop: ignore,
      left: 0,
      since: 0,
      fetching: undefined,
    }
    this.#hands.add(hand)
    worker.on('message', (said: Said) => this.#hear(hand, said))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isHeavy = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (!isHeavy) this.#log.error({ err: error }, 'a thread for files has failed')
      this.#end(hand, isHeavy ? heavy : failed)
    })
    worker.on('exit', () => {
      // Nothing is fetched any more.
      hand.fetching = undefined
      this.#end(hand, failed)
    })
    return hand
  }

  #hear(hand: Hand, said: Said): void {
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

  /// The thread is free for the next.
  #settle(hand: Hand, order: Order, result: unknown): void {
    hand.order = undefined
    hand.fetching = undefined
    hand.stop()
    hand.stop = this.#clock.after(idleMs, () => this.#end(hand, failed))
    // A process that has nothing else to do may end.
    hand.worker.unref()
    order.settle(result)
    this.#next()
  }

  #drop(order: Order, fault: Fault): void {
    const at = this.#queue.indexOf(order)
    if (at >= 0) {
      this.#queue.splice(at, 1)
      order.settle(fault)
    }
    const hand = [...this.#hands].find((each) => each.order === order)
    if (hand) this.#end(hand, fault)
  }

  /// Ends a thread, whatever it is doing; its job comes to this. Safe to call twice.
  #end(hand: Hand, fault: Fault): void {
    if (!this.#hands.delete(hand)) return
    hand.stop()
    hand.order?.settle(fault)
    hand.order = undefined
    const left = this.#dismiss(hand).finally(() => this.#leaving.delete(left))
    this.#leaving.add(left)
    this.#next()
  }

  /// What fetches something for a thread is a process of its own, which would go on without it: the
  /// thread ends that first.
  async #dismiss({ worker, fetching }: Hand): Promise<void> {
    if (fetching !== undefined) {
      await new Promise<void>((resolve) => {
        const stop = this.#clock.after(leaveMs, resolve)
        worker.once('exit', () => {
          stop()
          resolve()
        })
        worker.postMessage(leave)
      })
    }
    await worker.terminate()
  }
}

const ignore = () => {}

/// Whether nothing from outside is read for it.
const isMade = ({ kind }: Job) => kind === 'write' || kind === 'archive'

const cancelled: Fault = { code: 'job.cancelled', message: 'This was called off.' }
const closing: Fault = {
  code: 'server.closing',
  message: 'The server is restarting. Try again in a moment.',
}
const busy: Fault = {
  code: 'job.busy',
  message: 'Too many files are being read and written. Try again in a minute.',
}
const slow: Fault = {
  code: 'job.slow',
  message: 'This takes longer than a minute and was ended. Try it in parts.',
}
const heavy: Fault = {
  code: 'job.heavy',
  message: 'This takes more memory than a file may and was ended. Try it in parts.',
}
const unreadable: Fault = {
  code: 'file.unreadable',
  message: 'This file cannot be read: it may be damaged, or something else than its name says.',
}
const failed: Fault = {
  code: 'job.failed',
  message: 'Something went wrong while the file was made. What you typed is not affected.',
}
