import type { Logger } from 'pino'
import { may } from '../../src/shared/domain/access.ts'
import { close } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Admission } from './admission.ts'
import { tooMuch } from './allowance.ts'
import type { Frame } from './frame.ts'
import type { Member } from './member.ts'
import type { Memory } from './memory.ts'
import type { Close } from './peer.ts'
import type { Roster } from './roster.ts'

/// So many frames of one connection are held, and so many bytes of updates.
const maxFrames = 1000
const maxBytes = 32 * 1024 * 1024

type Update = Extract<Frame, { kind: 'step2' | 'update' }>

export interface ReadersOptions {
  readonly id: string
  readonly clock: Clock
  readonly log: Logger
  readonly memory: Memory
  readonly admission: Admission
  readonly roster: Roster
  /// Takes a frame that was held, as if it came now.
  readonly hear: (member: Member, frame: Frame) => void
}

/// Those who give something back and may not write. A reader's client answers step 1 like any other,
/// with what it has heard from here or from another node: that is acknowledged and goes no further.
/// Anything new is kept aside while the series heals, and else ends the connection. Which of the two
/// it is, is told by what is on disk; until that can be told, they are held.
export class Readers {
  readonly #options: ReadersOptions
  readonly #held = new Set<Member>()

  constructor(options: ReadersOptions) {
    this.#options = options
  }

  /// Whether anybody waits to be judged.
  get isWaiting(): boolean {
    return this.#held.size > 0
  }

  /// Whether somebody may send this: else they are held, and it with them. What is known only until a
  /// commit fails is new: while there may be any of that, nobody can say.
  pass(member: Member, frame: Update): boolean {
    const { memory } = this.#options
    if (mayWrite(member)) return true
    if (!memory.isAhead && !memory.replica.bringsNews(frame)) return true
    member.held = []
    this.#held.add(member)
    this.hold(member, member.held, frame)
    return false
  }

  /// Holds a frame of somebody who is held.
  hold(member: Member, held: Frame[], frame: Frame): void {
    held.push(frame)
    member.waiting += bytesOf(frame)
    if (held.length > maxFrames) this.#options.roster.end(member, tooMuch('messages'))
    else if (member.waiting > maxBytes) this.#options.roster.end(member, tooMuch('unsaved text'))
  }

  forget(member: Member): void {
    this.#held.delete(member)
  }

  forgetAll(): void {
    this.#held.clear()
  }

  /// Judges those who are held. To be called when nothing is in memory that is not on disk. The log
  /// is read on before, if it is to be, or if what they have may be there. Throws as `catchUp` does.
  async judge(): Promise<void> {
    const { memory, roster, hear } = this.#options
    const cleared = new Set([...this.#held].filter((member) => !this.#newsOf(member)))
    if (cleared.size < this.#held.size) memory.look()
    const isCaughtUp = !memory.isLookDue || (await memory.catchUp())
    const held = [...this.#held]
    this.#held.clear()
    for (const member of held) {
      const news = cleared.has(member) ? undefined : this.#newsOf(member)
      const why = news && (isCaughtUp ? await this.#keep(member, news) : close.unavailable)
      // What has come meanwhile is heard after it.
      const frames = member.held ?? []
      member.held = undefined
      for (const frame of frames) member.waiting -= bytesOf(frame)
      if (why) roster.end(member, why)
      else for (const frame of news ? frames.slice(1) : frames) hear(member, frame)
    }
  }

  /// What somebody who may only read has given back and is not on disk.
  #newsOf(member: Member): Update | undefined {
    const [first] = member.held ?? []
    if (!first || !('bytes' in first) || mayWrite(member)) return undefined
    return this.#options.memory.replica.bringsNews(first) ? first : undefined
  }

  /// Gives why the reader cannot stay; undefined when what they brought is kept.
  async #keep(member: Member, { bytes }: Update): Promise<Close | undefined> {
    const { id, clock, log, memory, admission } = this.#options
    try {
      if (!(await memory.replica.isHealing(clock.now()))) return close.readOnly
      if (!(await admission.keepFromReader(member.peer, bytes))) return close.readOnly
      member.isKeptAside = true
      // Who has become a writer meanwhile gives it back as one.
      return mayWrite(member) ? close.unavailable : undefined
    } catch (error) {
      log.error({ series: id, err: error }, 'what a reader gave back could not be kept')
      return close.unavailable
    }
  }
}

function mayWrite({ peer }: Member): boolean {
  return may(peer.present.standing, 'series.edit')
}

function bytesOf(frame: Frame): number {
  return 'bytes' in frame ? frame.bytes.byteLength : 0
}
