/// The real server, as `npm start` runs it, on a free port with a data folder of its own.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setupCode } from './people.ts'

const root = join(import.meta.dirname, '../..')

/// Milliseconds in which the server must say where it is.
const patience = 30_000

export interface Server {
  /// `http://127.0.0.1:PORT`, the same after a restart.
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /// Everything the server has printed, over all its starts.
  log(): string
  /// Asks the server to end and waits until it has.
  stop(): Promise<void>
  /// Ends the server without letting it do anything more (SIGKILL).
  kill(): Promise<void>
  /// Starts it again on the same port and data, after `stop` or `kill`.
  start(): Promise<void>
  /// Ends it and removes its data.
  remove(): Promise<void>
}

const program = ['bin/ninety.ts', 'serve']

/// Starts a server; `env` is added to its environment. `run` is another script that serves.
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  run: readonly string[] = program,
): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ninety-e2e-'))
  let output = ''
  let port = 0
  let running: ChildProcess | undefined

  function start(): Promise<void> {
    const child = spawn(process.execPath, run, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DATABASE_URL: undefined,
        REDIS_URL: undefined,
        HOST: undefined,
        SMTP_URL: undefined,
        SETUP_CODE: setupCode,
        ...env,
        PORT: String(port),
        DATA_DIR: dataDir,
      },
    })
    running = child
    return new Promise((resolve, reject) => {
      let said = ''
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new Error(`The server did not say where it is.\n${said}`))
      }, patience)
      const listen = (text: string) => {
        output += text
        said += text
        const address = /Ninety is at http:\/\/[^\s:]+:(\d+)/.exec(said)
        if (!address) return
        clearTimeout(timer)
        port = Number(address[1])
        resolve()
      }
      child.stdout.setEncoding('utf8').on('data', listen)
      child.stderr.setEncoding('utf8').on('data', listen)
      child.once('exit', (code, signal) => {
        clearTimeout(timer)
        if (running === child) running = undefined
        reject(new Error(`The server ended at once (${code ?? signal}).\n${said}`))
      })
    })
  }

  function end(signal: NodeJS.Signals): Promise<void> {
    const child = running
    if (!child) return Promise.resolve()
    return new Promise((resolve) => {
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  }

  async function remove(): Promise<void> {
    await end('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }

  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    log: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start,
    remove,
  }
}
