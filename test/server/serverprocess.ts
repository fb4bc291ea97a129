import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const program = join(import.meta.dirname, '../../bin/ninety.ts')

/// `ninety serve` as a process of its own.
export interface ServerProcess {
  readonly url: string
  /// Resolves when it is gone, with its exit code or the signal that ended it.
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

export async function serve(dataDir: string, port = '0'): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = endOf(child)
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Ninety is at (\S+)/.exec(line)?.[1]
    if (url) {
      return {
        url,
        end(signal) {
          child.kill(signal)
          return ended
        },
      }
    }
  }
  throw new Error(`The server ended with ${await ended} before it answered.`)
}

function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(signal ?? code ?? 0))
  })
}
