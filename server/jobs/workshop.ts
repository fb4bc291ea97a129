import { fork } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Job, leave, type Said } from './job.ts'

export interface WorkshopLimits {
  /// Megabytes of objects that a job may hold.
  readonly megabytes: number
  /// Megabytes that its process may hold altogether: a file, a font, what was packed are no objects.
  readonly processMegabytes: number
}

interface WorkshopOptions {
  readonly limits: WorkshopLimits
  /// What it says of its job.
  readonly hear: (said: Said) => void
  /// It has ended, or can be told nothing any more.
  readonly onEnd: (end: WorkshopEnd) => void
}

/// How much nicer it is than the server. All the way (19), it would get next to nothing where others
/// keep a machine busy; for those who write it makes no difference (docs/DECISIONS.md).
const behind = 10
const nicest = 19

/// How a process came to its end, where nobody here ended it.
export interface WorkshopEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly error?: Error
}

/// A process in which files are made, as the server sees it: `process.ts` is what runs there.
export interface Workshop {
  readonly pid: number | undefined
  /// Whether it can be given a job.
  readonly isOpen: boolean
  give(job: Job): void
  /// Asks it to end what it fetches, and itself.
  leave(): void
  kill(): void
  /// Resolves when it is gone, however that came.
  readonly gone: Promise<void>
  /// Whether this process waits for it before it ends.
  hold(isHeld: boolean): void
}

/// Starts a process for files. Throws where the system has no room for one.
export function openWorkshop({ limits, hear, onEnd }: WorkshopOptions): Workshop {
  const { megabytes, processMegabytes } = limits
  const priority = Math.min(nicest, getPriority() + behind)
  const child = fork(
    fileURLToPath(new URL('./process.ts', import.meta.url)),
    [priority, megabytes, processMegabytes].map(String),
    {
      serialization: 'advanced',
      // What a library says to nobody is on standard output.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Neither a debugger's port nor a watch on the sources is there twice.
      execArgv: [],
      env: { ...process.env, WATCH_REPORT_DEPENDENCIES: undefined },
    },
  )
  const { pid } = child
  // It does so itself, too, with all its threads: like this it starts behind others.
  if (pid !== undefined) {
    try {
      setPriority(pid, priority)
    } catch {
      // It may be forbidden, or over already.
    }
  }
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    // Nothing has begun: then nothing ends.
    if (pid === undefined) child.once('error', () => resolve())
  })
  child.on('message', (said: Said) => hear(said))
  child.on('exit', (code, signal) => onEnd({ code, signal }))
  child.on('error', (error) => onEnd({ code: child.exitCode, signal: child.signalCode, error }))
  const send = (message: Job | typeof leave) => {
    if (child.connected) child.send(message)
  }
  return {
    pid,
    get isOpen() {
      return child.connected
    },
    give: send,
    leave: () => send(leave),
    kill: () => void child.kill('SIGKILL'),
    gone,
    hold(isHeld) {
      for (const each of [child, child.channel]) {
        if (isHeld) each?.ref()
        else each?.unref()
      }
    },
  }
}
