import type { Role } from '../../src/shared/domain/access.ts'

/// Somebody who has signed in.
export interface UserPrincipal {
  readonly kind: 'user'
  readonly id: string
  readonly name: string
  readonly email: string
  readonly sessionId: string
}

/// Somebody who came by a guest link, on one device.
export interface GuestPrincipal {
  readonly kind: 'guest'
  /// `guest:` and the guest's own id.
  readonly id: string
  readonly name: string
  /// The link they came by, and whom it names, if it names somebody.
  readonly linkId: string
  readonly linkName: string | null
  readonly series: string
  readonly role: Role
  readonly signOffs: readonly string[]
}

/// A program. It does what it does for the person who made its token.
export interface TokenPrincipal {
  readonly kind: 'token'
  /// `token:` and the token's own id.
  readonly id: string
  /// What its maker calls it.
  readonly name: string
  readonly userId: string
  /// Null: all the series of its maker.
  readonly series: string | null
  readonly role: Role
}

/// Who asks. What is written down of somebody is `id` and `name`: both stay readable when the
/// account, the link or the token is gone.
export type Principal = UserPrincipal | GuestPrincipal | TokenPrincipal

/// Everybody that one request proves to come from: a browser may hold an account's cookie and, for
/// each series that it has come to by a link, a guest's. A token stands alone.
export interface Callers {
  readonly user?: UserPrincipal | undefined
  readonly guests?: readonly GuestPrincipal[]
  readonly token?: TokenPrincipal | undefined
  /// The series to which a guest of this browser came by a link that works no more.
  readonly over?: readonly string[]
}
