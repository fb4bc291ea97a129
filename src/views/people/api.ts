import type { Role } from '../../shared/domain/access.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/members`, `/invites` and `/tokens`, and `/api/tokens`. Times are ISO.

export interface Member {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly signOffs: readonly string[]
}

export interface Invite {
  readonly id: string
  readonly kind: 'member' | 'guest'
  readonly role: Role
  readonly signOffs: readonly string[]
  /// Only for who has this address.
  readonly email: string | null
  /// Whom a guest link names.
  readonly person: string | null
  readonly made: string
  readonly expires: string
  readonly uses: number
}

export interface Wanted {
  readonly kind: 'member' | 'guest'
  readonly role: Role
  readonly signOffs: readonly string[]
  readonly email?: string
  readonly person?: string
  readonly expiresDays: number
}

export interface Made {
  readonly invite: Invite
  /// With what lets somebody in behind its `#`. It is told only now.
  readonly url: string
  readonly mailed: boolean
}

export interface Token {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly made: string
  readonly expires: string
}

export interface NewToken {
  readonly name: string
  readonly role: Role
  readonly expiresDays: number
}

export async function listMembers(series: string): Promise<readonly Member[]> {
  const { members } = await ask<{ members: Member[] }>('GET', `/api/series/${series}/members`)
  return members
}

export function changeMember(
  series: string,
  userId: string,
  change: Partial<Pick<Member, 'role' | 'signOffs'>>,
): Promise<unknown> {
  return ask('PATCH', `/api/series/${series}/members/${userId}`, change)
}

export function removeMember(series: string, userId: string): Promise<unknown> {
  return ask('DELETE', `/api/series/${series}/members/${userId}`)
}

export async function listInvites(series: string): Promise<readonly Invite[]> {
  const { invites } = await ask<{ invites: Invite[] }>('GET', `/api/series/${series}/invites`)
  return invites
}

export function makeInvite(series: string, wanted: Wanted): Promise<Made> {
  return ask('POST', `/api/series/${series}/invites`, wanted)
}

export function revokeInvite(series: string, id: string): Promise<unknown> {
  return ask('DELETE', `/api/series/${series}/invites/${id}`)
}

/// The names of the sign-offs that a series asks for.
export async function listSignOffs(series: string): Promise<readonly string[]> {
  const { required } = await ask<{ required: string[] }>('GET', `/api/series/${series}/reviews`)
  return required
}

/// Of one series, or without one one's own.
const tokens = (series: string | undefined) =>
  series === undefined ? '/api/tokens' : `/api/series/${series}/tokens`

export async function listTokens(series: string | undefined): Promise<readonly Token[]> {
  const answer = await ask<{ tokens: Token[] }>('GET', tokens(series))
  return answer.tokens
}

export async function makeToken(series: string | undefined, wanted: NewToken): Promise<string> {
  const { token } = await ask<{ token: string }>('POST', tokens(series), wanted)
  return token
}

export function revokeToken(series: string | undefined, id: string): Promise<unknown> {
  return ask('DELETE', `${tokens(series)}/${id}`)
}
