/// Everything that is said over `/sync/<seriesId>` beside the y-websocket protocol itself.
/// docs/PROTOCOL.md explains each; this file is the only one that spells the numbers.

/// y-websocket message types (y-protocols).
export const message = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /// Ours, client to server: "I understand 91, 92 and 93." No body.
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
} as const

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
  refused: { code: 4422, reason: 'an update could not be applied' },
  /// The document could not be loaded or a commit failed: reconnect and the server reads it again.
  unavailable: { code: 4500, reason: 'the series could not be loaded or saved' },
} as const
