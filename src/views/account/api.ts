import { ask } from '../parts/ask.ts'

/// `/api/auth`, as the pages of accounts use it.

export interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
}

/// What lets a newcomer make an account where that is not open to everybody.
export type Pass = { readonly setupCode: string } | { readonly inviteToken: string } | undefined

/// Also signs in, unless the address is taken: that is not said.
export function signUp(account: Account, pass?: Pass): Promise<unknown> {
  const headers: Record<string, string> = {}
  if (pass && 'setupCode' in pass) headers['x-setup-code'] = pass.setupCode
  if (pass && 'inviteToken' in pass) headers['x-invite-token'] = pass.inviteToken
  return ask('POST', '/api/auth/sign-up/email', account, headers)
}

export function signIn(email: string, password: string): Promise<unknown> {
  return ask('POST', '/api/auth/sign-in/email', { email, password })
}

export function signOut(): Promise<unknown> {
  return ask('POST', '/api/auth/sign-out')
}

export function rename(name: string): Promise<unknown> {
  return ask('POST', '/api/auth/update-user', { name })
}

export function changePassword(currentPassword: string, newPassword: string): Promise<unknown> {
  return ask('POST', '/api/auth/change-password', { currentPassword, newPassword })
}

export function askForReset(email: string): Promise<unknown> {
  return ask('POST', '/api/auth/request-password-reset', { email })
}

export function resetPassword(token: string, newPassword: string): Promise<unknown> {
  return ask('POST', '/api/auth/reset-password', { token, newPassword })
}

/// A browser that somebody is signed in with. Times are ISO.
export interface Device {
  readonly id: string
  readonly agent: string | null
  readonly since: string
  readonly seen: string
  readonly current: boolean
}

export async function listDevices(): Promise<readonly Device[]> {
  const { sessions } = await ask<{ sessions: Device[] }>('GET', '/api/auth/list-sessions')
  return sessions
}

export function endDevice(id: string): Promise<unknown> {
  return ask('POST', '/api/auth/revoke-session', { id })
}
