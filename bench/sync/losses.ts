/// What kill -9 takes away that somebody else had already seen. Nobody who could bring it back is
/// there any more when the server is read again.

import { columns } from '../table.ts'
import type { Loader } from './loader.ts'
import type { Side } from './side.ts'

/// How often each server is killed.
const rounds = 5
const people = 4

/// Edits that were lost of each side, over all rounds.
export async function losses(
  loader: Loader,
  sides: readonly Side[],
): Promise<ReadonlyMap<Side, number>> {
  const found = new Map<Side, { lost: number; seen: number }>()
  for (const side of sides) {
    const total = { lost: 0, seen: 0 }
    for (let round = 0; round < rounds; round++) {
      const serving = await side.start(1, people)
      try {
        const { dialect } = side
        await loader.enter(side.name, {
          dialect,
          rooms: serving.rooms,
          typing: people,
          observers: people,
          episodes: 20,
          rate: 10,
          edits: 300,
          pid: serving.pid,
        })
        // At another moment each time, the last long after the start.
        const timer = setTimeout(() => void serving.kill(), 1_500 + round * 1_370)
        const turn = { warmup: 0, seconds: 30, untilClosed: true } as const
        const { seen } = await loader.take(side.name, turn).finally(() => clearTimeout(timer))
        await serving.crash()
        const entrances = serving.rooms.flatMap((inRoom) => inRoom.slice(0, 1))
        const kept = await loader.read(dialect, entrances)
        for (const [room, clients] of seen.entries()) {
          for (const [client, to] of Object.entries(clients)) {
            total.seen += to
            total.lost += Math.max(0, to - (kept[room]?.[Number(client)] ?? 0))
          }
        }
      } finally {
        await loader.leave(side.name)
        await serving.remove()
      }
    }
    found.set(side, total)
  }
  const lines = [...found].map(([{ name }, { lost, seen }]) => [name, `${lost} of ${seen}`])
  console.log(`\n${columns([['seen by somebody else, lost by kill -9', ''], ...lines])}\n`)
  return new Map([...found].map(([side, { lost }]) => [side, lost]))
}
