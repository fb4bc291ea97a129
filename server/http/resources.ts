import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Household } from '../household.ts'
import { activityRoutes } from './activity.ts'
import { authRoutes } from './auth.ts'
import { fileRoutes } from './files.ts'
import type { HouseEnv } from './guard.ts'
import { inviteRoutes } from './invites.ts'
import { joinRoutes } from './join.ts'
import { meRoutes } from './me.ts'
import { memberRoutes } from './members.ts'
import { reviewRoutes } from './reviews.ts'
import { seriesRoutes } from './series.ts'
import { threadRoutes } from './threads.ts'
import { tokenRoutes } from './tokens.ts'

/// Everything under /api, one line a resource.
export function resources(house: Household): readonly OpenAPIHono<HouseEnv>[] {
  return [
    meRoutes(house),
    authRoutes(house),
    fileRoutes(house),
    seriesRoutes(house.library),
    memberRoutes(house),
    inviteRoutes(house),
    joinRoutes(house),
    tokenRoutes(house.tokens, house.doorbell),
    threadRoutes(house.threads),
    reviewRoutes(house.reviews),
    activityRoutes(house.activity, house.clock),
  ]
}
