import type { UpdateShape } from './update.ts'

type Range = UpdateShape['ranges'][number]

/// What is new in an update and is not by whoever sends it.
export interface Judgement {
  /// Client ids that nobody is known to write under.
  readonly nobodys: readonly number[]
  /// Text written under a client id of somebody else.
  readonly anothers: readonly Range[]
}

/// What a document holds, and who writes under which client id.
export interface Known {
  /// The clock up to which everything of this client is there.
  stateOf(client: number): number
  /// The account whose client id this is.
  ownerOf(client: number): string | undefined
}

/// Everything new is the sender's own.
export const nothingElse: Judgement = { nobodys: [], anothers: [] }

/// Looks at whose the new text in an update is. What the document has already is passed over,
/// whoever gives it back; what reaches beyond that in part is new. Deleting is not writing.
export function judge(shape: UpdateShape, user: string, known: Known): Judgement {
  let nobodys: number[] | undefined
  let anothers: Range[] | undefined
  for (const range of shape.ranges) {
    const { client, to } = range
    const from = Math.max(range.from, known.stateOf(client))
    if (to <= from) continue
    const owner = known.ownerOf(client)
    if (owner === user) continue
    if (owner === undefined) {
      nobodys ??= []
      nobodys.push(client)
    } else {
      anothers ??= []
      anothers.push({ client, from, to })
    }
  }
  if (!nobodys && !anothers) return nothingElse
  return { nobodys: nobodys ?? [], anothers: anothers ?? [] }
}
