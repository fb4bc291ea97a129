/// What the bench and its writers say to each other. The writers are a process of their own, so
/// that what they do is not measured with the server or the page.

import { type ChildProcess, fork } from 'node:child_process'
import type { Screenplay } from '../../src/shared/format/screenplay.ts'

/// How a script lies in its Y.Doc: as Ninety keeps it, or as y-prosemirror does, which may be one
/// run of elements, as other editors have it, or elements in episodes.
export type Keeping = 'bodies' | 'elements' | 'episodes'

export type Order =
  /// Put a script into an empty series the way y-prosemirror keeps one.
  | {
      readonly do: 'fill'
      readonly room: RoomAddress
      readonly keeping: Keeping
      readonly screenplay: Screenplay
    }
  /// Five writers go into a series, and so many who only put their cursor somewhere.
  | {
      readonly do: 'enter'
      readonly room: RoomAddress
      readonly keeping: Keeping
      readonly lookers?: number
    }
  /// Those of one series type until `rest`; the others do nothing.
  | { readonly do: 'type'; readonly id: string }
  | { readonly do: 'rest' }
  /// Nothing: only the answer.
  | { readonly do: 'count' }

export interface RoomAddress {
  /// `ws://…/sync`
  readonly server: string
  readonly id: string
  /// Lets the writers in.
  readonly token: string
}

export interface Answer {
  /// Edits that the writers have made until now.
  readonly edits: number
}

export interface Writers {
  order(order: Order): Promise<Answer>
  leave(): void
}

export function callWriters(): Writers {
  const child: ChildProcess = fork(new URL('writers.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    order(order) {
      return new Promise((resolve, reject) => {
        const onExit = () => reject(new Error('The writers have gone.'))
        child.once('exit', onExit)
        child.once('message', (answer) => {
          child.off('exit', onExit)
          resolve(answer as Answer)
        })
        child.send(order)
      })
    },
    leave: () => child.kill('SIGKILL'),
  }
}
