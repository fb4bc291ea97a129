import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import {
  type Admission,
  admissions,
  admits,
  type Deed,
  may,
  rolesThatMay,
  type Standing,
} from '../../src/shared/domain/access.ts'
import type { Callers, Principal } from '../auth/principal.ts'
import { callerOf, type Standings } from '../auth/standings.ts'
import { missing } from '../fault.ts'
import { refuse } from './failure.ts'

/// What a request carries along. `app.ts` sets all but the last two for every request under /api; a
/// guard sets those.
export interface HouseEnv {
  Variables: {
    callers: Callers
    standings: Standings
    /// Where the request comes from, as limits count it.
    address: string
    /// Whether it came over TLS, as far as the last trusted proxy says.
    secure: boolean
    principal: Principal | undefined
    standing: Standing | undefined
  }
}

/// What a route asks of whoever calls it: a deed in the series that its path names with `{id}`, or
/// an admission when it names none.
export type Asks = Deed | Admission

type Route = Omit<RouteConfig, 'middleware'>

/// A route and what it asks for. The same word puts the check in front of the handler and stands in
/// the API's description as `x-access`, where the tests read it.
export function guarded<P extends string, R extends Omit<Route, 'path'> & { path: P }>(
  asks: Asks,
  route: R,
) {
  return createRoute({ ...route, middleware: guard(asks), 'x-access': asks } as R & {
    middleware: MiddlewareHandler<HouseEnv>
    'x-access': Asks
  })
}

/// Signed out: 401. No standing in the series, or no such series: the same 404. A guest whose link
/// works no more: 410. A standing that does not allow it: 403, with a sentence that says who may.
function guard(asks: Asks): MiddlewareHandler<HouseEnv> {
  return isAdmission(asks) ? admission(asks) : deed(asks)
}

function admission(asks: Admission): MiddlewareHandler<HouseEnv> {
  return createMiddleware<HouseEnv>(async (c, next) => {
    const { callers } = c.var
    const caller = callerOf(callers)
    if (!admits(asks, caller)) {
      if (caller === 'nobody') return signedOut(c)
      return refuse(c, 403, 'access.refused', 'This takes an account of your own: sign in first.')
    }
    c.set('principal', callers.token ?? callers.user ?? callers.guests?.[0])
    return next()
  })
}

function deed(asks: Deed): MiddlewareHandler<HouseEnv> {
  return createMiddleware<HouseEnv>(async (c, next) => {
    const { callers, standings } = c.var
    const series = c.req.param('id')
    if (series === undefined) throw new Error(`${c.req.path} names no series to ${asks} in.`)
    const isOver = callers.over?.includes(series) ?? false
    if (callerOf(callers) === 'nobody') return isOver ? linkOver(c) : signedOut(c)
    const present = await standings.of(callers, series)
    if (!present) return isOver ? linkOver(c) : refuse(c, 404, missing.code, missing.message)
    if (!may(present.standing, asks)) return refuse(c, 403, 'access.refused', sentence(asks))
    c.set('principal', present.principal)
    c.set('standing', present.standing)
    return next()
  })
}

/// Who asks, behind a guard that lets nobody through who has not said who they are.
export function principalOf(c: Context<HouseEnv>): Principal {
  const { principal } = c.var
  if (!principal) throw new Error(`${c.req.path} is open to anyone.`)
  return principal
}

/// As what they ask, behind the guard of a deed.
export function standingOf(c: Context<HouseEnv>): Standing {
  const { standing } = c.var
  if (!standing) throw new Error(`${c.req.path} asks for no standing.`)
  return standing
}

function isAdmission(asks: Asks): asks is Admission {
  return (admissions as readonly string[]).includes(asks)
}

function signedOut(c: Context) {
  return refuse(c, 401, 'session.none', 'You are signed out: sign in and try again.')
}

function linkOver(c: Context) {
  const message = 'The link you came by works no more: ask whoever sent it for another.'
  return refuse(c, 410, 'invite.over', message)
}

const named = { owner: 'an owner', writer: 'a writer', producer: 'a producer', viewer: 'a viewer' }

function sentence(asks: Deed): string {
  const who = rolesThatMay(asks).map((role) => named[role])
  const list = who.length > 1 ? `${who.slice(0, -1).join(', ')} or ${who.at(-1)}` : who.join()
  return `This takes ${list} of this series: ask one of its owners.`
}
