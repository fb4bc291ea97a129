import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { requests, send } from '../access/requests.ts'
import { oneHouse } from '../house.ts'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>
}
interface Route {
  readonly summary?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required?: boolean
    readonly schema: unknown
  }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}
interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Route>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

type Schema = Parameters<typeof z.fromJSONSchema>[0]

/// A schema of the description, with what it names put in its place.
function validator(schema: unknown, { components }: Description): z.ZodType {
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline)
    if (typeof value !== 'object' || value === null) return value
    const { $ref } = value as { $ref?: string }
    if ($ref) return inline(components?.schemas?.[$ref.slice('#/components/schemas/'.length)])
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inline(each)]))
  }
  return z.fromJSONSchema(inline(schema) as Schema)
}

function schemaOf({ content }: Content, type: string): unknown {
  return content?.[type]?.schema
}

const open = oneHouse({}, { SIGN_UP: 'open' })

describe('each route does what its description says', () => {
  for (const [name, request] of Object.entries(requests)) {
    it(name, async () => {
      const house = open()
      const series = await house.series()
      const caller = await house.member(series, 'owner')
      const description = (await house.json('/api/openapi.json')).body as Description
      const [method = '', path = ''] = name.split(' ')
      const route = description.paths[path]?.[method.toLowerCase()]
      if (!route) throw new Error(`${name} is not described.`)
      expect(route.summary).toMatch(/\w/)

      const asked = await request({ house, series, caller })
      const given = { path: { id: series, ...asked.path }, query: asked.query ?? {} }
      const parameters = route.parameters ?? []
      for (const { name, in: where, required, schema } of parameters) {
        if (where === 'header') continue
        const value = (given[where] as Readonly<Record<string, string>>)[name]
        if (value === undefined) expect([name, required ?? false]).toEqual([name, false])
        else expect(validator(schema, description).safeParse(value).error).toBe(undefined)
      }
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each)
      const described = parameters.filter((each) => each.in === 'path').map((each) => each.name)
      expect(described.sort()).toEqual(named.sort())
      if (route.requestBody && asked.json !== undefined) {
        const schema = schemaOf(route.requestBody, 'application/json')
        expect(validator(schema, description).safeParse(asked.json).error).toBe(undefined)
      }

      const answer = await send({ series, caller }, name, asked)
      const response = route.responses[answer.status]
      if (!response) throw new Error(`${name} answers ${answer.status}, which is not described.`)
      expect(answer.status < 300 ? 200 : answer.status).toBe(asked.answer ?? 200)
      const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? ''
      if (type !== 'application/json') return void (await answer.arrayBuffer())
      const body: unknown = await answer.json()
      const schema = schemaOf(response, 'application/json')
      expect(validator(schema, description).safeParse(body).error).toBe(undefined)
    })
  }
})
