import { randomBytes } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type AccountFault, type Accounts, passwordLength } from '../auth/accounts.ts'
import type { Devices } from '../auth/devices.ts'
import type { Doorbell } from '../auth/doorbell.ts'
import type { Enrolment, EnrolmentFault } from '../auth/enrolment.ts'
import { type Limits, rules } from '../auth/limits.ts'
import type { UserPrincipal } from '../auth/principal.ts'
import { setCookies, tooMany, tooOften } from './answers.ts'
import { failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv } from './guard.ts'

const Email = z.email('This is not an e-mail address.').max(254)
const Name = z.string().trim().min(1, 'A name is needed.').max(80)
const Password = z
  .string()
  .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `A password has at most ${passwordLength.max} characters.`)
const User = z.object({ id: z.string(), name: z.string(), email: z.string() }).openapi('User')
const Done = z.object({ status: z.literal(true) })
const Time = z.iso.datetime()

const done = { 200: json(Done, 'Done'), ...failures }
const signed = { 200: json(z.object({ user: User }), 'The account; sets the cookie'), ...failures }
const body = <T extends z.ZodType>(schema: T) => ({
  body: { ...json(schema, 'What is needed for it'), required: true },
})

const signUp = guarded('anyone', {
  method: 'post',
  path: '/api/auth/sign-up/email',
  summary: 'A new account: the first with the set-up code, others with an invitation',
  description: 'An address that has an account already is answered like one that has none.',
  request: {
    headers: z.object({
      'x-setup-code': z.string().max(200).optional(),
      'x-invite-token': z.string().max(200).optional(),
    }),
    ...body(z.object({ name: Name, email: Email, password: Password })),
  },
  responses: signed,
})

const signIn = guarded('anyone', {
  method: 'post',
  path: '/api/auth/sign-in/email',
  summary: 'Signs in',
  request: body(z.object({ email: Email, password: z.string().max(1000) })),
  responses: signed,
})

const signOut = guarded('anyone', {
  method: 'post',
  path: '/api/auth/sign-out',
  summary: 'Signs out on this device',
  responses: done,
})

const Session = z.object({ id: z.string(), user: User }).openapi('Session')
const getSession = guarded('anyone', {
  method: 'get',
  path: '/api/auth/get-session',
  summary: 'Who is signed in, or null',
  responses: { 200: json(z.object({ session: Session.nullable() }), 'The session'), ...failures },
})

const Device = z
  .object({
    id: z.string(),
    agent: z.string().nullable(),
    since: Time,
    seen: Time,
    current: z.boolean(),
  })
  .openapi('Device')
const listSessions = guarded('account', {
  method: 'get',
  path: '/api/auth/list-sessions',
  summary: 'The devices one is signed in on, the last used first',
  responses: { 200: json(z.object({ sessions: z.array(Device) }), 'The devices'), ...failures },
})

const revokeSession = guarded('account', {
  method: 'post',
  path: '/api/auth/revoke-session',
  summary: 'Signs out on one of one’s devices',
  request: body(z.object({ id: z.string().max(100) })),
  responses: done,
})

const updateUser = guarded('account', {
  method: 'post',
  path: '/api/auth/update-user',
  summary: 'Another name',
  request: body(z.object({ name: Name })),
  responses: done,
})

const changePassword = guarded('account', {
  method: 'post',
  path: '/api/auth/change-password',
  summary: 'Another password; signs out on all other devices',
  request: body(z.object({ currentPassword: z.string().max(1000), newPassword: Password })),
  responses: signed,
})

const requestReset = guarded('anyone', {
  method: 'post',
  path: '/api/auth/request-password-reset',
  summary: 'Sends a link for a new password, if there is such an account and mail goes out',
  request: body(z.object({ email: Email })),
  responses: done,
})

const reset = guarded('anyone', {
  method: 'post',
  path: '/api/auth/reset-password',
  summary: 'A new password by the token of such a link; signs out everywhere',
  request: body(z.object({ token: z.string().max(200), newPassword: Password })),
  responses: done,
})

export interface AuthRoutesOptions {
  readonly accounts: Accounts
  readonly devices: Devices
  readonly enrolment: Enrolment
  readonly limits: Limits
  readonly doorbell: Doorbell
}

