import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const root = join(import.meta.dirname, '../..')

export interface Bundle {
  /// By weight, in kB of Brotli.
  readonly chunks: readonly Chunk[]
  readonly kB: number
  /// What .size-limit.js reckons of the same build, which is what `npm test` holds it to.
  readonly reckoned: number
  /// In kB.
  readonly limit: number
}

interface Chunk {
  readonly name: string
  readonly kB: number
}

/// One rule of .size-limit.js.
interface Rule {
  readonly path: readonly string[]
  /// As in `250 kB`.
  readonly limit: string
}

/// Weighs the scripts that a browser has loaded, by their paths below dist/.
export async function weighBundle(scripts: readonly string[]): Promise<Bundle> {
  const { href } = new URL('../../.size-limit.js', import.meta.url)
  const [rule] = ((await import(href)) as { default: readonly Rule[] }).default
  if (!rule) throw new Error('There is no rule in .size-limit.js.')
  const chunks = scripts
    .map((name) => ({ name, kB: weigh(join(root, 'dist', name)) }))
    .sort((a, b) => b.kB - a.kB)
  return {
    chunks,
    kB: chunks.reduce((sum, { kB }) => sum + kB, 0),
    reckoned: rule.path.reduce((sum, path) => sum + weigh(join(root, path)), 0),
    limit: Number.parseFloat(rule.limit),
  }
}

function weigh(path: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  return brotliCompressSync(readFileSync(path), { params }).byteLength / 1000
}
