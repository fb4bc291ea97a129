import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, setupCode, signUpMember, signUpOwner } from '../e2e/people.ts'

/// What the server's process is asked, and what it answers.
export interface Question {
  readonly number: number
  readonly ask: 'memory' | 'compare' | 'series'
  readonly series: string
}
export type Answer = { readonly url: string } | { readonly number: number; readonly value: unknown }

/// Where an attack goes: a server, or what stands in for one.
export interface Place {
  readonly url: string
  readonly writers: readonly Account[]
  readonly reader: Account
  readonly stranger: Account
}

/// A server to be treated badly: three people who write, one who writes in another room and notices,
/// one who may only read, one who belongs to nothing.
export class House implements Place {
  readonly dataDir: string
  readonly url: string
  readonly writers: readonly Account[]
  readonly bystander: Account
  readonly reader: Account
  readonly stranger: Account
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (value: unknown) => void>()
  #asked = 0
  #ended: number | NodeJS.Signals | undefined

  private constructor(dataDir: string, child: ChildProcess, url: string, people: People) {
    this.dataDir = dataDir
    this.#child = child
    this.url = url
    this.writers = people.writers
    this.bystander = people.bystander
    this.reader = people.reader
    this.stranger = people.stranger
    child.once('exit', (code, signal) => {
      this.#ended = signal ?? code ?? 0
    })
    child.on('message', (answer: Answer) => {
      if ('url' in answer) return
      this.#waiting.get(answer.number)?.(answer.value)
      this.#waiting.delete(answer.number)
    })
  }

  static async open(isRaised: boolean): Promise<House> {
    const dataDir = mkdtempSync(join(tmpdir(), 'ninety-hostile-'))
    const script = join(import.meta.dirname, 'server.ts')
    const child = spawn(
      process.execPath,
      ['--expose-gc', script, ...(isRaised ? ['--raised'] : [])],
      {
        env: { PATH: process.env.PATH, DATA_DIR: dataDir, SETUP_CODE: setupCode },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    )
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
      child.once('message', (answer: Answer) => {
        if ('url' in answer) resolve(answer.url)
      })
    })
    const ada = await signUpOwner(url, 'Ada')
    const first = await createSeries(url, ada)
    const [ben, cleo, bystander, reader] = [
      await signUpMember(url, ada, 'Ben', [first]),
      await signUpMember(url, ada, 'Cleo', [first]),
      await signUpMember(url, ada, 'Nora', [first]),
      await signUpMember(url, ada, 'Pia', [first]),
    ]
    const stranger = await signUpMember(url, ada, 'Stan', [first])
    const writers = [ada, ben, cleo]
    return new House(dataDir, child, url, { writers, bystander, reader, stranger })
  }

  /// Undefined while it runs.
  get ended(): number | NodeJS.Signals | undefined {
    return this.#ended
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /// A new series in which the writers may write and the reader may read.
  async series(): Promise<string> {
    return String(await this.#ask('series', ''))
  }

  async memory(): Promise<number> {
    return Number(await this.#ask('memory', ''))
  }

  /// What is different in memory from what a reload reads, in words; undefined when nothing is.
  async compare(series: string): Promise<string | undefined> {
    const difference = await this.#ask('compare', series)
    return difference === undefined ? undefined : String(difference)
  }

  async close(): Promise<void> {
    if (this.#ended === undefined) {
      const gone = new Promise((done) => this.#child.once('exit', done))
      this.#child.disconnect()
      await gone
    }
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  #ask(ask: Question['ask'], series: string): Promise<unknown> {
    const number = ++this.#asked
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(new Error('The server is gone.'))
      this.#waiting.set(number, resolve)
      this.#child.send({ number, ask, series } satisfies Question)
    })
  }
}

interface People {
  readonly writers: readonly Account[]
  readonly bystander: Account
  readonly reader: Account
  readonly stranger: Account
}

async function createSeries(url: string, owner: Account): Promise<string> {
  const made = await call<{ id: string }>(`${url}/api/series`, owner, 'POST', {
    title: 'The Lift',
    language: 'en',
  })
  return made.id
}

async function call<T>(
  url: string,
  { cookie }: Pick<Account, 'cookie'>,
  method = 'GET',
  body?: unknown,
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
