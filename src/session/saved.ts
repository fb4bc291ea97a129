import { type Refusal, refusalOf } from './refusal.ts'

/// What is safe and where the rest is. Pure: events in, state out. `changes` counts edits made here
/// that the server has not acknowledged as being on its disk.
export type SavedState =
  /// Nothing has been read yet.
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saved' }
  /// On its way to the server.
  | { readonly kind: 'saving'; readonly changes: number }
  /// There is no connection; the changes are in this page and nowhere else.
  | { readonly kind: 'offline'; readonly changes: number }
  /// The server has ended this for good. The changes are in this page and nowhere else.
  | {
      readonly kind: 'refused'
      readonly why: Refusal
      readonly code: number
      readonly changes: number
    }

export type SavedEvent =
  /// Somebody changed the document here.
  | { readonly kind: 'edited' }
  | { readonly kind: 'connected' }
  /// A message that the server counts went out: all that it lacks, or one update.
  | { readonly kind: 'sent'; readonly what: 'missing' | 'update' }
  /// The server has on disk the first `count` of the messages sent over this connection.
  | { readonly kind: 'acknowledged'; readonly count: number }
  /// What the server had has arrived.
  | { readonly kind: 'loaded' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }

/// What has to be known to tell the state.
export interface Ledger {
  readonly loaded: boolean
  readonly line: 'down' | 'up' | { readonly code: number; readonly reason: string }
  /// Edits made here so far.
  readonly edits: number
  /// The first so many of them are on the server's disk.
  readonly safe: number
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
  edits: 0,
  safe: 0,
  sent: [],
  acknowledged: 0,
  caughtUp: false,
}

export function enter(ledger: Ledger, event: SavedEvent): Ledger {
  switch (event.kind) {
    case 'edited':
      return { ...ledger, edits: ledger.edits + 1 }
    case 'connected':
      return { ...ledger, line: 'up', sent: [], acknowledged: 0, caughtUp: false }
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
      }
    }
    case 'loaded':
      return { ...ledger, loaded: true }
    case 'closed':
      return typeof ledger.line === 'object' ? ledger : { ...ledger, line: 'down', sent: [] }
    case 'refused':
      return { ...ledger, line: { code: event.code, reason: event.reason }, sent: [] }
  }
}

/// The state that a ledger shows. `before` is given back where nothing is different.
export function savedState(ledger: Ledger, before?: SavedState): SavedState {
  const now = stateOf(ledger)
  return before && same(before, now) ? before : now
}

function stateOf({ loaded, line, edits, safe }: Ledger): SavedState {
  const changes = edits - safe
  if (typeof line === 'object') {
    const { code, reason } = line
    return { kind: 'refused', why: refusalOf(code, reason), code, changes }
  }
  if (!loaded) return { kind: 'connecting' }
  if (line === 'down') return { kind: 'offline', changes }
  return changes === 0 ? { kind: 'saved' } : { kind: 'saving', changes }
}

function same(a: SavedState, b: SavedState): boolean {
  const changes = (state: SavedState) => ('changes' in state ? state.changes : 0)
  const end = (state: SavedState) => (state.kind === 'refused' ? `${state.code} ${state.why}` : '')
  return a.kind === b.kind && changes(a) === changes(b) && end(a) === end(b)
}
