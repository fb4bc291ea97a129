import { Worker } from 'node:worker_threads'
import type { Opening } from './opening.ts'
import type { SqliteStore } from './sqlite.ts'
import type { Entry, Store } from './store.ts'

/// What can be asked across threads.
type Method = Exclude<keyof SqliteStore, 'isShared' | 'opening'>

/// What the thread is asked, and what it says.
export type Call =
  | { readonly number: number; readonly method: Method; readonly args: readonly unknown[] }
  | { readonly number: number; readonly packed: Packed }

/// What is asked most: rows to append, their bytes behind each other. To copy an array of small
/// arrays from thread to thread takes longer than to write them down.
export interface Packed {
  readonly id: string
  readonly at: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lengths: readonly number[]
  readonly users: readonly (string | null)[]
}

function pack(id: string, entries: readonly Entry[], at: number): Packed {
  const lengths = entries.map(({ bytes }) => bytes.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let end = 0
  for (const entry of entries) {
    bytes.set(entry.bytes, end)
    end += entry.bytes.length
  }
  return { id, at, bytes, lengths, users: entries.map(({ user }) => user) }
}

export function unpack({ bytes, lengths, users }: Packed): readonly Entry[] {
  let end = 0
  return lengths.map((length, index) => {
    const start = end
    end += length
    return { bytes: bytes.subarray(start, end), user: users[index] ?? null }
  })
}
export type Answer =
  | { readonly opening: Opening }
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: unknown }

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Ask<M extends Method> = (...args: Parameters<SqliteStore[M]>) => ReturnType<SqliteStore[M]>

/// The SQLite store in a thread of its own. Writing through to a disk takes milliseconds, during
/// which the sockets must go on; and what rooms ask for while the disk is busy shares the next
/// commit.
export class ThreadedStore implements Store {
  readonly isShared = false
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #opened = Promise.withResolvers<Opening>()
  readonly #lost = Promise.withResolvers<Error>()
  #calls = 0
  #ended: Error | undefined
  #isClosing = false

  readonly series = this.#asks('series')
  readonly findSeries = this.#asks('findSeries')
  readonly createSeries = this.#asks('createSeries')
  readonly changeSeries = this.#asks('changeSeries')
  readonly stored = this.#asks('stored')
  readonly rows = this.#asks('rows')
  readonly heads = this.#asks('heads')
  readonly writeSnapshot = this.#asks('writeSnapshot')
  readonly quarantineRow = this.#asks('quarantineRow')
  readonly quarantineSnapshot = this.#asks('quarantineSnapshot')
  readonly setLineage = this.#asks('setLineage')
  readonly setHealing = this.#asks('setHealing')
  readonly claim = this.#asks('claim')
  readonly owners = this.#asks('owners')
  readonly keepAside = this.#asks('keepAside')
  readonly aside = this.#asks('aside')
  readonly backup = this.#asks('backup')
  readonly check = this.#asks('check')

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (answer: Answer) => this.#hear(answer))
    worker.on('error', (error) => this.#end(error as Error))
    worker.on('exit', () => this.#end(new Error('The thread of the store has ended.')))
  }

  /// Opens or makes the file and its folder. Rejects when it cannot be opened.
  static async open(path: string): Promise<{ store: ThreadedStore; opening: Opening }> {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: path })
    const store = new ThreadedStore(worker)
    return { store, opening: await store.#opened.promise }
  }

  /// Resolves when the thread has ended by itself: nothing can be read or written any more.
  get lost(): Promise<Error> {
    return this.#lost.promise
  }

  append(id: string, entries: readonly Entry[], at: number): Promise<number> {
    const packed = pack(id, entries, at)
    return this.#ask((number) =>
      this.#worker.postMessage({ number, packed }, [packed.bytes.buffer]),
    )
  }

  async close() {
    if (this.#ended) return
    this.#isClosing = true
    await this.#asks('close')()
    await this.#worker.terminate()
  }

  #asks<M extends Method>(method: M): Ask<M> {
    return (...args) =>
      this.#ask((number) =>
        this.#worker.postMessage({ number, method, args } satisfies Call),
      ) as ReturnType<SqliteStore[M]>
  }

  #ask<T>(post: (number: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      const number = ++this.#calls
      this.#waiting.set(number, { resolve: resolve as Waiting['resolve'], reject })
      post(number)
    })
  }

  #hear(answer: Answer) {
    if ('opening' in answer) return this.#opened.resolve(answer.opening)
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    if ('error' in answer) waiting?.reject(answer.error)
    else waiting?.resolve(answer.value)
  }

  #end(error: Error) {
    this.#ended ??= error
    this.#opened.reject(this.#ended)
    if (!this.#isClosing) this.#lost.resolve(this.#ended)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
