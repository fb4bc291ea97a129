import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

const running = new Set<ChildProcess>()

/// Starts a script on this Node as a process that does not outlive this one.
export function startProcess(script: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, [...script], options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/// Ends all that are left, by their ids.
export function endProcesses(): void {
  // One that is stopped (SIGSTOP) ends by SIGKILL as well.
  for (const child of running) child.kill('SIGKILL')
  running.clear()
}

process.once('exit', endProcesses)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1))
}

/// Its exit code or the signal that ended it.
export function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  if (child.signalCode !== null) return Promise.resolve(child.signalCode)
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(signal ?? code ?? 0))
  })
}
