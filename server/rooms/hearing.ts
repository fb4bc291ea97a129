import { may } from '../../src/shared/domain/access.ts'
import { type Announcement, close, protocolVersion } from '../../src/shared/protocol.ts'
import type { Metrics } from '../metrics.ts'
import type { Admission } from './admission.ts'
import { isOutdated } from './announcement.ts'
import type { Attendance } from './attendance.ts'
import type { Commits } from './commits.ts'
import { type Frame, type PresenceEntry, standingFrame, welcomeFrame } from './frame.ts'
import type { Member } from './member.ts'
import type { Memory } from './memory.ts'
import { writerOf } from './owners.ts'
import type { Peer } from './peer.ts'
import type { Questions } from './questions.ts'
import type { Readers } from './readers.ts'
import type { Receipts } from './receipts.ts'
import type { Roster } from './roster.ts'

export interface HearingOptions {
  /// Which build of the program this is.
  readonly build: string
  readonly metrics: Metrics
  readonly roster: Roster
  readonly memory: Memory
  readonly attendance: Attendance
  readonly questions: Questions
  readonly admission: Admission
  readonly receipts: Receipts
  readonly readers: Readers
  readonly commits: Commits
}

/// An update in which there is nothing.
const nothing = {
  bytes: new Uint8Array([0, 0]),
  shape: { structs: 0, deletes: 0, ranges: [], types: [] },
} as const

/// Hands what connections say to whom it concerns, by what they are to the series.
export class Hearing {
  readonly #options: HearingOptions

  constructor(options: HearingOptions) {
    this.#options = options
  }

  /// Takes a frame of somebody who is not held.
  take(member: Member, frame: Frame): void {
    const { questions, metrics } = this.#options
    switch (frame.kind) {
      case 'announce':
        this.#takeAnnouncement(member, frame.announced)
        break
      case 'step1':
        questions.askDocument(member.peer, frame.vector)
        break
      case 'queryPresence':
        questions.askPresence(member.peer)
        break
      case 'presence':
        this.#takePresence(member.peer, frame.entries)
        break
      case 'step2':
      case 'update':
        metrics.updates.inc()
        this.#takeUpdate(member, frame)
        break
    }
  }

  #takeAnnouncement(member: Member, said: Announcement | undefined) {
    const { build, memory, roster, receipts } = this.#options
    const { owners } = this.#options.admission
    const { peer } = member
    const { lineage } = memory.replica
    if (said) {
      if (isOutdated(said)) return roster.end(member, close.outdated)
      const isAnother = said.lineage !== undefined && said.lineage !== lineage
      if (isAnother) return roster.end(member, close.replaced)
      peer.send(welcomeFrame({ version: protocolVersion, lineage, build }))
    }
    const { principal, standing } = peer.present
    if (!member.announced && said) {
      owners.keep(peer, said.clients, true)
      if (may(standing, 'series.edit')) owners.announce(writerOf(principal), said.clients)
    }
    member.announced = true
    peer.send(standingFrame(standing))
    if (member.committed > 0) receipts.tell(member)
  }

  #takePresence(peer: Peer, entries: readonly PresenceEntry[]) {
    const { principal, standing } = peer.present
    const { attendance, admission } = this.#options
    const { owners } = admission
    const writer = writerOf(principal)
    const own = entries.filter(({ client }) => (owners.ownerOf(client) ?? writer) === writer)
    const changed = attendance.hear(peer, own)
    owners.keep(peer, changed, true)
    if (changed.length > 0 && may(standing, 'series.edit')) owners.announce(writer, changed)
  }

  #takeUpdate(member: Member, frame: Extract<Frame, { kind: 'step2' | 'update' }>) {
    const { readers, commits } = this.#options
    const { peer } = member
    if (!readers.pass(member, frame)) return
    const what = may(peer.present.standing, 'series.edit') ? frame : { ...frame, ...nothing }
    commits.gatherFrom(member, { ...what, from: peer })
  }

  /// Tells a connection what it is to the series from now on.
  restand(member: Member): void {
    const { roster, admission } = this.#options
    const { peer } = member
    const { standing } = peer.present
    if (may(standing, 'series.edit')) {
      // What they gave back as a reader is taken in when they come back.
      if (member.isKeptAside) roster.end(member, close.unavailable)
      else admission.owners.claimKept(peer)
    }
    if (member.announced && !member.ended) peer.send(standingFrame(standing))
  }
}
