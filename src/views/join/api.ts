import type { Role } from '../../shared/domain/access.ts'
import { ask } from '../parts/ask.ts'

/// `/api/join`: what the page behind a link asks.

export interface Door {
  readonly kind: 'member' | 'guest'
  readonly series: { readonly id: string; readonly title: string }
  readonly role: Role
  readonly signOffs: readonly string[]
  /// Whom the link names.
  readonly person: string | null
  /// It takes an account of another address than this one.
  readonly forOther: boolean
  /// Another device holds the sign-off: here the link only reads.
  readonly bound: boolean
  /// What whoever asks is in the series already.
  readonly here: Role | null
  /// An ISO time.
  readonly expires: string
}

export interface Joined {
  readonly seriesId: string
  readonly role: Role
}

/// What a link leads to. `token` is what stands behind the `#`.
export function look(token: string): Promise<Door> {
  return ask('POST', '/api/join/look', { token })
}

/// Goes through. A guest gives a name.
export function join(token: string, name?: string): Promise<Joined> {
  return ask('POST', '/api/join', { token, ...(name !== undefined && { name }) })
}
