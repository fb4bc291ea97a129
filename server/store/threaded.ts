import { Worker } from 'node:worker_threads'
import type { Entry, Store } from './store.ts'

/// What the thread is asked, and what it answers.
export interface Call {
  readonly number: number
  readonly method: keyof Store
  readonly args: readonly unknown[]
}
export type Answer =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: unknown }

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/// The SQLite store in a thread of its own. Writing through to a disk takes milliseconds, during
/// which the sockets must go on; and what rooms ask for while the disk is busy shares the next
/// commit.
export class ThreadedStore implements Store {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #calls = 0
  #ended: Error | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (answer: Answer) => this.#hear(answer))
    worker.on('error', (error) => this.#end(error as Error))
    worker.on('exit', () => this.#end(new Error('The store is closed.')))
  }

  /// Opens or makes the file and its folder. Rejects when it cannot be opened.
  static async open(path: string): Promise<ThreadedStore> {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: path })
    const store = new ThreadedStore(worker)
    await store.check()
    return store
  }

  series() {
    return this.#ask('series')
  }

  findSeries(id: string) {
    return this.#ask('findSeries', id)
  }

  createSeries(...args: Parameters<Store['createSeries']>) {
    return this.#ask('createSeries', ...args)
  }

  changeSeries(...args: Parameters<Store['changeSeries']>) {
    return this.#ask('changeSeries', ...args)
  }

  append(id: string, entries: readonly Entry[], at: number) {
    return this.#ask('append', id, entries, at)
  }

  stored(id: string) {
    return this.#ask('stored', id)
  }

  rows(id: string, after: number) {
    return this.#ask('rows', id, after)
  }

  writeSnapshot(id: string, seq: number, bytes: Uint8Array) {
    return this.#ask('writeSnapshot', id, seq, bytes)
  }

  quarantineRow(id: string, seq: number, reason: string) {
    return this.#ask('quarantineRow', id, seq, reason)
  }

  quarantineSnapshot(id: string, seq: number, reason: string) {
    return this.#ask('quarantineSnapshot', id, seq, reason)
  }

  check() {
    return this.#ask('check')
  }

  async close() {
    if (this.#ended) return
    await this.#ask('close')
    await this.#worker.terminate()
  }

  #ask<M extends keyof Store>(method: M, ...args: Parameters<Store[M]>) {
    type Value = Awaited<ReturnType<Store[M]>>
    return new Promise<Value>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      const number = ++this.#calls
      this.#waiting.set(number, { resolve: (value) => resolve(value as Value), reject })
      this.#worker.postMessage({ number, method, args } satisfies Call)
    })
  }

  #hear(answer: Answer) {
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    if ('error' in answer) waiting?.reject(answer.error)
    else waiting?.resolve(answer.value)
  }

  #end(error: Error) {
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
