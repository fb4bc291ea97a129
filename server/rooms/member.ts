import type { Submission } from './batch.ts'
import type { Frame } from './frame.ts'
import type { Peer } from './peer.ts'

/// A connection in a room.
export interface Member {
  readonly peer: Peer
  /// Whether it has said 90.
  announced: boolean
  /// How many updates have come from it, and how many of them are on disk.
  received: number
  committed: number
  /// When it was told so the last time, in milliseconds.
  toldAt: number
  /// How many bytes of them are not on disk yet.
  waiting: number
  /// Frames that are heard when it has been looked whether the log knows what it gave back.
  held: Frame[] | undefined
  /// Whether something that it gave back was kept aside. It is not acknowledged, nor anything after.
  isKeptAside: boolean
  /// Whether the room has ended it: nothing of what it said before counts any more.
  ended: boolean
}

export function newMember(peer: Peer): Member {
  return {
    peer,
    announced: false,
    received: 0,
    committed: 0,
    toldAt: Number.NEGATIVE_INFINITY,
    waiting: 0,
    held: undefined,
    isKeptAside: false,
    ended: false,
  }
}

/// A submission and, when it came over a connection, the how-manyth update it is there.
export interface Gathered {
  readonly submission: Submission
  readonly member: Member | undefined
  readonly count: number
}
