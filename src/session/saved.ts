import { close } from '../shared/protocol.ts'
import { type Refusal, refusalOf } from './refusal.ts'

/// What is safe and where the rest is. Pure: events in, state out.
///
/// `changes` counts edits that the server has not acknowledged as being on its disk: those made in
/// this page, those that an earlier page left in this browser's copy, and those that other windows
/// have put there. `kept` says how many of them are in the copy; the others are in this page and
/// nowhere else.
export type SavedState =
  /// Nothing has been read yet, or the first connection is being made.
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saved' }
  /// Nothing to save: this person may only read.
  | { readonly kind: 'readOnly' }
  /// On its way to the server.
  | { readonly kind: 'saving'; readonly changes: number; readonly kept: number }
  /// There is no connection, or the server has asked this page to wait before it makes another.
  | {
      readonly kind: 'offline'
      readonly why: 'line' | 'tooMuch'
      readonly changes: number
      readonly kept: number
    }
  /// The server can be reached and cannot save.
  | {
      readonly kind: 'trouble'
      readonly where: 'server'
      readonly changes: number
      readonly kept: number
    }
  /// Everything is saved, and this browser could keep nothing if the connection broke.
  | { readonly kind: 'trouble'; readonly where: 'browser'; readonly why: Unkept }
  /// The server has ended this for good.
  | {
      readonly kind: 'refused'
      readonly why: Refusal
      readonly code: number
      readonly changes: number
      readonly kept: number
    }

/// Why this browser keeps nothing: it does not let us (private windows of some browsers, or a
/// setting), there is no room, or the copy was taken away (in another window, or by the browser).
export type Unkept = 'refused' | 'full' | 'lost'

export type SavedEvent =
  /// Somebody changed the document here.
  | { readonly kind: 'edited' }
  /// Edits that are in the copy and not on the server: left by an earlier page, or put there by
  /// another window. From now on they are this page's to send.
  | { readonly kind: 'found'; readonly edits: number }
  /// The first so many edits are in the copy.
  | { readonly kind: 'kept'; readonly edits: number }
  | { readonly kind: 'unkept'; readonly why: Unkept }
  | { readonly kind: 'connected' }
  /// A message that the server counts went out: all that it lacks, or one update.
  | { readonly kind: 'sent'; readonly what: 'missing' | 'update' }
  /// The server has on disk the first `count` of the messages sent over this connection.
  | { readonly kind: 'acknowledged'; readonly count: number }
  /// The series has arrived: from the copy, or from the server.
  | { readonly kind: 'loaded' }
  /// Whether this person may change the document, as the server says or last said.
  | { readonly kind: 'standing'; readonly mayEdit: boolean }
  /// The connection broke, or could not be made. Without a code, nobody said why.
  | { readonly kind: 'closed'; readonly code?: number }
  /// The first connection takes long.
  | { readonly kind: 'late' }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }

/// What has to be known to tell the state.
export interface Ledger {
  readonly loaded: boolean
  readonly line: 'down' | 'up' | { readonly code: number; readonly reason: string }
  /// Whether a connection was made, or was tried for long enough to say that there is none.
  readonly tried: boolean
  /// With which of its reasons to come back later the server has closed the last connection.
  readonly wait: 'storage' | 'tooMuch' | undefined
  readonly mayEdit: boolean
  /// Edits made here so far, and those that were found.
  readonly edits: number
  /// The first so many of them are on the server's disk.
  readonly safe: number
  /// The first so many of them are in the copy.
  readonly kept: number
  readonly unkept: Unkept | undefined
  /// For each message sent over this connection and not acknowledged yet: how many edits are on
  /// the disk once it is.
  readonly sent: readonly number[]
  /// Messages of this connection that have been acknowledged.
  readonly acknowledged: number
  /// Whether what the server lacked has gone out on this connection. Until then an update says
  /// nothing of the edits before it.
  readonly caughtUp: boolean
}

