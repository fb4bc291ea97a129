/// What is kept of the app in a browser. Files under /assets/ have a hash of their content in their
/// names: they lie together on one shelf, whichever builds they belong to. An edition is the page of
/// one build with the list of its files; it is kept from when all that it needs is on the shelf.

/// One build of the app.
export interface Build {
  readonly id: string
  /// Addresses of what any page of a series needs.
  readonly needed: readonly string[]
  /// Addresses of what is kept from when it is first used: the faces of other scripts.
  readonly used: readonly string[]
}

interface Edition extends Build {
  /// When it was put here, in milliseconds since 1970.
  readonly at: number
}

export const shelf = 'ninety-files'
const editions = 'ninety-editions'

/// A page holds the lock of this name, shared with others of its build, for as long as it lives.
export const lockOf = (build: string) => `ninety-build-${build}`

const pageOf = (build: string) => `/editions/${build}/page`
const listOf = (build: string) => `/editions/${build}/list`

/// The edition that came last, whether its build is newer or an older one was put back.
export async function newest(): Promise<Edition | undefined> {
  return (await listed())[0]
}

/// The page of an edition.
export async function editionPage({ id }: Build): Promise<Response | undefined> {
  return (await caches.open(editions)).match(pageOf(id))
}

/// Fetches what is missing of a build and keeps it as an edition. Rejects when something cannot be
/// had, or when the server gives the page of another build.
export async function keep(build: Build, now: number): Promise<void> {
  const files = await caches.open(shelf)
  // Past what the browser itself remembers: that may be the page of before.
  const page = await fetch('/', { cache: 'reload', credentials: 'same-origin' })
  const text = await page.clone().text()
  if (!page.ok || !text.includes(build.id)) throw new Error(`The page is not of ${build.id}.`)
  await Promise.all(build.needed.map((file) => have(files, file)))
  const kept = await caches.open(editions)
  await kept.put(pageOf(build.id), page)
  await kept.put(listOf(build.id), Response.json({ ...build, at: now } satisfies Edition))
}

async function have(files: Cache, file: string): Promise<void> {
  if (!(await files.match(file, { ignoreVary: true }))) await files.add(file)
}

/// A file from the shelf, else from the server, and on the shelf from then on.
export async function fileAt(request: Request): Promise<Response> {
  const files = await caches.open(shelf)
  const here = await files.match(request, { ignoreVary: true })
  if (here) return here
  const answer = await fetch(request)
  if (answer.ok) await files.put(request, answer.clone()).catch(() => {})
  return answer
}

/// Takes away the editions that no open page is of, but for the newest two (a page that is only
/// just being loaded holds no lock yet), and the files that are in none of those that stay.
export async function tidy(): Promise<void> {
  // A browser that cannot say which pages are open keeps all.
  const held = (await navigator.locks?.query())?.held
  if (!held) return
  const locks = new Set(held.map(({ name }) => name))
  const all = await listed()
  const stays = (each: Edition, place: number) => place < 2 || locks.has(lockOf(each.id))
  const staying = all.filter(stays)
  const kept = await caches.open(editions)
  for (const { id } of all.filter((each) => !staying.includes(each))) {
    await kept.delete(listOf(id))
    await kept.delete(pageOf(id))
  }
  const wanted = new Set(staying.flatMap(({ needed, used }) => [...needed, ...used]))
  const files = await caches.open(shelf)
  for (const request of await files.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await files.delete(request)
  }
}

/// Forgets an edition's page, so that the next one is asked of the server.
export async function forget(build: string): Promise<void> {
  const kept = await caches.open(editions)
  await kept.delete(listOf(build))
  await kept.delete(pageOf(build))
}

/// The newest first.
async function listed(): Promise<readonly Edition[]> {
  const kept = await caches.open(editions)
  const lists = (await kept.keys()).filter(({ url }) => url.endsWith('/list'))
  const found = await Promise.all(lists.map((each) => kept.match(each)))
  const read = await Promise.all(
    found.flatMap((each) => (each ? [each.json() as Promise<Edition>] : [])),
  )
  return read.sort((a, b) => b.at - a.at)
}
