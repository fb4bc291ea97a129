/// Those who come, as the bench sees them.

import { fork } from 'node:child_process'
import type { Entrance } from '../sync/connection.ts'

export interface Coming {
  readonly entrances: readonly Entrance[]
  /// Milliseconds in which they come, one after the other.
  readonly rush: number
}

export interface Crowd {
  /// Milliseconds until each who came had the whole document applied.
  come(entrances: readonly Entrance[], rush: number): Promise<readonly number[]>
  leave(): void
}

export function callCrowd(): Crowd {
  const child = fork(new URL('comers.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    come(entrances, rush) {
      return new Promise((resolve, reject) => {
        const onExit = () => reject(new Error('Those who come have gone.'))
        child.once('exit', onExit)
        child.once('message', (times) => {
          child.off('exit', onExit)
          resolve(times as readonly number[])
        })
        child.send({ entrances, rush } satisfies Coming)
      })
    },
    leave: () => void child.kill('SIGKILL'),
  }
}
