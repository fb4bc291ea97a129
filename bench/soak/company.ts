/// Writers and readers, as the soak sees them: a process of their own.

import { fork } from 'node:child_process'
import type { Entrance } from '../sync/connection.ts'

export interface Beginning {
  readonly writers: readonly Entrance[]
  readonly readers: number
  /// How all readers come in.
  readonly reader: Entrance
  readonly episodes: number
  /// Edits a second of each writer.
  readonly rate: number
  readonly seed: number
}

export interface Tally {
  readonly edits: number
  /// Bytes of all that the script says, in UTF-8.
  readonly text: number
  /// Readers who have come, those who have left among them.
  readonly comings: number
  /// Connections that the server has closed.
  readonly closed: number
}

export type Order =
  | { readonly do: 'begin'; readonly beginning: Beginning }
  | { readonly do: 'tally' }
  | { readonly do: 'finish' }

export interface Company {
  begin(beginning: Beginning): Promise<void>
  tally(): Promise<Tally>
  /// Everybody stops. Gives what is wrong: who holds something else, or edits not acknowledged.
  finish(): Promise<readonly string[]>
  leave(): void
}

export function callCompany(): Company {
  const child = fork(new URL('people.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ask = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const onExit = () => reject(new Error('The company has gone.'))
      child.once('exit', onExit)
      child.once('message', (answer) => {
        child.off('exit', onExit)
        resolve(answer)
      })
      child.send(order)
    })
  return {
    begin: async (beginning) => void (await ask({ do: 'begin', beginning })),
    tally: async () => (await ask({ do: 'tally' })) as Tally,
    finish: async () => (await ask({ do: 'finish' })) as readonly string[],
    leave: () => void child.kill('SIGKILL'),
  }
}
