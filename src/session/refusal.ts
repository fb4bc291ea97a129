import { close } from '../shared/protocol.ts'

/// Why the server has ended a connection for good: what a page explains.
export type Refusal =
  /// Nobody is signed in here, or the session was ended.
  | 'signedOut'
  /// Access to the series was taken away while it was open.
  | 'removed'
  /// The guest link that this person came by was taken back, or has run out.
  | 'linkOver'
  /// An edit came from somebody who may only read.
  | 'readOnly'
  /// There is no such series, or none that this person may know of.
  | 'unknown'
  /// Something that the page sent could not be read, or not applied.
  | 'malformed'
  | 'unapplied'
  | 'other'

/// Told by a close code and its reason (src/shared/protocol.ts).
export function refusalOf(code: number, reason: string): Refusal {
  switch (code) {
    case close.signedOut.code:
      return 'signedOut'
    case close.removed.code:
      if (reason === close.readOnly.reason) return 'readOnly'
      return reason === close.linkOver.reason ? 'linkOver' : 'removed'
    case close.notFound.code:
      return 'unknown'
    case close.malformed.code:
      return 'malformed'
    case close.refused.code:
      return 'unapplied'
    default:
      return 'other'
  }
}
