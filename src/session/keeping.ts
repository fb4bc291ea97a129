import { applyUpdate, type Doc, encodeStateAsUpdate, transact } from 'yjs'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { noteCopy, removeCopy, unsentIn } from './copies.ts'
import { Copy, unkeptBy } from './copy.ts'
import type { Aside } from './copybase.ts'
import { aftermathOf, type Refusal } from './refusal.ts'
import type { SavedEvent } from './saved.ts'
import { createStore, type Store } from './store.ts'

/// What was set aside, and how to speak of it.
export type SetAside = Aside & { readonly key: number }

/// The copy of an open series, from before it is there to after it is gone.
export interface Keeping {
  /// Resolves when what the copy held is in the document, or when there is no copy.
  readonly opened: Promise<Opened>
  readonly asides: Store<readonly SetAside[]>
  /// An edit of this page, the `nth`; something of the server's.
  own(update: Uint8Array, nth: number): void
  /// An update that came out of the copy while the page was open.
  adopted(): void
  received(update: Uint8Array): void
  acknowledged(edits: number): void
  know(facts: { readonly lineage?: string; readonly standing?: string }): void
  /// The server can be reached again: what other windows have left is looked for.
  adopt(): void
  /// The page shows the series.
  note(): void
  refused(why: Refusal, changes: number): void
  /// After a refusal that was none for good.
  resume(): void
  /// Throws the copy away, whatever is in it.
  discard(): Promise<void>
  dropAside(key: number): Promise<void>
  close(): Promise<void>
}

export interface Opened {
  readonly isThere: boolean
  readonly lineage: string | undefined
  readonly standing: string | undefined
  /// The client ids that unsent edits may be under.
  readonly clients: readonly number[]
}

interface KeepingListener {
  note(event: SavedEvent): void
  edits(): number
  /// Whether updates of the document are listened to.
  isOpen(): boolean
  isConnected(): boolean
}

/// The origin of what comes out of the copy.
export const fromCopy = 'copy'

/// Milliseconds to wait for a browser that does not open its storage: it may never.
const patience = 4000
/// Milliseconds after which a copy is entered in the list of them.
const noteLater = 500

export function keep(
  account: string,
  series: string,
  document: SeriesDocument,
  on: KeepingListener,
): Keeping {
  const { doc } = document
  const asides = createStore<readonly SetAside[]>([])
  let copy: Copy | undefined
  let isEmptied = false
  let noting: ReturnType<typeof setTimeout> | undefined
  /// Edits that are just being taken over from another window.
  let adopting = 0

  function takeOver(): void {
    on.note({ kind: 'found', edits: adopting })
    adopting = 0
  }

  async function open(): Promise<Opened> {
    const opening = Copy.open(account, series, {
      clients: document.clients,
      state: () => encodeStateAsUpdate(doc),
      isConnected: on.isConnected,
      kept: (edits) => on.note({ kind: 'kept', edits }),
      unkept: (why) => on.note({ kind: 'unkept', why }),
      adopt(updates, edits) {
        adopting = edits
        apply(doc, updates)
        // Nobody listens yet, or it waits for something that is not here.
        const isHeld = !on.isOpen() || doc.store.pendingStructs !== null
        if (adopting > 0 && isHeld) takeOver()
        if (adopting > 0) return undefined
        return on.edits()
      },
    })
    let found: Copy['found']
    try {
      copy = await inTime(opening)
      found = copy.found
      apply(doc, found.updates)
    } catch (error) {
      void opening.then((late) => late.close()).catch(() => {})
      copy = undefined
      on.note({ kind: 'unkept', why: unkeptBy(error) })
      return { isThere: false, lineage: undefined, standing: undefined, clients: [] }
    }
    if (found.edits > 0) on.note({ kind: 'found', edits: found.edits })
    if (found.asides > 0) void readAsides()
    // What stands on text that is not here, as one window of two may leave it, shows nothing.
    const isThere = doc.store.clients.size > 0
    return {
      isThere,
      clients: found.clients,
      lineage: found.facts.lineage,
      standing: found.facts.standing,
    }
  }

  async function readAsides(): Promise<void> {
    if (copy) asides.set(await copy.asides())
  }

  const flush = () => void copy?.flush()
  const flushIfHidden = () => {
    if (globalThis.document?.visibilityState === 'hidden') flush()
  }
  addEventListener('pagehide', flush)
  globalThis.document?.addEventListener('visibilitychange', flushIfHidden)

  function noteNow(): void {
    clearTimeout(noting)
    noting = undefined
    if (!copy || isEmptied) return
    const { title, language } = document.reading.series
    void noteCopy({ account, series, title, language, at: Date.now() })
  }

  async function setAside(why: Refusal, changes: number): Promise<void> {
    const edits = on.edits()
    // With it goes what had not come to be kept.
    if (await copy?.setAside(why, changes)) on.note({ kind: 'kept', edits })
  }

  async function discard(): Promise<void> {
    isEmptied = true
    await copy?.clear()
    await removeIfEmpty()
  }

  /// What was set aside stays, also by another window and since the copy was opened.
  async function removeIfEmpty(): Promise<void> {
    try {
      const { asides: left } = await unsentIn({ account, series })
      if (left === 0) await removeCopy({ account, series })
      else await readAsides()
    } catch {
      // It is tried again by whoever opens the series next.
    }
  }

  return {
    opened: open(),
    asides,
    own(update, nth) {
      // Whoever signs out must find it in the list.
      if (noting !== undefined) noteNow()
      copy?.own(update, nth)
    },
    adopted: takeOver,
    received: (update) => copy?.received(update),
    acknowledged: (edits) => copy?.acknowledged(edits),
    know: (facts) => copy?.know(facts),
    adopt: () => void copy?.adopt(),
    note() {
      clearTimeout(noting)
      noting = setTimeout(noteNow, noteLater)
    },
    refused(why, changes) {
      const after = aftermathOf(why)
      if (after === 'setAside') void setAside(why, changes)
      if (after === 'clear' && changes === 0) void discard()
    },
    resume() {
      if (!isEmptied) return
      isEmptied = false
      const emptied = copy
      copy = undefined
      void Promise.resolve(emptied?.close())
        .then(open)
        .then(() => copy?.received(encodeStateAsUpdate(doc)))
    },
    discard,
    async dropAside(key) {
      await copy?.dropAside(key)
      asides.set(asides.get().filter((aside) => aside.key !== key))
      if (isEmptied) await removeIfEmpty()
    },
    async close() {
      if (noting !== undefined) noteNow()
      removeEventListener('pagehide', flush)
      globalThis.document?.removeEventListener('visibilitychange', flushIfHidden)
      await copy?.close()
    },
  }
}

/// In one transaction, so that whoever watches the document looks once.
function apply(doc: Doc, updates: readonly Uint8Array[]): void {
  transact(
    doc,
    () => {
      for (const update of updates) applyUpdate(doc, update, fromCopy)
    },
    fromCopy,
    false,
  )
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('storage does not open')), patience)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
