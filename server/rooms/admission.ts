import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { close } from '../../src/shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Submission } from './batch.ts'
import type { Disk } from './disk.ts'
import { type Judgement, judge, type Known, nothingElse } from './judge.ts'
import type { Gathered } from './member.ts'
import { Owners, serverWriter, writerOf } from './owners.ts'
import type { Close, Peer } from './peer.ts'
import type { Replica } from './replica.ts'

export interface AdmissionOptions {
  readonly id: string
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly disk: Disk
  /// The account that is seen in the room under a client id, as far as it is known.
  readonly seenAs: (client: number) => string | undefined
}

/// Under this name is kept aside what readers give back, all readers' of a series together: guests
/// are made by the dozen.
const readers = 'readers'
/// So many updates of readers are remembered, so that each is kept aside once.
const maxRemembered = 10_000

/// What may be applied of a batch, and what may not, and why.
export interface Admitted {
  readonly allowed: readonly Gathered[]
  readonly refused: readonly { readonly gathered: Gathered; readonly why: Close }[]
}

/// Decides what of a batch is taken into a document: by whether the disk takes anything, and by
/// whose the client ids are under which it was written.
export class Admission {
  readonly owners: Owners
  readonly #options: AdmissionOptions
  /// Hashes of what readers gave back and is kept aside.
  readonly #givenBack = new Set<string>()

  constructor(options: AdmissionOptions) {
    this.#options = options
    this.owners = new Owners(options)
  }

  /// Keeps aside what a reader has given back and the series lacks: it may be the only copy of what
  /// was lost, but who may not write must not bring text in either. Whether it is kept. Rejects when
  /// the store does.
  async keepFromReader(from: Peer, bytes: Uint8Array): Promise<boolean> {
    const { id, store, clock, log, metrics } = this.#options
    const hash = createHash('sha256').update(bytes).digest('base64')
    if (this.#givenBack.has(hash)) return true
    const user = from.present.principal.id
    const reason = `given back by the reader ${user} while the series heals`
    const isKept = await store.keepAside(id, { user: readers, bytes, reason, at: clock.now() })
    if (!isKept) return false
    if (this.#givenBack.size >= maxRemembered) this.#givenBack.clear()
    this.#givenBack.add(hash)
    metrics.keptAside.inc()
    log.warn({ series: id, user }, 'text that a reader has given back was kept aside')
    return true
  }

  /// `catchUp` takes into the replica what other nodes have appended, where there are any. Rejects
  /// when the store does; then nothing of the batch may be applied.
  async admit(
    batch: readonly Gathered[],
    replica: Replica,
    catchUp: () => Promise<void>,
  ): Promise<Admitted> {
    const { clock, disk } = this.#options
    const present = batch.filter(({ member }) => !member?.ended)
    if (disk.isInTrouble) {
      const admitted = withoutNews(present, replica)
      // What needs no disk does not use up the try of an edit.
      if (admitted.refused.length === 0 || !disk.takes(clock.now())) return admitted
    }
    if (!this.owners.isSettled) await this.owners.settled()
    const known: Known = {
      stateOf: (client) => replica.stateOf(client),
      ownerOf: (client) => this.owners.ownerOf(client),
    }
    await this.#learn(present, known, replica)
    const isStrange = ({ submission }: Gathered) =>
      judgementOf(submission, known).anothers.length > 0
    if (!present.some(isStrange)) return { allowed: present, refused: [] }
    await catchUp()
    if (await replica.isHealing(clock.now())) return { allowed: present, refused: [] }
    return this.#sift(present, known, replica)
  }

  /// Asks the store about ids that it has not spoken of. Those that nobody owns become the sender's,
  /// except when they come in a step 2: that may give back what is anybody's, and they are only kept
  /// for the sender, unless lost text is given back.
  async #learn(batch: readonly Gathered[], known: Known, replica: Replica): Promise<void> {
    const { owners } = this
    const proven: Known = { ...known, ownerOf: (client) => owners.provenOwnerOf(client) }
    const claims = new Map<string, Set<number>>()
    const asked = new Set<number>()
    for (const { submission } of batch) {
      const writer = submission.kind === 'edit' ? serverWriter : writerOf(principalOf(submission))
      const { nobodys } = judgementOf(submission, proven)
      const clients = submission.kind === 'edit' ? [replica.doc.clientID] : nobodys
      const isGivenBack = submission.kind === 'step2'
      for (const client of clients) {
        if (proven.ownerOf(client) !== undefined) continue
        if (owners.mayClaim(writer, client, isGivenBack)) {
          claims.set(writer, (claims.get(writer) ?? new Set()).add(client))
        } else asked.add(client)
      }
      if (submission.kind !== 'step2' || nobodys.length === 0) continue
      if (await replica.isHealing(this.#options.clock.now())) continue
      owners.keep(submission.from, nobodys, false)
    }
    for (const [writer, clients] of claims) await owners.claim(writer, [...clients])
    if (asked.size > 0) await owners.ask([...asked])
  }

  /// Refuses what holds new text of others, and keeps it aside. What an update earlier in the batch
  /// brings is not new in a later one.
  async #sift(batch: readonly Gathered[], known: Known, replica: Replica): Promise<Admitted> {
    const allowed: Gathered[] = []
    const refused: { gathered: Gathered; why: Close }[] = []
    const reached = new Map<number, number>()
    const stateOf = (client: number) => Math.max(known.stateOf(client), reached.get(client) ?? 0)
    const ended = new Set<Gathered['member']>()
    for (const gathered of batch) {
      const { submission, member } = gathered
      if (member && ended.has(member)) continue
      const { anothers } = judgementOf(submission, { ...known, stateOf })
      if (anothers.every((range) => replica.isWaiting(range))) {
        allowed.push(gathered)
        if (submission.kind === 'edit') continue
        for (const { client, from, to } of submission.shape.ranges) {
          if (from <= stateOf(client) && to > stateOf(client)) reached.set(client, to)
        }
      } else {
        ended.add(member)
        await this.#keepAside(submission)
        refused.push({ gathered, why: close.notYours })
      }
    }
    return { allowed, refused }
  }

  async #keepAside(submission: Submission): Promise<void> {
    if (submission.kind === 'edit') return
    const { id, store, clock, log, metrics } = this.#options
    const { reason } = close.notYours
    const user = writerOf(principalOf(submission))
    const { bytes } = submission
    const isKept = await store.keepAside(id, { user, bytes, reason, at: clock.now() })
    metrics.keptAside.inc()
    log.warn({ series: id, user, isKept }, 'an update with text of somebody else was refused')
  }
}

/// What brings nothing new needs no disk.
function withoutNews(batch: readonly Gathered[], replica: Replica): Admitted {
  const allowed: Gathered[] = []
  const refused: { gathered: Gathered; why: Close }[] = []
  for (const gathered of batch) {
    const { submission } = gathered
    const isNews = submission.kind === 'edit' || replica.bringsNews(submission)
    if (isNews) refused.push({ gathered, why: close.storage })
    else allowed.push(gathered)
  }
  return { allowed, refused }
}

function judgementOf(submission: Submission, known: Known): Judgement {
  if (submission.kind === 'edit') return nothingElse
  return judge(submission.shape, writerOf(principalOf(submission)), known)
}

function principalOf(submission: Exclude<Submission, { kind: 'edit' }>) {
  return submission.from.present.principal
}
