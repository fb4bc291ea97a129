import { Inflate, zipSync } from 'fflate'
import type { Unreadable } from './reading.ts'

/// How much a zip may hold. Sizes are of what it unpacks to.
export interface ZipLimits {
  readonly entries: number
  /// Bytes of all entries together.
  readonly bytes: number
  /// How many times larger than its packed self an entry of a megabyte or more may be. DEFLATE ends
  /// at 1032; text of office files stays under 100.
  readonly ratio: number
}

const zipLimits: ZipLimits = { entries: 4000, bytes: 200_000_000, ratio: 400 }

/// A zip that has been opened: what it says it holds has been held against the limits, nothing has
/// been unpacked.
export interface Zip {
  /// In the order of its directory, folders left out.
  readonly names: readonly string[]
  /// One entry unpacked; undefined where there is none of this name. An entry that is larger than
  /// the zip says, or damaged, is a value that says so.
  read(name: string): Uint8Array | Unreadable | undefined
}

interface Entry {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/// Opens a zip (APPNOTE 6.3.10; no ZIP64, no encryption: no file that people write in needs them).
export function openZip(bytes: Uint8Array, limits: ZipLimits = zipLimits): Zip | Unreadable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return damaged
  const entries = entriesOf(view, bytes, end, limits)
  if ('code' in entries) return entries
  return {
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    read(name) {
      const entry = entries.get(name)
      return entry && unpacked(view, bytes, entry)
    },
  }
}

/// Where the record at the end of the directory begins. A comment of up to 65,535 bytes may follow.
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return undefined
}

function entriesOf(
  view: DataView,
  bytes: Uint8Array,
  end: number,
  limits: ZipLimits,
): Map<string, Entry> | Unreadable {
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) return tooLarge
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return damaged
    const [nameLength, extra, comment] = [28, 30, 32].map((to) => view.getUint16(at + to, true))
    const next = at + 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
    if (next > end) return damaged
    const entry = {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    const flags = view.getUint16(at + 8, true)
    if ((flags & 1) === 1) return locked
    if (entry.method !== 0 && entry.method !== 8) return damaged
    total += entry.size
    const swollen = entry.size > 1_000_000 && entry.size > entry.packed * limits.ratio
    if (total > limits.bytes || swollen) return tooLarge
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    // Two entries of one name would be read as one here and as the other elsewhere.
    if (entries.has(name)) return damaged
    entries.set(name, entry)
    at = next
  }
  return entries
}

function unpacked(view: DataView, bytes: Uint8Array, entry: Entry): Uint8Array | Unreadable {
  const { offset, packed, size, method, crc } = entry
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) return damaged
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (from + packed > view.byteLength) return damaged
  const held = bytes.subarray(from, from + packed)
  const found = method === 0 ? held : inflated(held, size)
  return found?.length === size && crcOf(found) === crc ? found : damaged
}

/// Packed bytes are pushed by so much at a time: more than 16 MB cannot come of it before the size
/// is looked at again.
const step = 16_384

function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size)
  let length = 0
  let overflowing = false
  const inflate = new Inflate((chunk) => {
    overflowing ||= length + chunk.length > size
    if (!overflowing) out.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < packed.length && !overflowing; at += step) {
      inflate.push(packed.subarray(at, at + step), at + step >= packed.length)
    }
  } catch {
    return undefined
  }
  return overflowing || length !== size ? undefined : out
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

/// As if made on Unix, files that may be read by all: Info-ZIP's unzip shows names that are not Latin
/// wrong where the maker is DOS, though they are marked as UTF-8.
const made = { os: 3, attrs: 0o100644 * 0x10000 }

/// A zip of entries in their order. The same entries make the same bytes: without `at`, they are of
/// the first day a zip can name.
export function writeZip(
  entries: Iterable<readonly [name: string, bytes: Uint8Array]>,
  at: Date = new Date(1980, 0, 1),
): Uint8Array {
  return zipSync(Object.fromEntries(entries), { mtime: at, level: 6, ...made })
}

const damaged: Unreadable = {
  code: 'zip.damaged',
  message: 'The file is damaged or was cut short. Save it again and try once more.',
}

const locked: Unreadable = {
  code: 'zip.locked',
  message: 'The file is protected with a password. Save it without one and try again.',
}

const tooLarge: Unreadable = {
  code: 'zip.large',
  message: 'The file unpacks to more than a script can be. It was not opened.',
}
