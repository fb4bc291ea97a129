import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serialize } from 'node:v8'
import { onTestFinished } from 'vitest'
import type { Job } from '../../../server/jobs/job.ts'

const script = `
  import { readFileSync } from 'node:fs'
  import { deserialize } from 'node:v8'
  import { openWorkshop } from './server/jobs/workshop.ts'
  const job = deserialize(readFileSync(0))
  const limits = { megabytes: 768, processMegabytes: 1536 }
  const hear = ({ kind }) => console.log(kind, workshop.pid)
  const workshop = openWorkshop({ limits, hear, onEnd: () => console.log('ended') })
  console.log('started', workshop.pid)
  workshop.give(job)
`

/// A process like the server, with one for files that was just started, or has begun with a job: both
/// are gone after the test.
export async function ownerOf(job: Job, how: 'started' | 'begun' = 'begun') {
  const args = ['--input-type=module-typescript', '-e', script]
  const owner = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  owner.stdin.end(serialize(job))
  const gone = once(owner, 'exit')
  const kill = async () => {
    owner.kill('SIGKILL')
    await gone
  }
  onTestFinished(kill)
  for await (const line of createInterface(owner.stdout)) {
    const [said, pid] = line.split(' ')
    if (said === 'ended') break
    if (how === said || said !== 'started') return { workshop: Number(pid), kill }
  }
  throw new Error('It has ended.')
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
