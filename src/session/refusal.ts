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
  /// The copy in this browser is of a document that the server no longer has.
  | 'replaced'
  /// Text of somebody else came along that the series does not hold.
  | 'notYours'
  /// Something that the page sent could not be read, or not applied.
  | 'malformed'
  | 'unapplied'
  /// This page is older than the server.
  | 'outdated'
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
    case close.replaced.code:
      return 'replaced'
    case close.malformed.code:
      return 'malformed'
    case close.refused.code:
      return reason === close.notYours.reason ? 'notYours' : 'unapplied'
    case close.outdated.code:
      return 'outdated'
    default:
      return 'other'
  }
}

/// What becomes of the copy in this browser after a refusal.
export type Aftermath =
  /// The text here can never be put together with what the server has: it is set aside.
  | 'setAside'
  /// Whoever is out keeps nothing: it goes, once what is unsent has been offered.
  | 'clear'
  /// Nothing is wrong with it.
  | 'keep'

export function aftermathOf(why: Refusal): Aftermath {
  switch (why) {
    case 'replaced':
    case 'notYours':
    case 'malformed':
    case 'unapplied':
    case 'readOnly':
      return 'setAside'
    case 'signedOut':
    case 'removed':
    case 'linkOver':
    case 'unknown':
      return 'clear'
    case 'outdated':
    case 'other':
      return 'keep'
  }
}
