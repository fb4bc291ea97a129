import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { roles } from '../../src/shared/domain/access.ts'
import type { Doorbell } from '../auth/doorbell.ts'
import { inviteLetter } from '../auth/letters.ts'
import { type Limits, rules } from '../auth/limits.ts'
import type { Mail } from '../auth/mail.ts'
import type { Config } from '../config.ts'
import type { Library } from '../library.ts'
import type { Invite, Invites } from '../records/invites.ts'
import { tooOften } from './answers.ts'
import { fail, failures, json, readBadRequest, refuse } from './failure.ts'
import { guarded, type HouseEnv, principalOf } from './guard.ts'
import { SeriesId, SignOffs } from './members.ts'

const Time = z.iso.datetime()

const InviteShape = z
  .object({
    id: z.string(),
    kind: z.enum(['member', 'guest']),
    role: z.enum(roles),
    signOffs: z.array(z.string()),
    email: z.string().nullable(),
    person: z.string().nullable(),
    made: Time,
    expires: Time,
    uses: z.int(),
  })
  .openapi('Invite')

const Wanted = z
  .object({
    kind: z.enum(['member', 'guest']),
    role: z.enum(roles).default('producer'),
    signOffs: SignOffs.default([]),
    email: z.email('This is not an e-mail address.').max(254).optional(),
    person: z.string().trim().min(1).max(80).optional(),
    expiresDays: z.int().min(1).max(365).default(14),
  })
  .superRefine(({ kind, role, signOffs, person, email }, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', message })
    if (kind === 'member') {
      if (person !== undefined) wrong('Only a guest link names a person.')
      return
    }
    if (role !== 'producer' && role !== 'viewer') wrong('A guest comes as a producer or a viewer.')
    if (email !== undefined) wrong('A guest link has no address: whoever has it may come.')
    if (signOffs.length > 1) wrong('A guest link may give one sign-off.')
    if (signOffs.length > 0 && person === undefined) {
      wrong('A link that may sign off names the person who signs.')
    }
  })

const list = guarded('invites.read', {
  method: 'get',
  path: '/api/series/{id}/invites',
  summary: 'The links into a series that still work',
  request: { params: SeriesId },
  responses: { 200: json(z.object({ invites: z.array(InviteShape) }), 'The links'), ...failures },
})

const make = guarded('invites.make', {
  method: 'post',
  path: '/api/series/{id}/invites',
  summary: 'A new link into a series, for a member or a guest. It is shown once',
  request: { params: SeriesId, body: { ...json(Wanted, 'For whom and what'), required: true } },
  responses: {
    201: json(
      z.object({ invite: InviteShape, url: z.url(), mailed: z.boolean() }),
      'The link, with its token behind #, where no server and no log sees it',
    ),
    ...failures,
  },
})

const revoke = guarded('invites.make', {
  method: 'delete',
  path: '/api/series/{id}/invites/{inviteId}',
  summary: 'Ends a link; guests who came by it are out at once',
  request: { params: SeriesId.extend({ inviteId: z.string().min(1).max(100) }) },
  responses: { 200: json(z.object({ status: z.literal(true) }), 'Done'), ...failures },
})

export interface InviteRoutesOptions {
  readonly invites: Invites
  readonly library: Library
  readonly mail: Mail | undefined
  readonly limits: Limits
  readonly doorbell: Doorbell
  readonly config: Pick<Config, 'publicUrl'>
}

/// `/api/series/{id}/invites`.
export function inviteRoutes(options: InviteRoutesOptions): OpenAPIHono<HouseEnv> {
  const { invites, library, mail, limits, doorbell } = options
  const { publicUrl } = options.config
  const app = new OpenAPIHono<HouseEnv>({ defaultHook: readBadRequest })

  app.openapi(list, async (c) => {
    const all = await invites.of(c.req.valid('param').id)
    return c.json({ invites: all.map(inviteJson) }, 200)
  })

  app.openapi(make, async (c) => {
    const principal = principalOf(c)
    const late = tooOften(c, limits, [[rules.invite.account, principal.id]])
    if (late) return late
    const { id } = c.req.valid('param')
    const { email, person, ...wanted } = c.req.valid('json')
    const series = await library.find(id)
    if ('code' in series) return fail(c, series)
    const { invite, text } = await invites.make({
      ...wanted,
      series: id,
      email: email ?? null,
      person: person ?? null,
      madeBy: principal.id,
    })
    const url = `${publicUrl ?? ownUrl(c)}/join#${text}`
    const letter = email && inviteLetter(email, principal.name, series.title, url)
    const mailed = letter && mail ? await sent(mail.send(letter)) : false
    return c.json({ invite: inviteJson(invite), url, mailed }, 201)
  })

  app.openapi(revoke, async (c) => {
    const { id, inviteId } = c.req.valid('param')
    if (!(await invites.revoke(id, inviteId))) {
      return refuse(c, 404, 'invite.unknown', 'There is no such link.')
    }
    doorbell.ring({ series: id })
    return c.json({ status: true } as const, 200)
  })
  return app
}

/// Where whoever asks has reached this server: a link that was made over the network is of no use to
/// others when it names this machine.
function ownUrl(c: Context<HouseEnv>): string {
  return `${c.var.secure ? 'https' : 'http'}://${c.req.header('host') ?? 'localhost'}`
}

/// A mail that does not go out is no reason to take the link back: it can be copied.
function sent(sending: Promise<void>): Promise<boolean> {
  return sending.then(
    () => true,
    () => false,
  )
}

function inviteJson(invite: Invite): z.infer<typeof InviteShape> {
  const { id, kind, role, signOffs, email, person, made, expires, uses } = invite
  return {
    id,
    kind,
    role,
    signOffs: [...signOffs],
    email,
    person,
    made: new Date(made).toISOString(),
    expires: new Date(expires).toISOString(),
    uses,
  }
}
