import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { threadId } from 'node:worker_threads'
import type { Face } from './faces.ts'
import { fileInTarball } from './tarball.ts'

/// Where the faces are that do not come along: in `fonts` of the data folder, or as packages that
/// somebody has installed. What is missing is fetched by npm, once.
export interface Shelf {
  /// Where the file of a face is; else why it cannot be had.
  find(face: Face): Promise<string | NoFace>
  /// The same without fetching.
  has(face: Face): string | undefined
}

export interface NoFace {
  readonly code: 'font.missing'
  readonly message: string
}

/// Fetches one package: gives the bytes of its archive.
export type Fetch = (name: string) => Promise<Uint8Array>

export function openShelf(folder: string, fetch: Fetch = byNpm): Shelf {
  const asked = new Map<string, Promise<string | NoFace>>()
  const has = (face: Face) => {
    const own = join(folder, `${face.id}.ttf`)
    return existsSync(own) ? own : installed(face)
  }
  const get = async (face: Face): Promise<string | NoFace> => {
    const there = has(face)
    if (there !== undefined) return there
    try {
      const bytes = fileInTarball(await fetch(face.from), face.file)
      if (!bytes || !isFont(bytes)) throw new Error(`${face.from} has no ${face.file}`)
      await mkdir(folder, { recursive: true })
      // Whole or not at all: another thread or process may be doing the same.
      const target = join(folder, `${face.id}.ttf`)
      const draft = `${target}.${process.pid}.${threadId}.part`
      await writeFile(draft, bytes)
      await rename(draft, target)
      return target
    } catch (error) {
      return missing(face, folder, error)
    }
  }
  return {
    has,
    find(face) {
      const known = asked.get(face.id)
      if (known) return known
      const found = get(face)
      asked.set(face.id, found)
      // What could not be had may be asked for again.
      void found.then((result) => {
        if (typeof result !== 'string') asked.delete(face.id)
      })
      return found
    },
  }
}

/// The folder of a configuration; see README for DATA_DIR.
export function fontsFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(resolve(env.DATA_DIR?.trim() || './data'), 'fonts')
}

function missing({ name, writes, id }: Face, folder: string, error: unknown): NoFace {
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return {
    code: 'font.missing',
    message: `${writes} is printed in ${name}, which is not here and could not be fetched (${why}). With a network, run "npx ninety fonts ${id}", or put the file into ${folder} as ${id}.ttf.`,
  }
}

const require = createRequire(import.meta.url)

function installed({ from, file }: Face): string | undefined {
  try {
    return require.resolve(`${from}/${file}`)
  } catch {
    return undefined
  }
}

function isFont(bytes: Uint8Array): boolean {
  const tag = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return tag === '\0\x01\0\0' || tag === 'OTTO' || tag === 'true'
}

/// What is being fetched in this thread.
const fetches = new Set<Promise<Uint8Array>>()
const stopping = new AbortController()

/// Ends what is being fetched in this thread, where nothing is fetched any more from then on. Resolves
/// when nothing of it is left.
export async function stopFetching(): Promise<void> {
  stopping.abort()
  await Promise.allSettled(fetches)
}

function byNpm(name: string): Promise<Uint8Array> {
  const fetched = pack(name).finally(() => fetches.delete(fetched))
  fetches.add(fetched)
  return fetched
}

/// npm knows which registry is to be asked, and how.
async function pack(name: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'ninety-font-'))
  let gone: Promise<unknown> | undefined
  try {
    const options = ['--pack-destination', folder, '--fetch-retries=1', '--ignore-scripts']
    const npm = promisify(execFile)('npm', ['pack', name, ...options], {
      cwd: folder,
      timeout: longest,
      signal: stopping.signal,
      windowsHide: true,
    })
    if (npm.child.pid !== undefined) {
      gone = new Promise((resolve) => npm.child.once('exit', resolve))
    }
    await npm
    const [archive] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'))
    if (archive === undefined) throw new Error(`npm gave nothing for ${name}`)
    return await readFile(join(folder, archive))
  } catch (error) {
    const killed = (error as { readonly killed?: boolean }).killed
    throw new Error(killed ? 'it took too long' : `npm cannot get ${name}`)
  } finally {
    // A stop is told before the process has ended, and nobody would see its end without this thread.
    await gone
    await rm(folder, { recursive: true, force: true })
  }
}

/// Milliseconds: a Chinese face is some 50 MB to fetch.
const longest = 180_000
