/// The service worker: with it the app opens when there is no network, and without waiting for one
/// when there is. Text and whatever else is asked of the API never pass through here.

import { type Build, editionPage, fileAt, keep, newest, shelf, tidy } from './editions.ts'
import type { Asked, WorkerScope } from './scope.ts'

/// Put in by the build (vite.config.ts).
declare const __BUILD__: Build
const build = __BUILD__

const scope = globalThis as unknown as WorkerScope

scope.addEventListener('install', (event) => {
  event
    .addRoutes?.([
      { condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' },
      {
        condition: { urlPattern: { pathname: '/assets/*.(js|css)' } },
        source: { cacheName: shelf },
      },
    ])
    .catch(() => {})
  event.waitUntil(keep(build, Date.now()))
  // Pages of before find their files on the shelf with this worker as with theirs.
  void scope.skipWaiting()
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    scope.clients
      .claim()
      .then(tellPages)
      .then(() => tidy()),
  )
})

scope.addEventListener('message', (event) => {
  if (event.data === 'tidy') event.waitUntil(tidy())
})

scope.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  if (event.request.mode === 'navigate') {
    if (isPlace(pathname)) event.respondWith(pageFor(event))
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(fileAt(event.request))
  }
})

/// Whether the server answers with the page there (server/http/assets.ts).
function isPlace(path: string): boolean {
  return !/^\/(api|sync|healthz|readyz|metrics)(\/|$)/.test(path) && !/\.[^/]*$/.test(path)
}

async function pageFor({ request }: Asked): Promise<Response> {
  const edition = await newest()
  return (edition && (await editionPage(edition))) ?? fetch(request)
}

async function tellPages(): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage({ newest: build.id })
}
