import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { environmentOf } from './databases.ts'

const program = join(import.meta.dirname, '../../bin/ninety.ts')

/// `ninety serve` as a process of its own.
export interface ServerProcess {
  readonly url: string
  /// What it has written to standard error.
  complaints(): string
  /// The cookie of the owner, whose account is made the first time.
  signIn(): Promise<string>
  /// Resolves when it is gone, with its exit code or the signal that ended it.
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

export async function serve(dataDir: string, port = '0'): Promise<ServerProcess> {
  const stores = await environmentOf(dataDir)
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: port, SETUP_CODE: setupCode, ...stores },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => {
    complaints += text
    process.stderr.write(text)
  })
  const ended = endOf(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Ninety is at (\S+)/.exec(line)?.[1]
    if (url) {
      return {
        url,
        complaints: () => complaints,
        signIn: () => signIn(url),
        end(signal) {
          child.kill(signal)
          return ended
        },
      }
    }
  }
  throw new Error(`The server ended with ${await ended} before it answered.`)
}

const setupCode = 'crash-test-code'

async function signIn(url: string): Promise<string> {
  const who = { name: 'Ada', email: 'ada@room.test', password: 'a long enough password' }
  const ask = (path: string) =>
    fetch(`${url}/api/auth/${path}/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-setup-code': setupCode },
      body: JSON.stringify(who),
    })
  const made = await ask('sign-up')
  const answer = made.ok ? made : await ask('sign-in')
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(signal ?? code ?? 0))
  })
}
