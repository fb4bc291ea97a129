import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { roles } from '../../src/shared/domain/access.ts'
import { isFor } from '../auth/enrolment.ts'
import { type Limits, rules } from '../auth/limits.ts'
import { guestCookie } from '../auth/reception.ts'
import type { Library } from '../library.ts'
import type { Invite, Invites } from '../records/invites.ts'
import type { Members } from '../records/members.ts'
import { setCookies, tooOften } from './answers.ts'
import { failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv } from './guard.ts'

const Token = z.string().min(1).max(200)

const Door = z
  .object({
    kind: z.enum(['member', 'guest']),
    series: z.object({ id: z.string(), title: z.string() }),
    role: z.enum(roles),
    signOffs: z.array(z.string()),
    /// Whom the link names.
    person: z.string().nullable(),
    /// Whether it takes an account of one certain address, and this is not it.
    forOther: z.boolean(),
    /// Whether another device holds the sign-off: on this one the link only reads.
    bound: z.boolean(),
    /// What whoever asks already is in the series, so that there is nothing to join.
    here: z.enum(roles).nullable(),
    expires: z.iso.datetime(),
  })
  .openapi('Door')

const look = guarded('anyone', {
  method: 'post',
  path: '/api/join/look',
  summary: 'What a link leads to',
  request: {
    body: { ...json(z.object({ token: Token }), 'What stands behind #'), required: true },
  },
  responses: { 200: json(Door, 'What it leads to'), ...failures },
})

const join = guarded('anyone', {
  method: 'post',
  path: '/api/join',
  summary: 'Goes through a link: as a member with one’s account, or as a guest on this device',
  request: {
    body: {
      ...json(
        z.object({ token: Token, name: z.string().trim().min(1).max(80).optional() }),
        'What stands behind #, and a guest’s name',
      ),
      required: true,
    },
  },
  responses: {
    200: json(
      z.object({
        seriesId: z.string(),
        kind: z.enum(['member', 'guest']),
        role: z.enum(roles),
        signOffs: z.array(z.string()),
      }),
      'Where it leads, and as what. A guest’s cookie is set',
    ),
    ...failures,
  },
})

export interface JoinRoutesOptions {
  readonly invites: Invites
  readonly members: Members
  readonly library: Library
  readonly limits: Limits
  readonly onJoined: (series: string, user: string) => void
}

/// `/api/join`: what the page behind a link asks.
export function joinRoutes(options: JoinRoutesOptions): OpenAPIHono<HouseEnv> {
  const { invites, members, library, limits, onJoined } = options
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })

  async function isShutOut({ kind, series, made }: Invite, user: string): Promise<boolean> {
    return kind === 'member' && (await members.isShutOut(series, user, made))
  }

  app.openapi(look, async (c) => {
    const late = tooOften(c, limits, [[rules.join.address, c.var.address]])
    if (late) return late
    const invite = await invites.with(c.req.valid('json').token)
    const series = invite && (await library.find(invite.series))
    if (!invite || !series || 'code' in series) return over(c)
    // Whoever has a link that is right guesses nothing: a house behind one address opens it at once.
    limits.giveBack(rules.join.address, c.var.address)
    const { user } = c.var.callers
    if (user && (await isShutOut(invite, user.id))) return over(c)
    const here = await c.var.standings.of(c.var.callers, invite.series)
    const answer = {
      kind: invite.kind,
      series: { id: series.id, title: series.title },
      role: invite.role,
      signOffs: [...invite.signOffs],
      person: invite.person,
      forOther: user !== undefined && !isFor(invite, user.email),
      bound: !isHolder(c, invite) && (await invites.isBound(invite.id)),
      here: here?.standing.role ?? null,
      expires: new Date(invite.expires).toISOString(),
    }
    return c.json(answer, 200)
  })

  app.openapi(join, async (c) => {
    const late = tooOften(c, limits, [[rules.join.address, c.var.address]])
    if (late) return late
    const { token, name } = c.req.valid('json')
    const invite = await invites.with(token)
    if (!invite || 'code' in (await library.find(invite.series))) return over(c)
    const { callers, standings } = c.var
    const { user } = callers

    if (invite.kind === 'member') {
      if (!user) {
        return refuse(c, 401, 'session.none', 'Sign in, or make an account with this invitation.')
      }
      if (!isFor(invite, user.email)) {
        return refuse(c, 403, 'invite.other', 'This invitation is for another e-mail address.')
      }
      if (await isShutOut(invite, user.id)) return over(c)
      if (await members.add(invite.series, user.id, invite.role, invite.signOffs)) {
        await invites.count(invite.id)
        onJoined(invite.series, user.id)
      }
    } else {
      // Whoever is in by an account stays who they are, and does not use up a link that signs.
      const here = await standings.of({ user }, invite.series)
      const known = callers.guests?.find(({ linkId }) => linkId === invite.id)
      if (!here && !known) {
        const arrived = await invites.arrive(invite, name)
        if (!arrived) {
          return refuse(
            c,
            400,
            'join.nameless',
            'Type a name, so that the others know who you are.',
          )
        }
        const { ticket } = arrived
        setCookies(c, [cookieOf(invite, ticket)])
        const [guest] = await invites.guestsWith([ticket])
        if (!guest) return over(c)
        const { role, signOffs } = guest
        const answer = { seriesId: invite.series, kind: invite.kind, role, signOffs: [...signOffs] }
        return c.json(answer, 200)
      }
    }
    const now = await standings.of(callers, invite.series)
    if (!now) return over(c)
    const { role, signOffs, guest } = now.standing
    return c.json(
      {
        seriesId: invite.series,
        kind: guest ? ('guest' as const) : ('member' as const),
        role,
        signOffs: [...signOffs],
      },
      200,
    )
  })
  return app
}

/// Whether this device came by this link and holds its sign-off.
function isHolder(c: Context<HouseEnv>, invite: Invite): boolean {
  const guest = c.var.callers.guests?.find(({ linkId }) => linkId === invite.id)
  return guest !== undefined && guest.signOffs.length > 0
}

function cookieOf({ series, expires }: Invite, ticket: string): string {
  const end = new Date(expires).toUTCString()
  return `${guestCookie}${series}=${ticket}; Expires=${end}; Path=/; HttpOnly; SameSite=Lax`
}

function over(c: Context) {
  const message = 'This link is no longer valid: ask whoever sent it for another.'
  return refuse(c, 410, 'invite.over', message)
}
