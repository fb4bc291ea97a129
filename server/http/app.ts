import { OpenAPIHono } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import type { Library } from '../library.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Assets } from './assets.ts'
import { securityHeaders } from './headers.ts'
import { isOwnHost, isSameSite, type Origins } from './origin.ts'
import { seriesRoutes } from './series.ts'

export interface AppOptions {
  readonly library: Library
  readonly store: Store
  readonly assets: Assets
  readonly origins: Origins
  readonly metrics: Metrics
  readonly log: Logger
  readonly version: string
  /// Whether the server has begun to stop.
  readonly isClosing: () => boolean
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/// Everything that is said over HTTP: the API, what operators ask for, and the client's files.
export function createApp(options: AppOptions): OpenAPIHono {
  const { library, store, assets, origins, metrics, log } = options
  const app = new OpenAPIHono()
  app.use(securityHeaders)
  app.use('*', async (c, next) => {
    const headers = { origin: c.req.header('origin'), host: c.req.header('host') }
    const allowed = reading.has(c.req.method)
      ? isOwnHost(headers.host, origins)
      : isSameSite(headers, origins)
    if (allowed) return next()
    const message = 'This request comes from another site.'
    return c.json({ error: { code: 'request.foreign', message } }, 403)
  })
  app.use('/api/*', async (c, next) => {
    await next()
    c.res.headers.set('cache-control', 'no-store')
  })

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

  app.route('/', seriesRoutes(library))
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
    log.error({ err: error, path: c.req.path }, 'a request failed')
    const message = 'Something went wrong on the server. What you typed is not affected.'
    return c.json({ error: { code: 'server.failed', message } }, 500)
  })
  return app
}
