import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const running = new Set<ChildProcess>()

/// Starts a script on this Node, below a tracer if one is named, as a process that does not outlive
/// this one.
export function startProcess(
  script: readonly string[],
  tracer: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const [program = '', ...args] = [...tracer, process.execPath, ...script]
  const child = spawn(program, args, options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/// Ends all that are left, by their ids.
export function endProcesses(): void {
  // One that is stopped (SIGSTOP) ends by SIGKILL as well.
  for (const child of running) {
    for (const pid of child.pid ? childrenOf(child.pid) : []) process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
  }
  running.clear()
}

/// The processes that a process has started, where the system says so.
export function childrenOf(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return list.trim().split(/\s+/).filter(Boolean).map(Number)
  } catch {
    return []
  }
}

process.once('exit', endProcesses)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.error(`chaos: ended by ${signal}`)
    process.exit(1)
  })
}

/// Its exit code or the signal that ended it.
export function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  if (child.signalCode !== null) return Promise.resolve(child.signalCode)
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(signal ?? code ?? 0))
  })
}
