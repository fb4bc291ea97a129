/// The load generator as the bench sees it.

import { fork } from 'node:child_process'
import type { Entrance } from './connection.ts'
import type { DialectName } from './dialect.ts'
import type { Answer, Order } from './load.ts'
import type { Play, Played, Turn } from './play.ts'

export interface Loader {
  /// Brings people in; they are called `as` from then on.
  enter(as: string, play: Play): Promise<void>
  /// They type for a while.
  take(as: string, turn: Turn): Promise<Played>
  leave(as: string): Promise<void>
  /// What a server has of each client, of one room after the other.
  read(
    dialect: DialectName,
    entrances: readonly Entrance[],
  ): Promise<readonly Readonly<Record<number, number>>[]>
  end(): void
}

export function startLoader(): Loader {
  const child = fork(new URL('load.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ask = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const onExit = () => reject(new Error('The load generator has gone.'))
      child.once('exit', onExit)
      child.once('message', (answer: Answer) => {
        child.off('exit', onExit)
        if ('error' in answer) reject(new Error(answer.error))
        else resolve(answer.value)
      })
      child.send(order)
    })
  return {
    enter: async (as, play) => void (await ask({ do: 'enter', as, play })),
    take: async (as, turn) => (await ask({ do: 'take', as, turn })) as Played,
    leave: async (as) => void (await ask({ do: 'leave', as })),
    read: async (dialect, entrances) =>
      (await ask({ do: 'read', dialect, entrances })) as Awaited<ReturnType<Loader['read']>>,
    end: () => void child.kill('SIGKILL'),
  }
}
