import { beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import {
  type Admission,
  admissions,
  admits,
  type Deed,
  deeds,
  may,
} from '../../../src/shared/domain/access.ts'
import { oneHouse } from '../house.ts'
import { callers, type Role } from './callers.ts'
import { requests, send } from './requests.ts'

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { 'x-access'?: string }>>>>
}

// Nobody tries anything too often for the limits: before each test an hour goes by.
let ahead = 0
const clock = { ...systemClock, now: () => systemClock.now() + ahead }
beforeEach(() => {
  ahead += 60 * 60_000
})

const house = oneHouse({ clock }, { SIGN_UP: 'open' })

async function describedRoutes(): Promise<ReadonlyMap<string, string | undefined>> {
  const { paths } = (await house().json('/api/openapi.json')).body as Description
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, route]) => [`${method.toUpperCase()} ${path}`, route['x-access']] as const,
      ),
    ),
  )
}

/// What the table of access.ts says must come of it.
function expected(asks: string, { kind, standing }: Role): number {
  if ((admissions as readonly string[]).includes(asks)) {
    if (admits(asks as Admission, kind)) return 200
    return kind === 'nobody' ? 401 : 403
  }
  if (kind === 'nobody') return 401
  if (!standing) return 404
  return may(standing, asks as Deed) ? 200 : 403
}

describe('every route, by everybody', () => {
  it('is in the matrix, and says what it asks', async () => {
    const routes = await describedRoutes()
    expect([...routes.keys()].sort()).toEqual(Object.keys(requests).sort())
    const known: readonly (string | undefined)[] = [...deeds, ...admissions]
    expect([...routes].filter(([, asks]) => !known.includes(asks))).toEqual([])
  })

  for (const [route, request] of Object.entries(requests)) {
    it(route, async () => {
      const asks = (await describedRoutes()).get(route) ?? ''
      const got: Record<string, unknown> = {}
      const wanted: Record<string, unknown> = {}
      for (const [name, role] of Object.entries(callers)) {
        const series = await house().series()
        const caller = await role.come(house(), series)
        const asked = await request({ house: house(), series, caller })
        const answer = await send({ series, caller }, route, asked)
        const due = Math.max(expected(asks, role), expected(asked.asks ?? asks, role))
        const passes = asked.answer ?? 200
        wanted[name] = due === 200 ? [passes] : [due, codes[due]]
        const status = answer.status < 300 ? 200 : answer.status
        got[name] = due === 200 ? [status] : [status, await codeOf(answer)]
      }
      expect(got).toEqual(wanted)
    })
  }
})

const codes: Readonly<Record<number, string>> = {
  401: 'session.none',
  403: 'access.refused',
  404: 'series.unknown',
}

async function codeOf(answer: Response): Promise<string | undefined> {
  const body = (await answer.json()) as { error?: { code: string } }
  return body.error?.code
}
