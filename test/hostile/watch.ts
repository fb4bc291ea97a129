import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { House } from './house.ts'

/// Somebody in another room, in a process of their own, who writes and notices how long it takes to
/// be seen.
export class Watch {
  readonly #child: ChildProcess
  #quiet: number[] = []

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async begin(house: House): Promise<Watch> {
    const series = await house.series()
    const address = `${house.url.replace('http', 'ws')}/sync/${series}`
    const script = join(import.meta.dirname, 'probe.ts')
    const child = fork(script, [address, house.bystander.cookie])
    const watch = new Watch(child)
    await watch.pass(1000)
    return watch
  }

  /// Milliseconds from an edit to the other screen, since it was asked the last time. Rejects when
  /// its connections were closed.
  take(): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('Somebody in another room is gone.'))
      if (this.#child.exitCode !== null) return gone()
      this.#child.once('exit', gone)
      const hear = (said: { times: number[] } | { closed: number }) => {
        this.#child.off('message', hear)
        this.#child.off('exit', gone)
        if ('times' in said) resolve(said.times)
        else reject(new Error(`Somebody in another room was closed with ${said.closed}.`))
      }
      this.#child.on('message', hear)
      this.#child.send('times')
    })
  }

  /// What was written up to now does not count, heard or not.
  forget(): void {
    this.#child.send('forget')
  }

  /// Lets time pass in which nothing bad is done. Gives how long it took meanwhile.
  async pass(ms: number): Promise<number[]> {
    await this.take()
    await new Promise((done) => setTimeout(done, ms))
    const times = await this.take()
    this.#quiet.push(...times)
    return times
  }

  /// All that was measured while nothing bad was done.
  get quiet(): readonly number[] {
    return this.#quiet
  }

  end(): void {
    this.#child.disconnect()
  }
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