export const emptyLedger: Ledger = {
  loaded: false,
  line: 'down',
  tried: false,
  wait: undefined,
  mayEdit: true,
  edits: 0,
  safe: 0,
  kept: 0,
  unkept: undefined,
  sent: [],
  acknowledged: 0,
  caughtUp: false,
}

export function enter(ledger: Ledger, event: SavedEvent): Ledger {
  switch (event.kind) {
    case 'edited':
      return { ...ledger, edits: ledger.edits + 1 }
    case 'found': {
      const edits = ledger.edits + event.edits
      // Those made here before them may not be in the copy yet.
      const kept = ledger.kept === ledger.edits ? edits : ledger.kept
      return { ...ledger, edits, kept }
    }
    case 'kept':
      return { ...ledger, kept: Math.max(ledger.kept, event.edits), unkept: undefined }
    case 'unkept':
      return { ...ledger, unkept: event.why, ...(event.why === 'lost' && { kept: 0 }) }
    case 'connected':
      return { ...ledger, line: 'up', tried: true, sent: [], acknowledged: 0, caughtUp: false }
    case 'sent': {
      const caughtUp = ledger.caughtUp || event.what === 'missing'
      const covers = caughtUp ? ledger.edits : ledger.safe
      return { ...ledger, caughtUp, sent: [...ledger.sent, covers] }
    }
    case 'acknowledged': {
      const settled = event.count - ledger.acknowledged
      if (settled <= 0) return ledger
      const covers = ledger.sent[Math.min(settled, ledger.sent.length) - 1] ?? ledger.safe
      return {
        ...ledger,
        safe: Math.max(ledger.safe, covers),
        sent: ledger.sent.slice(settled),
        acknowledged: event.count,
        wait: undefined,
      }
    }
    case 'loaded':
      return { ...ledger, loaded: true }
    case 'standing':
      return { ...ledger, mayEdit: event.mayEdit }
    case 'closed': {
      if (typeof ledger.line === 'object') return ledger
      const wait = event.code === undefined ? ledger.wait : waitOf(event.code)
      return { ...ledger, line: 'down', tried: true, sent: [], wait }
    }
    case 'late':
      return { ...ledger, tried: true }
    case 'refused':
      return { ...ledger, line: { code: event.code, reason: event.reason }, sent: [] }
  }
}

function waitOf(code: number): Ledger['wait'] {
  if (code === close.storage.code) return 'storage'
  return code === close.tooMuch.code ? 'tooMuch' : undefined
}

/// Edits that are in this page and nowhere else: what is lost when it is closed.
export function atRisk({ edits, safe, kept }: Ledger): number {
  return edits - Math.max(safe, kept)
}

/// The state that a ledger shows. `before` is given back where nothing is different.
export function savedState(ledger: Ledger, before?: SavedState): SavedState {
  const now = stateOf(ledger)
  return before && same(before, now) ? before : now
}

function stateOf(ledger: Ledger): SavedState {
  const { loaded, line, tried, wait, edits, safe, unkept, mayEdit } = ledger
  const changes = edits - safe
  const kept = changes - atRisk(ledger)
  if (typeof line === 'object') {
    const { code, reason } = line
    return { kind: 'refused', why: refusalOf(code, reason), code, changes, kept }
  }
  if (!loaded || (line === 'down' && !tried)) return { kind: 'connecting' }
  if (wait === 'storage' && (line === 'down' || changes > 0)) {
    return { kind: 'trouble', where: 'server', changes, kept }
  }
  if (line === 'down') {
    return { kind: 'offline', why: wait === 'tooMuch' ? 'tooMuch' : 'line', changes, kept }
  }
  if (changes > 0) return { kind: 'saving', changes, kept }
  if (!mayEdit) return { kind: 'readOnly' }
  return unkept ? { kind: 'trouble', where: 'browser', why: unkept } : { kind: 'saved' }
}

function same(a: SavedState, b: SavedState): boolean {
  const facts = (state: SavedState) => Object.values(state).join(' ')
  return facts(a) === facts(b)
}
