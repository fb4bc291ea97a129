/// What is typed, made once and said to every server in the same bytes: a season, and single
/// characters by many writers, each at the end of a line of their own. Real Y.Docs have made them, so
/// the load generator has nothing left to do but to send.

import * as Y from 'yjs'
import { beginFrom } from '../../server/rooms/content.ts'
import { dealSeason } from '../typing/season.ts'

export interface Rehearsal {
  /// The series before anybody types, as an update.
  readonly base: Uint8Array
  readonly parts: readonly Part[]
}

/// What one writer types. Edit `i` is the one struct at clock `i` of the client.
export interface Part {
  readonly client: number
  readonly updates: readonly Uint8Array[]
}

/// Client ids of writers are this and upwards.
export const firstClient = 1000

const words = 'She does not look back. Nobody asks whose coat it was, and the lift is gone. '

export async function rehearse(
  episodes: number,
  writers: number,
  edits: number,
): Promise<Rehearsal> {
  const base = beginFrom(await dealSeason('en', episodes))
  const parts = Array.from({ length: writers }, (_, i): Part => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, base)
    doc.clientID = firstClient + i
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const bodies = [...doc.getMap<Y.Text>('bodies').values()]
    const body = bodies[Math.floor(((i + 0.5) / writers) * bodies.length)]
    if (!body) throw new Error('The season has no text.')
    // In front of the end of its last line.
    let at = body.length - 1
    for (let k = 0; k < edits; k++) body.insert(at++, words[k % words.length] ?? '')
    doc.destroy()
    return { client: firstClient + i, updates }
  })
  return { base, parts }
}
