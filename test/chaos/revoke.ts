import WebSocket from 'ws'
import { type Account, letIn, signUpMember, signUpOwner } from '../e2e/people.ts'
import { Cluster } from './cluster.ts'
import { inFolder } from './folder.ts'
import type { Run } from './run.ts'
import { createSeries } from './stage.ts'

/// Somebody is taken out of a series at one server while they have it open at another. With Redis
/// they are out at once. Without it the other server notices when it looks by itself, every 10 s.

/// Of each sort.
const rounds = 6
/// What the operator is promised, in milliseconds (docs/OPERATING.md), and what the look itself and
/// a busy machine may take on top.
const intervalMs = 10_000
const slackMs = 1000

export async function revoke(run: Run): Promise<void> {
  await inFolder(async (folder) => {
    const cluster = await Cluster.start(folder, 2, run.plant)
    const [here, there] = cluster.nodes.map(({ serving }) => serving.url)
    try {
      if (!here || !there) return
      const owner = await signUpOwner(here, 'Ada')
      const series = await createSeries(here, owner)
      const ben = await signUpMember(here, owner, 'Ben', [await createSeries(here, owner)])
      const measure = async (sort: string, limit: number) => {
        const times: number[] = []
        for (let round = 0; round < run.rounds(rounds, 1); round++) {
          await letIn(here, owner, series, [ben])
          const { code, ms } = await takeOut({ here, there, series, owner, member: ben })
          times.push(ms)
          const wrong = [
            ...(code === 4403 ? [] : [`closed with ${code}`]),
            ...(ms <= limit ? [] : [`out after ${(ms / 1000).toFixed(1)} s`]),
          ]
          run.tried(sort, wrong, round)
        }
        const worst = Math.max(...times) / 1000
        run.note(sort, `out after ${worst.toFixed(1)} s at most (limit ${limit / 1000} s)`)
      }
      await measure('access taken away, Redis there', 1000 + slackMs)
      await cluster.redis.end()
      await measure('access taken away, Redis down', intervalMs + slackMs)
    } finally {
      await cluster.end()
    }
  })
}

interface Removal {
  readonly here: string
  readonly there: string
  readonly series: string
  readonly owner: Account
  readonly member: Account
}

/// Gives how they were told and how long that took.
async function takeOut(removal: Removal): Promise<{ readonly code: number; readonly ms: number }> {
  const { here, there, series, owner, member } = removal
  const { cookie } = member
  const address = `${there.replace(/^http/, 'ws')}/sync/${series}`
  const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false })
  const closed = new Promise<number>((done) => {
    socket.once('close', (code) => done(code))
    socket.once('error', () => done(0))
  })
  await Promise.race([new Promise((done) => socket.once('message', done)), closed])
  const headers = { cookie: owner.cookie }
  const members = `${here}/api/series/${series}/members`
  const answer = await fetch(members, { headers })
  const { members: all } = (await answer.json()) as { members: { userId: string; email: string }[] }
  const userId = all.find(({ email }) => email === member.email)?.userId
  const removed = await fetch(`${members}/${userId}`, { method: 'DELETE', headers })
  if (!removed.ok) throw new Error(`Nobody could be taken out: ${await removed.text()}`)
  const began = performance.now()
  const timer = setTimeout(() => socket.terminate(), 3 * intervalMs)
  const code = await closed
  clearTimeout(timer)
  return { code, ms: performance.now() - began }
}
