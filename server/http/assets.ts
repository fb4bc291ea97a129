import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/

/// One file of the built client.
interface Asset {
  readonly path: string
  readonly type: string
  readonly caching: string
  /// A `.br` beside the file, made by the build.
  readonly brotli: string | undefined
}

/// The built client. Files are listed once at the start, so that no request can name another file.
export class Assets {
  /// Which build of the client this is: what its page says of itself. Undefined without a client.
  readonly build: string | undefined
  readonly #files: ReadonlyMap<string, Asset>
  readonly #cache = new Map<string, Promise<Uint8Array>>()

  private constructor(files: ReadonlyMap<string, Asset>, build?: string) {
    this.#files = files
    this.build = build
  }

  /// Lists a folder. A folder that is not there has no files.
  static async list(folder: string): Promise<Assets> {
    const files = new Map<string, Asset>()
    const found = await stat(folder).catch(() => undefined)
    if (!found?.isDirectory()) return new Assets(files)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    const all = new Set(paths)
    for (const path of paths) {
      if (path.endsWith('.br') || relative(folder, path).startsWith('.')) continue
      const name = `/${relative(folder, path).split(sep).join('/')}`
      const type = types[extname(path)] ?? 'application/octet-stream'
      const brotli = all.has(`${path}.br`) ? `${path}.br` : undefined
      files.set(name, { path, type, caching: cachingOf(name), brotli })
    }
    return new Assets(files, await buildOf(files.get('/index.html')))
  }

  /// The answer to GET `name`, or undefined when there is no such file. A name without a dot in its
  /// last part is a place in the app and gives index.html.
  async answer(name: string, acceptEncoding: string | undefined): Promise<Response | undefined> {
    const last = name.slice(name.lastIndexOf('/') + 1)
    const asset = this.#files.get(last.includes('.') ? name : '/index.html')
    if (!asset) return undefined
    const headers = new Headers({ 'content-type': asset.type, 'cache-control': asset.caching })
    if (!compressible.test(asset.type)) {
      return new Response(await readFile(asset.path), { headers })
    }
    headers.set('vary', 'accept-encoding')
    if (!/\bbr\b/.test(acceptEncoding ?? '')) {
      return new Response(await readFile(asset.path), { headers })
    }
    headers.set('content-encoding', 'br')
    return new Response((await this.#brotli(asset)).slice(), { headers })
  }

  #brotli(asset: Asset): Promise<Uint8Array> {
    const known = this.#cache.get(asset.path)
    if (known) return known
    const made = asset.brotli ? readFile(asset.brotli) : readFile(asset.path).then(pack)
    this.#cache.set(asset.path, made)
    made.catch(() => this.#cache.delete(asset.path))
    return made
  }
}

/// The id that the build writes into the page (vite.config.ts).
async function buildOf(page: Asset | undefined): Promise<string | undefined> {
  if (!page) return undefined
  return /<meta name="build" content="(\w+)"/.exec(await readFile(page.path, 'utf8'))?.[1]
}

/// Quality 9 packs the client in a fraction of a second; 11 takes several for 2 % less.
function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  })
}

/// Vite puts a hash of the content into the names of files under assets/. The page and the service
/// worker are asked for again each time.
function cachingOf(name: string): string {
  if (name.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return 'no-cache'
}
