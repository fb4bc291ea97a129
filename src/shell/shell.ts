import { createStore, type Store } from '../session/store.ts'
import { forget, lockOf } from './editions.ts'

/// The build that this page is of. Undefined while it is being worked on (`npm run dev`).
const build = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content

/// Only https and localhost have them; elsewhere pages work without.
const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined

const isThere = createStore(false)

/// Whether it lies in this browser, so that it is what opens next.
let isHere = false

/// Whether another version of the app than this page's is ready to be taken.
export const newVersion: Store<boolean> = isThere

/// Fetching all of the app must not be in the way of the page that is opening: so long after it has
/// loaded, in milliseconds.
const calm = 3_000

/// Keeps the app in this browser, once the page stands, and watches for a new version.
export function startShell(): void {
  if (build === undefined) return
  // A part of the page that the server no longer has, unless there is just no server.
  addEventListener('vite:preloadError', async () => {
    if (await answers()) isThere.set(true)
  })
  if (!workers) return
  void navigator.locks?.request(lockOf(build), { mode: 'shared' }, () => new Promise(() => {}))
  workers.addEventListener('message', ({ data }) => {
    const newest: unknown = data?.newest
    if (typeof newest !== 'string') return
    isHere = newest !== build
    isThere.set(isHere)
  })
  const later = () => setTimeout(register, calm)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later)
}

/// To be told which build the server runs, as a connection says it.
export function heardBuild(server: string): void {
  if (build === undefined || server === build) return
  // It is told once it is here in full.
  if (workers?.controller) void update()
  else isThere.set(true)
}

/// Opens the page again in the newest version there is. Whoever calls has asked about work that is
/// nowhere but in this page.
export function takeNewVersion(): void {
  void takeNewest().finally(() => location.reload())
}

function register(): void {
  // The browser says why on its console. What it is for is lost, and nothing else.
  workers
    ?.register('/sw.js')
    .then(({ active }) => active?.postMessage('tidy'))
    .catch(() => {})
}

/// No longer than this before a page is opened again, in milliseconds.
const patience = 10_000

/// Makes sure that what is opened next is not this version again, as long as the server has another.
async function takeNewest(): Promise<void> {
  if (!workers || build === undefined || isHere) return
  const installing = (await update())?.installing
  if (installing) await activated(installing)
  // Else the page would come from this browser again, which has no other.
  if (!isHere && (await answers())) await forget(build)
}

async function answers(): Promise<boolean> {
  return (await fetch('/healthz').catch(() => undefined))?.ok === true
}

/// Has the browser look for a new worker. Undefined when the server cannot be asked.
async function update(): Promise<ServiceWorkerRegistration | undefined> {
  const registration = await workers?.getRegistration()
  return registration?.update().catch(() => undefined)
}

/// Resolves when a worker has what it needs, or cannot have it, or takes too long.
function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience)
    worker.addEventListener('statechange', ({ target }) => {
      const { state } = target as ServiceWorker
      if (state === 'activated' || state === 'redundant') resolve()
    })
  })
}
