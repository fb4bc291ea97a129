import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Accounts } from '../auth/accounts.ts'
import type { Devices } from '../auth/devices.ts'
import type { Mail } from '../auth/mail.ts'
import type { Members } from '../records/members.ts'
import { setCookies } from './answers.ts'
import { failures, json } from './failure.ts'
import { guarded, type HouseEnv } from './guard.ts'

const Guest = z.object({ name: z.string(), seriesId: z.string() })

const Me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    /// Of the series that this browser came to last.
    guest: Guest.nullable(),
    guests: z.array(Guest),
    /// Series that this browser came to by a guest link which works no more.
    over: z.array(z.string()),
    installation: z.object({
      hasOwner: z.boolean(),
      signUp: z.enum(['open', 'invite']),
      mail: z.boolean(),
    }),
    isInstallationOwner: z.boolean(),
  })
  .openapi('Me')

const get = guarded('anyone', {
  method: 'get',
  path: '/api/me',
  summary: 'Who asks, and what a page needs to know before anybody has signed in',
  responses: { 200: json(Me, 'Who asks'), ...failures },
})

export interface MeRoutesOptions {
  readonly accounts: Accounts
  readonly devices: Devices
  readonly members: Members
  readonly signUp: 'open' | 'invite'
  readonly mail: Mail | undefined
}

/// `/api/me`. Asking prolongs the session, and marks the browser as one of the account's.
export function meRoutes({ accounts, devices, members, signUp, mail }: MeRoutesOptions) {
  const app = new OpenAPIHono<HouseEnv>()
  app.openapi(get, async (c) => {
    const { user, guests, over } = c.var.callers
    if (user) {
      setCookies(c, await accounts.prolong(c.req.raw.headers))
      const isMarked = devices.markOf(c.req.header('cookie'), user.email) !== undefined
      if (!isMarked) setCookies(c, [devices.cookieFor(user.email)])
    }
    const owner = await members.installationOwner()
    const known = (guests ?? []).map(({ name, series }) => ({ name, seriesId: series }))
    return c.json(
      {
        user: user ? { id: user.id, name: user.name, email: user.email } : null,
        guest: known[0] ?? null,
        guests: known,
        over: [...(over ?? [])],
        installation: { hasOwner: owner !== undefined, signUp, mail: mail !== undefined },
        isInstallationOwner: user !== undefined && user.id === owner,
      },
      200,
    )
  })
  return app
}
