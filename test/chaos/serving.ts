import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setupCode } from '../e2e/people.ts'
import type { Plant } from './planted.ts'
import { childrenOf, endOf, startProcess } from './process.ts'
import { pause } from './until.ts'

const root = join(import.meta.dirname, '../..')

/// Milliseconds in which a server must say where it is, and in which it must stop when it is asked
/// to.
const patience = 60_000

export interface ServingOptions {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  /// Faults that are in the server itself: then it is test/chaos/planted.ts and not `ninety serve`.
  readonly plant?: Plant | undefined
  /// Below the ports that the system hands out, so that whoever calls while it is down does not get
  /// that very port and speaks to itself.
  readonly port: number
  /// A program and its arguments that runs the server and ends when that does.
  readonly tracer?: readonly string[]
}

/// A server as a process of its own that can be ended at any moment and started again where it was.
export class Serving {
  readonly url: string
  readonly #options: ServingOptions
  #child: ChildProcess | undefined
  #log = ''

  constructor(options: ServingOptions) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.port}`
  }

  /// All that it has printed, over all its starts.
  get log(): string {
    return this.#log
  }

  async start(): Promise<void> {
    const { dataDir, env, plant, port, tracer = [] } = this.#options
    const script = plant === undefined ? ['bin/ninety.ts', 'serve'] : ['test/chaos/planted.ts']
    const child = startProcess(script, tracer, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', ...(plant === undefined ? [] : (['ipc'] as const))],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        SETUP_CODE: setupCode,
        PLANT: plant,
        ...env,
        PORT: String(port),
        DATA_DIR: dataDir,
      },
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new Error(`The server did not say where it is.\n${said}`))
      }, patience)
      const listen = (text: string) => {
        this.#log += text
        said += text
        if (!said.includes('Ninety is at')) return
        clearTimeout(timer)
        resolve()
      }
      child.stdout?.setEncoding('utf8').on('data', listen)
      child.stderr?.setEncoding('utf8').on('data', listen)
      child.once('exit', (code, signal) => {
        clearTimeout(timer)
        if (this.#child === child) this.#child = undefined
        reject(new Error(`The server ended at once (${code ?? signal}).\n${said}`))
      })
    })
  }

  /// Resolves when it has ended by this signal.
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child?.pid) return
    // A tracer is let live, to write down what it saw.
    for (const pid of this.#options.tracer ? childrenOf(child.pid) : [child.pid]) {
      process.kill(pid, signal)
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    const code = await endOf(child)
    clearTimeout(timer)
    if (signal === 'SIGTERM' && code === 'SIGKILL') {
      throw new Error(`Asked to stop, the server did not in ${patience / 1000} s.\n${this.#log}`)
    }
  }

  /// Starts it, and ends it by SIGKILL so many milliseconds later, however far it has come.
  async startAndKill(ms: number): Promise<void> {
    const started = this.start().catch(() => {})
    await pause(ms)
    await this.end('SIGKILL')
    await started
  }

  /// Asks it to end (SIGTERM), and waits for nothing.
  stopSoon(): void {
    this.#child?.kill('SIGTERM')
  }

  pause(): void {
    this.#child?.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child?.kill('SIGCONT')
  }

  /// Resolves when one of the faults planted in it says this.
  told(what: string): Promise<void> {
    const child = this.#child
    return new Promise((done) => {
      const hear = (said: unknown) => {
        if (said !== what) return
        child?.off('message', hear)
        done()
      }
      child?.on('message', hear)
    })
  }

  /// Tells the faults that are planted in it what to do next.
  tell(what: object): void {
    this.#child?.send(what)
  }
}

let lastPort = 20_000 + (process.pid % 500) * 20

/// A port that nobody listens on.
export async function freePort(): Promise<number> {
  for (;;) {
    const port = ++lastPort
    const isFree = await new Promise<boolean>((done) => {
      const probe = createServer()
      probe.once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (isFree) return port
  }
}
