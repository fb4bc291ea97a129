import { gunzipSync } from 'node:zlib'

/// A file out of the archive of an npm package, whose paths begin with `package/`; undefined where
/// it is not in there. Throws when the archive is damaged.
export function fileInTarball(tarball: Uint8Array, path: string): Uint8Array | undefined {
  const tar = gunzipSync(tarball, { maxOutputLength: largest })
  let at = 0
  while (at + block <= tar.length) {
    const head = tar.subarray(at, at + block)
    const name = textIn(head, 0, 100)
    if (name === '') return undefined
    const prefix = textIn(head, 257, 5) === 'ustar' ? textIn(head, 345, 155) : ''
    const size = Number.parseInt(textIn(head, 124, 12).trim() || '0', 8)
    const from = at + block
    if ((prefix === '' ? name : `${prefix}/${name}`) === `package/${path}`) {
      return tar.subarray(from, from + size)
    }
    at = from + Math.ceil(size / block) * block
  }
  return undefined
}

const block = 512
/// Nine weights of a Chinese face are about 95 MB.
const largest = 400 * 1024 * 1024

function textIn(head: Uint8Array, from: number, length: number): string {
  const bytes = head.subarray(from, from + length)
  const end = bytes.indexOf(0)
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8')
}
