import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { addressGroup, clientAddress } from '../auth/address.ts'
import type { Reception } from '../auth/reception.ts'
import type { Standings } from '../auth/standings.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Assets } from './assets.ts'
import { refuse } from './failure.ts'
import { takesFiles } from './files.ts'
import type { Asks, HouseEnv } from './guard.ts'
import { securityHeaders } from './headers.ts'
import { isOwnHost, isSameSite, isSecure, type Origins } from './origin.ts'

export interface AppOptions {
  readonly store: Store
  readonly assets: Assets
  readonly origins: Origins
  readonly metrics: Metrics
  readonly log: Logger
  readonly version: string
  readonly reception: Reception
  readonly standings: Standings
  /// How many proxies in front of the server are believed.
  readonly trustProxy: number
  /// What has an address under /api, one a resource.
  readonly resources: readonly OpenAPIHono<HouseEnv>[]
  /// Whether the server has begun to stop.
  readonly isClosing: () => boolean
}

/// What those who run the server ask: described with the rest, guarded by nothing.
function describeOperators(app: OpenAPIHono<HouseEnv>): void {
  const told = [
    ['/healthz', 'Whether the process answers', 'application/json'],
    [
      '/readyz',
      'Whether it can serve: 503 while it stops or its store is away',
      'application/json',
    ],
    ['/metrics', 'What it counts, for Prometheus', 'text/plain'],
    ['/api/openapi.json', 'This description', 'application/json'],
  ] as const
  for (const [path, summary, type] of told) {
    const content = { [type]: { schema: type === 'text/plain' ? z.string() : z.looseObject({}) } }
    app.openAPIRegistry.registerPath({
      method: 'get',
      path,
      summary,
      responses: { 200: { content, description: summary } },
      'x-access': 'anyone' satisfies Asks,
    })
  }
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/// Requests carry names, notes and comments; only an import is larger, and says so itself.
const maxBodyBytes = 1024 * 1024

/// Everything that is said over HTTP: the API, what operators ask for, and the client's files.
export function createApp(options: AppOptions): OpenAPIHono<HouseEnv> {
  const { store, assets, origins, metrics, log } = options
  const app = new OpenAPIHono<HouseEnv>()
  app.use(securityHeaders)
  app.use('*', async (c, next) => {
    const headers = { origin: c.req.header('origin'), host: c.req.header('host') }
    if (!isOwnHost(headers.host, origins)) {
      const message = 'This server does not go by that name: PUBLIC_URL says by which it does.'
      return refuse(c, 403, 'request.foreign', message)
    }
    const isForeign =
      !isSameSite(headers, origins) || c.req.header('sec-fetch-site') === 'cross-site'
    if (reading.has(c.req.method) || !isForeign) return next()
    return refuse(c, 403, 'request.foreign', 'This request comes from another site.')
  })
  app.use('/api/*', async (c, next) => {
    const { trustProxy, reception, standings } = options
    const { incoming } = c.env as Partial<HttpBindings>
    const forwarded = c.req.header('x-forwarded-for')
    const address = clientAddress(incoming?.socket.remoteAddress, forwarded, trustProxy)
    c.set('address', addressGroup(address))
    c.set('secure', isSecure(origins, trustProxy, c.req.header('x-forwarded-proto')))
    c.set('standings', standings)
    const [cookie, authorization] = [c.req.header('cookie'), c.req.header('authorization')]
    c.set('callers', await reception.whoAsks({ cookie, authorization }))
    await next()
    c.res.headers.set('cache-control', 'no-store')
  })
  const limited = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) => refuse(c, 413, 'request.large', 'This request is larger than 1 MB.'),
  })
  app.use('/api/*', (c, next) => (takesFiles(c.req.path) ? next() : limited(c, next)))

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    if (options.isClosing()) return c.json({ status: 'closing' }, 503)
    try {
      await store.check()
    } catch (error) {
      log.error({ err: error }, 'the store does not answer')
      return c.json({ status: 'store unavailable' }, 503)
    }
    return c.json({ status: 'ready' })
  })
  app.get('/metrics', async (c) => {
    return c.body(await metrics.registry.metrics(), 200, {
      'content-type': metrics.registry.contentType,
    })
  })

  for (const resource of options.resources) app.route('/', resource)
  describeOperators(app)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Ninety', version: options.version },
  })

  app.get('*', async (c) => {
    if (c.req.path.startsWith('/api/')) return c.notFound()
    const answer = await assets.answer(c.req.path, c.req.header('accept-encoding'))
    return answer ?? c.notFound()
  })
  app.notFound((c) => {
    const message = 'There is nothing at this address.'
    return c.json({ error: { code: 'request.unknown', message } }, 404)
  })
  app.onError((error, c) => {
    // What Hono says of a body that is no JSON, or says to be something else: nothing failed here.
    if (error instanceof HTTPException && error.status < 500) {
      return refuse(c, 400, 'request.bad', 'The request cannot be read.')
    }
    log.error({ err: error, path: c.req.path }, 'a request failed')
    const message = 'Something went wrong on the server. What you typed is not affected.'
    return c.json({ error: { code: 'server.failed', message } }, 500)
  })
  return app
}