/// `/api/auth`: accounts and sessions.
export function authRoutes(options: AuthRoutesOptions): OpenAPIHono<HouseEnv> {
  const { accounts, devices, enrolment, limits, doorbell } = options
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })

  app.openapi(signUp, async (c) => {
    const { name, email, password } = c.req.valid('json')
    const { address } = c.var
    const { account, address: byAddress } = rules.signUp
    const late = tooOften(c, limits, [
      [byAddress, address],
      [account, email.toLowerCase()],
    ])
    if (late) return late
    const headers = c.req.valid('header')
    const enrolled = await enrolment.enrol({
      name,
      email,
      password,
      setupCode: headers['x-setup-code'],
      inviteToken: headers['x-invite-token'],
      address,
    })
    if (enrolled.kind === 'tooMany') return tooMany(c, enrolled.seconds)
    if (enrolled.kind === 'refused') {
      // Whoever may not make one at all has tried nothing on the account that they name.
      if (!enrolled.fault.startsWith('account.')) limits.giveBack(account, email.toLowerCase())
      return refused(c, enrolled.fault)
    }
    const entered = await accounts.signIn(email, password, c.req.raw.headers)
    setCookies(c, entered.kind === 'signed' ? entered.cookies : [cookieOfNobody()])
    return c.json({ user: { id: enrolled.user, name, email: email.toLowerCase() } }, 200)
  })

  app.openapi(signIn, async (c) => {
    const { email, password } = c.req.valid('json')
    const { account, address } = rules.signIn
    const mark = devices.markOf(c.req.header('cookie'), email)
    const tries = [
      [address, c.var.address],
      [account, `${email.toLowerCase()} ${mark ?? ''}`],
    ] as const
    const late = tooOften(c, limits, tries)
    if (late) return late
    const entered = await accounts.signIn(email, password, c.req.raw.headers)
    if (entered.kind === 'refused') return refused(c, entered.fault)
    for (const [rule, who] of tries) limits.giveBack(rule, who)
    setCookies(c, entered.cookies)
    return c.json({ user: entered.user }, 200)
  })

  app.openapi(signOut, async (c) => {
    const { user } = c.var.callers
    setCookies(c, await accounts.signOut(c.req.raw.headers))
    if (user) doorbell.ring({ user: user.id })
    return c.json({ status: true } as const, 200)
  })

  app.openapi(getSession, (c) => {
    const { user } = c.var.callers
    if (!user) return c.json({ session: null }, 200)
    const { id, name, email, sessionId } = user
    return c.json({ session: { id: sessionId, user: { id, name, email } } }, 200)
  })

  app.openapi(listSessions, async (c) => {
    return c.json({ sessions: [...(await accounts.devices(userOf(c)))] }, 200)
  })

  app.openapi(revokeSession, async (c) => {
    const { id } = userOf(c)
    if (!(await accounts.endDevice(id, c.req.valid('json').id))) {
      return refuse(c, 404, 'session.unknown', 'There is no such session.')
    }
    doorbell.ring({ user: id })
    return c.json({ status: true } as const, 200)
  })

  app.openapi(updateUser, async (c) => {
    await accounts.rename(c.req.valid('json').name, c.req.raw.headers)
    doorbell.ring({ user: userOf(c).id })
    return c.json({ status: true } as const, 200)
  })

  app.openapi(changePassword, async (c) => {
    const { id } = userOf(c)
    const late = tooOften(c, limits, [[rules.password.account, id]])
    if (late) return late
    const { currentPassword, newPassword } = c.req.valid('json')
    const changed = await accounts.changePassword(currentPassword, newPassword, c.req.raw.headers)
    if (changed.kind === 'refused') return refused(c, changed.fault)
    setCookies(c, changed.cookies)
    doorbell.ring({ user: id })
    return c.json({ user: changed.user }, 200)
  })

  app.openapi(requestReset, async (c) => {
    const { email } = c.req.valid('json')
    const late = tooOften(c, limits, [
      [rules.reset.address, c.var.address],
      [rules.reset.account, email.toLowerCase()],
    ])
    if (late) return late
    await accounts.forgot(email)
    return c.json({ status: true } as const, 200)
  })

  app.openapi(reset, async (c) => {
    const late = tooOften(c, limits, [[rules.reset.address, c.var.address]])
    if (late) return late
    const { token, newPassword } = c.req.valid('json')
    const fault = await accounts.reset(token, newPassword)
    if (fault) return refused(c, fault)
    doorbell.ring('everybody')
    return c.json({ status: true } as const, 200)
  })
  return app
}

function userOf(c: Context<HouseEnv>): UserPrincipal {
  const { user } = c.var.callers
  if (!user) throw new Error(`${c.req.path} is open to others than accounts.`)
  return user
}

/// For an address that is taken: a cookie like that of a new account, which nobody is signed in by.
function cookieOfNobody(): string {
  const token = randomBytes(24).toString('base64url')
  const signature = encodeURIComponent(randomBytes(32).toString('base64'))
  const rest = 'Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax'
  return `ninety.session_token=${token}.${signature}; ${rest}`
}

type Refusal = readonly [status: 400 | 401 | 403 | 404 | 410, sentence: string]

const refusals: Readonly<Record<AccountFault | EnrolmentFault, Refusal>> = {
  'account.wrong': [401, 'This e-mail address and this password do not go together.'],
  'account.passwordShort': [400, `A password has at least ${passwordLength.min} characters.`],
  'account.passwordLong': [400, `A password has at most ${passwordLength.max} characters.`],
  'account.resetLink': [410, 'This link has been used or is too old: ask for another.'],
  'account.refused': [400, 'The account could not be made or changed like this.'],
  'setup.needed': [403, 'The first account takes the code that the server printed at its start.'],
  'setup.wrong': [403, 'This is not the code that the server printed at its start.'],
  'setup.done': [403, 'This server has its owner: the code is used up.'],
  'signUp.closed': [403, 'Here accounts are by invitation: ask for a link.'],
  'invite.unknown': [404, 'This link is no longer valid: ask whoever sent it for another.'],
  'invite.other': [403, 'This invitation is for another e-mail address.'],
}

function refused(c: Context, fault: AccountFault | EnrolmentFault) {
  const [status, sentence] = refusals[fault]
  return refuse(c, status, fault, sentence)
}
