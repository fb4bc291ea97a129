import type * as Y from 'yjs'
import { openSession, type Session } from '../../src/session/session.ts'
import { Extent } from './extent.ts'
import { readMessage } from './message.ts'
import { addTap } from './tap.ts'
import type { Hand } from './typing.ts'

/// What happens at a page, for whoever picks a moment to strike.
export const moments = ['sent', 'told', 'acknowledged', 'opened', 'loaded'] as const
export type Moment = (typeof moments)[number]

export interface PageOptions {
  /// Unlike that of any other page.
  readonly name: string
  readonly cookie: string
  /// `http://…`, where the page was loaded from.
  readonly url: string
  readonly series: string
  readonly onMoment: (moment: Moment) => void
}

/// A page that somebody has open: the session that Ninety's own pages use, over a real socket, and
/// the books on it, which are kept from the frames alone.
export class Page {
  readonly name: string
  readonly session: Session
  /// Every edit made here.
  readonly own = new Extent()
  /// Every update of which the server has said that it is on its disk.
  readonly acknowledged = new Extent()
  /// Everything that has come from the server: what others did.
  readonly seen = new Extent()
  /// Who types here.
  readonly hands: Hand[] = []
  edits = 0
  acknowledgements = 0
  /// Letters that are not what they were when they were first seen.
  readonly misspelt: string[] = []
  /// The end of a connection that the server means to be final, in words.
  refusal: string | undefined
  #sent: Uint8Array[] = []
  #acknowledged = 0
  #open = 0
  readonly #leave: () => void

  constructor({ name, cookie, url, series, onMoment }: PageOptions) {
    this.name = name
    const leave = addTap(name, {
      cookie,
      opened: () => {
        this.#open++
        this.#sent = []
        this.#acknowledged = 0
        onMoment('opened')
      },
      sent: (frame) => {
        const said = readMessage(frame)
        if (said.kind !== 'step2' && said.kind !== 'update') return
        this.#sent.push(said.update)
        onMoment('sent')
      },
      heard: (frame) => {
        const said = readMessage(frame)
        if (said.kind === 'acknowledged') this.#acknowledge(said.count, onMoment)
        if (said.kind !== 'step2' && said.kind !== 'update') return
        this.misspelt.push(...this.seen.add(said.update))
        onMoment(said.kind === 'step2' ? 'loaded' : 'told')
      },
      closed: (code, reason) => {
        this.#open--
        if (code >= 4400 && code < 4500) this.refusal = `${code} ${reason}`
      },
    })
    const { host } = new URL(url)
    this.session = openSession(series, `ws://${name}@${host}/sync`)
    const keep = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (!local) return
      this.edits++
      this.own.add(update)
    }
    this.session.document.doc.on('update', keep)
    this.#leave = leave
  }

  /// Whether somebody can type here now.
  get isReady(): boolean {
    return this.session.loaded.get() && this.session.mayEdit.get()
  }

  /// Whether it says that everything typed here is safe.
  get saysSaved(): boolean {
    return this.session.saved.get().kind === 'saved'
  }

  get isConnected(): boolean {
    return this.#open > 0
  }

  close(): void {
    this.session.destroy()
    this.#leave()
  }

  #acknowledge(count: number, onMoment: (moment: Moment) => void): void {
    if (count > this.#sent.length) {
      this.misspelt.push(`${count} were acknowledged of ${this.#sent.length} that were sent`)
    }
    for (const update of this.#sent.slice(this.#acknowledged, count)) {
      this.acknowledged.add(update)
      this.acknowledgements++
    }
    this.#acknowledged = count
    onMoment('acknowledged')
  }
}
