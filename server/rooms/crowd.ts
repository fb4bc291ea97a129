import { tooMuch } from './allowance.ts'
import type { Close } from './peer.ts'

/// How many connections there may be: a house of 150 behind one address opens a series within ten
/// seconds, and one account may run programs in all of a studio's series.
export interface CrowdLimits {
  /// That have not been let in yet, of one network address.
  readonly knocking: number
  readonly socketsOfUser: number
  /// Different series that one person has open.
  readonly roomsOfUser: number
  readonly socketsOfRoom: number
}

export const crowdLimits: CrowdLimits = {
  knocking: 256,
  socketsOfUser: 300,
  roomsOfUser: 250,
  socketsOfRoom: 1000,
}

/// Counts connections, in the memory of this process.
export class Crowd {
  readonly #limits: CrowdLimits
  readonly #knocking = new Map<string, number>()
  readonly #ofRoom = new Map<string, number>()
  /// Of each person, how many connections to which series.
  readonly #ofUser = new Map<string, Map<string, number>>()

  constructor(limits: CrowdLimits) {
    this.#limits = limits
  }

  /// Somebody wants to come in. Gives what to call when they are in, or gone; undefined when too many
  /// from there want to.
  knock(address: string): (() => void) | undefined {
    if ((this.#knocking.get(address) ?? 0) >= this.#limits.knocking) return undefined
    add(this.#knocking, address, 1)
    return once(() => add(this.#knocking, address, -1))
  }

  /// Somebody who is known comes in. Gives what to call when they go, or why they cannot stay.
  enter(user: string, room: string): (() => void) | Close {
    const { socketsOfUser, roomsOfUser, socketsOfRoom } = this.#limits
    const rooms = this.#ofUser.get(user) ?? new Map<string, number>()
    const sockets = [...rooms.values()].reduce((sum, count) => sum + count, 0)
    if (sockets >= socketsOfUser) return tooMuch('connections of one person')
    if (!rooms.has(room) && rooms.size >= roomsOfUser) return tooMuch('series open at once')
    if ((this.#ofRoom.get(room) ?? 0) >= socketsOfRoom) return tooMuch('connections to one series')
    add(this.#ofRoom, room, 1)
    add(rooms, room, 1)
    this.#ofUser.set(user, rooms)
    return once(() => {
      add(this.#ofRoom, room, -1)
      add(rooms, room, -1)
      if (rooms.size === 0) this.#ofUser.delete(user)
    })
  }
}

function add(counts: Map<string, number>, key: string, change: number) {
  const count = (counts.get(key) ?? 0) + change
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}
