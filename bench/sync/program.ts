/// A program of its own, so that what it costs can be told apart from everything else.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/// Milliseconds in which it must say that it is ready.
const patience = 60_000

export interface Program {
  readonly pid: number
  /// What the sign of being ready matched.
  readonly ready: RegExpExecArray
  /// Everything it has printed.
  log(): string
  /// Resolves when it is gone. Once it is, does nothing.
  end(signal: NodeJS.Signals): Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/// Runs a script on this Node until it prints what `ready` matches. What is `undefined` in `env`
/// is not handed on from this process.
export function run(
  script: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  ready: RegExp,
): Promise<Program> {
  const child = spawn(process.execPath, script, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  running.add(child)
  let output = ''
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child)
      resolve()
    })
  })
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL')
      reject(new Error(`${script.join(' ')} ${why}\n${output}`))
    }
    const timer = setTimeout(() => fail('did not become ready.'), patience)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended at once (${code ?? signal}).`)
    })
    const listen = (text: string) => {
      // A peer that complains of everything must not fill the memory.
      output = (output + text).slice(-100_000)
      const match = ready.exec(output)
      if (!match) return
      clearTimeout(timer)
      resolve({
        pid: child.pid ?? 0,
        ready: match,
        log: () => output,
        end(signal) {
          child.kill(signal)
          return gone
        },
      })
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
  })
}
