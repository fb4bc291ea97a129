/// The process in which files are made, by a thread of it, so that this one always hears when it is to
/// end. It comes behind whatever answers people with all that belongs to it: the threads that collect
/// garbage and compile are shared by a whole process, and keep its priority.

import { readdirSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Job, leave, type Said } from './job.ts'
import { leaveMs } from './limits.ts'

const [priority = 0, megabytes = 0, processMegabytes = 0] = process.argv.slice(2).map(Number)

// Ctrl-C in a terminal, and what stops a service, reach this process as well. The server decides when
// its jobs end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

/// On Linux a priority belongs to a thread, and Node has begun some by now; those that begin later
/// have it from them. Elsewhere it belongs to the process (0 is this one).
const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0]
for (const thread of threads) {
  try {
    setPriority(thread, priority)
  } catch {
    // It may be forbidden, or the thread is over: it goes without.
  }
}

/// Where memory runs out, this process is the first to go: nothing is lost with it.
if (process.platform === 'linux') {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // It goes without.
  }
}

/// How often it is looked what the process holds, in milliseconds.
const glance = 200

// Whoever is gone needs to hear nothing.
const say = (said: Said) => process.send?.(said, undefined, undefined, () => {})

const thread = new Worker(new URL('./thread.ts', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: megabytes },
})
thread.on('message', (said: Said) => say(said))
thread.on('error', (error: NodeJS.ErrnoException) => {
  say(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { kind: 'heavy' } : { kind: 'ended', error })
})
thread.on('exit', (code) => {
  // It was told to. Otherwise the server hears of it, and ends this process.
  if (code === 0) process.exit()
  say({ kind: 'ended', error: new Error(`The thread ended with ${code}.`) })
})

process.on('message', (job: Job | typeof leave) => thread.postMessage(job))

// Without the server nobody asks for a file any more. A thread that hears nothing is not waited for.
function end(): void {
  thread.postMessage(leave)
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), leaveMs)
}
process.on('disconnect', end)
// It may be gone since before anybody listened.
if (!process.connected) end()

setInterval(() => {
  if (process.memoryUsage.rss() > processMegabytes * 2 ** 20) say({ kind: 'heavy' })
}, glance)

// How this process ends leaves no time for it later.
flushCompileCache()
