/// Everything that is said over `/sync/<seriesId>` beside the y-websocket protocol itself.
/// docs/PROTOCOL.md explains each; this file is the only one that spells the numbers.

/// The version of what is spoken here that a page says in its `announce`, and the least that the
/// server takes from whoever says one. Who says none speaks the first, which stays valid.
export const protocolVersion = 2
export const leastVersion = 2

/// y-websocket message types (y-protocols).
export const message = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /// Ours, client to server: "I understand 91, 92 and 93." Without a body, or with JSON text
  /// `Announcement`, which says also: "and 94".
  announce: 90,
  /// Ours, server to client: a varint, how many of the updates received on this connection
  /// (sync step 2 and update messages, counted from 1) are committed to disk.
  acknowledged: 91,
  /// Ours, server to client: JSON text `{ role, signOffs, guest }`, what whoever holds this
  /// connection is to the series. Said after `announce` and whenever it changes.
  standing: 92,
  /// Ours, server to client: JSON text `{ topics: [...] }`, what has changed beside the document and
  /// can be read again over HTTP: threads, reviews, members, activity, people.
  news: 93,
  /// Ours, server to client: JSON text `Welcome`, the first answer to an `announce` with a body.
  welcome: 94,
} as const

/// What a client says of itself, before anything else.
export interface Announcement {
  /// The version of the protocol that it speaks.
  readonly version: number
  /// The lineage of the copy that it holds, if it holds one.
  readonly lineage?: string | undefined
  /// The client ids that it writes under.
  readonly clients: readonly number[]
}

/// What the server says to whoever has announced themselves.
export interface Welcome {
  readonly version: number
  /// Of the series: a copy of another lineage must never be merged with it.
  readonly lineage: string
  /// Which build of the program the server runs. A page of another build is older or newer.
  readonly build: string
}

/// Sync message types inside `message.sync`.
export const sync = { step1: 0, step2: 1, update: 2 } as const

/// Close codes. y-websocket 3.1 stops reconnecting on 4400–4499.
export const close = {
  goingAway: { code: 1012, reason: 'the server restarts' },
  tooSlow: { code: 1013, reason: 'this connection does not read' },
  malformed: { code: 4400, reason: 'a message could not be read' },
  /// Nobody has signed in, or the session has ended.
  signedOut: { code: 4401, reason: 'signed out' },
  /// Three reasons with one code: what could be done here may be done no longer.
  removed: { code: 4403, reason: 'access to this series was taken away' },
  linkOver: { code: 4403, reason: 'the link to this series was taken back or has run out' },
  readOnly: { code: 4403, reason: 'an edit came from somebody who may only read' },
  notFound: { code: 4404, reason: 'no such series' },
  /// The copy that was announced must be kept apart from what is on the server.
  replaced: {
    code: 4409,
    reason: 'the copy in this browser belongs to another series document',
  },
  /// Two reasons with one code: what was sent is not taken.
  refused: { code: 4422, reason: 'an update could not be applied' },
  notYours: { code: 4422, reason: 'text of somebody else that the series does not hold' },
  outdated: { code: 4426, reason: 'this page is older than the server: load it again' },
  /// Several reasons with one code (server/rooms/allowance.ts); all begin with these words. Whoever
  /// waits half a minute may come back.
  tooMuch: { code: 4429, reason: 'too much too fast' },
  /// The document could not be loaded or a commit failed: reconnect and the server reads it again.
  unavailable: { code: 4500, reason: 'the series could not be loaded or saved' },
  /// The disk is full or takes nothing more. Reading goes on; edits must wait.
  storage: { code: 4507, reason: 'the series cannot be saved at present' },
} as const
