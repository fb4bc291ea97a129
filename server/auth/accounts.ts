import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Logger } from 'pino'
import type { Records } from '../records/database.ts'
import { resetLetter } from './letters.ts'
import type { Mail } from './mail.ts'
import type { UserPrincipal } from './principal.ts'

export interface AccountsOptions {
  readonly records: Records
  readonly secret: string
  /// Where people reach the server, for links in mail.
  readonly publicUrl: () => string
  readonly mail: Mail | undefined
  readonly log: Logger
}

/// Why an account cannot do what it was asked.
export type AccountFault =
  | 'account.wrong'
  | 'account.passwordShort'
  | 'account.passwordLong'
  | 'account.resetLink'
  | 'account.refused'

/// What came of it: a user, and cookies to set as `Set-Cookie` says them; or why not.
export type Signed =
  | {
      readonly kind: 'signed'
      readonly user: Pick<UserPrincipal, 'id' | 'name' | 'email'>
      readonly cookies: readonly string[]
    }
  | { readonly kind: 'refused'; readonly fault: AccountFault }

export type Made =
  | { readonly kind: 'made'; readonly user: string }
  /// The user is made up: to be told to whoever asked as if it had been made.
  | { readonly kind: 'taken'; readonly user: string }
  | { readonly kind: 'refused'; readonly fault: AccountFault }

/// A device that somebody is signed in on. Times are ISO.
export interface Device {
  readonly id: string
  readonly agent: string | null
  readonly since: string
  readonly seen: string
  readonly current: boolean
}

export const passwordLength = { min: 8, max: 128 } as const
const sessionSeconds = 60 * 60 * 24 * 30
const resetSeconds = 60 * 60

type Auth = ReturnType<typeof createAuth>

/// Accounts and their sessions, by better-auth. Only what is called here can be reached: none of
/// its own routes is served.
export class Accounts {
  readonly #auth: Auth
  readonly #records: Records

  constructor(options: AccountsOptions) {
    this.#auth = createAuth(options)
    this.#records = options.records
  }

  /// Who a request's session cookie belongs to.
  async whoHas(headers: Headers): Promise<UserPrincipal | undefined> {
    if (!headers.get('cookie')) return undefined
    const found = await this.#auth.api.getSession({ headers, query: { disableRefresh: true } })
    return found ? userOf(found) : undefined
  }

  /// The same, and prolongs the session when it is due. Gives cookies to set.
  async prolong(headers: Headers): Promise<readonly string[]> {
    const { headers: answer } = await this.#auth.api.getSession({ headers, returnHeaders: true })
    return answer.getSetCookie()
  }

  /// Makes an account, without signing in. An address that is taken takes as long.
  async make(name: string, email: string, password: string): Promise<Made> {
    try {
      const { user } = await this.#auth.api.signUpEmail({ body: { name, email, password } })
      const isNew = (await this.#userIdOf(email)) === user.id
      return { kind: isNew ? 'made' : 'taken', user: user.id }
    } catch (error) {
      return { kind: 'refused', fault: faultOf(error) }
    }
  }

  async signIn(email: string, password: string, headers: Headers): Promise<Signed> {
    return this.#signed(() =>
      this.#auth.api.signInEmail({
        body: { email, password },
        headers: new Headers({ 'user-agent': headers.get('user-agent') ?? '' }),
        returnHeaders: true,
      }),
    )
  }

  /// Ends the session of the cookie. Gives cookies to set.
  async signOut(headers: Headers): Promise<readonly string[]> {
    const { headers: answer } = await this.#auth.api.signOut({ headers, returnHeaders: true })
    return answer.getSetCookie()
  }

  async devices({ id, sessionId }: UserPrincipal): Promise<readonly Device[]> {
    const rows = await this.#records
      .selectFrom('session')
      .select(['id', 'userAgent', 'createdAt', 'updatedAt'])
      .where('userId', '=', id)
      .where('expiresAt', '>', new Date().toISOString())
      .orderBy('updatedAt', 'desc')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      agent: row.userAgent || null,
      since: row.createdAt,
      seen: row.updatedAt,
      current: row.id === sessionId,
    }))
  }

  /// Ends one session of somebody's own; false when it is not theirs or over.
  async endDevice(user: string, device: string): Promise<boolean> {
    const { numDeletedRows } = await this.#records
      .deleteFrom('session')
      .where('id', '=', device)
      .where('userId', '=', user)
      .executeTakeFirst()
    return numDeletedRows === 1n
  }

  async rename(name: string, headers: Headers): Promise<void> {
    await this.#auth.api.updateUser({ body: { name }, headers })
  }

  /// Ends every other session.
  async changePassword(current: string, next: string, headers: Headers): Promise<Signed> {
    return this.#signed(() =>
      this.#auth.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers,
        returnHeaders: true,
      }),
    )
  }

  /// Sends a link to an address that has an account. Says nothing about whether it has.
  async forgot(email: string): Promise<void> {
    await this.#auth.api.requestPasswordReset({ body: { email } })
  }

  /// Sets a password by the token of such a link, and ends every session. Undefined when done.
  async reset(token: string, password: string): Promise<AccountFault | undefined> {
    try {
      await this.#auth.api.resetPassword({ body: { token, newPassword: password } })
      return undefined
    } catch (error) {
      return faultOf(error)
    }
  }

  /// Sets the password of an address, for who runs the server. False when it has no account.
  async setPassword(email: string, password: string): Promise<boolean> {
    const user = await this.#userIdOf(email)
    if (user === undefined) return false
    const context = await this.#auth.$context
    await context.internalAdapter.updatePassword(user, await context.password.hash(password))
    await context.internalAdapter.deleteUserSessions(user)
    return true
  }

  /// Whose address and password these are.
  async whose(email: string, password: string): Promise<string | undefined> {
    const { internalAdapter, password: passwords } = await this.#auth.$context
    const found = await internalAdapter.findUserByEmail(email.toLowerCase(), {
      includeAccounts: true,
    })
    const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password
    const isTheirs = hash ? await passwords.verify({ hash, password }) : false
    return isTheirs ? found?.user.id : undefined
  }

  async #userIdOf(email: string): Promise<string | undefined> {
    const row = await this.#records
      .selectFrom('user')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
    return row?.id
  }

  async #signed(
    work: () => Promise<{
      headers: Headers
      response: { user: { id: string; name: string; email: string } }
    }>,
  ): Promise<Signed> {
    try {
      const { headers, response } = await work()
      const { id, name, email } = response.user
      return { kind: 'signed', user: { id, name, email }, cookies: headers.getSetCookie() }
    } catch (error) {
      return { kind: 'refused', fault: faultOf(error) }
    }
  }
}

function createAuth({ records, secret, publicUrl, mail, log }: AccountsOptions) {
  return betterAuth({
    appName: 'Ninety',
    // Stands in no link: those in mail are ours, and none of its routes is served.
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: { db: records, type: 'sqlite' },
    // Addresses are typed by hand and may hold an account's: its log lines are for debugging only.
    logger: {
      log: (level, message) =>
        log[level === 'error' ? 'error' : 'debug']({ from: 'auth' }, message),
    },
    // Ours, by address and by account: see limits.ts.
    rateLimit: { enabled: false },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: sessionSeconds, updateAge: 60 * 60 * 24 },
    emailAndPassword: {
      enabled: true,
      // An address that is taken is then answered like one that is not.
      autoSignIn: false,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        // Not awaited: how long the mail server takes would tell that there is an account.
        mail
          ?.send(resetLetter(user.email, `${publicUrl()}/reset#${token}`))
          .catch((error: unknown) => {
            log.error({ err: error }, 'a mail could not be sent')
          })
      },
    },
    advanced: {
      cookiePrefix: 'ninety',
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
  })
}

function userOf(found: {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly session: { readonly id: string }
}): UserPrincipal {
  const { id, name, email } = found.user
  return { kind: 'user', id, name, email, sessionId: found.session.id }
}

const faults: Readonly<Record<string, AccountFault>> = {
  INVALID_EMAIL_OR_PASSWORD: 'account.wrong',
  INVALID_PASSWORD: 'account.wrong',
  PASSWORD_TOO_SHORT: 'account.passwordShort',
  PASSWORD_TOO_LONG: 'account.passwordLong',
  INVALID_TOKEN: 'account.resetLink',
}

/// What better-auth refused. Anything else is a mistake of ours or of the disk.
function faultOf(error: unknown): AccountFault {
  if (!(error instanceof APIError) || error.statusCode >= 500) throw error
  return faults[error.body?.code ?? ''] ?? 'account.refused'
}
