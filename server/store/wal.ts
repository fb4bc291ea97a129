/// A look at SQLite's write-ahead log before SQLite reads it. SQLite goes up to the last commit
/// before the first frame whose checksum is wrong and says nothing of what it leaves out; whether
/// that was an unfinished write or something acknowledged can be told from the frames behind it.
///
/// The format is that of https://www.sqlite.org/fileformat2.html#walformat: a header of 32 bytes,
/// then frames of 24 bytes and a page. Numbers are big-endian. A frame belongs to the log when it
/// has the header's salts; its checksum goes on from that of the frame before it.

/// `whole`: everything in it is read. `tornTail`: it ends in a write that was under way; nothing
/// that was acknowledged is missing. `tornCommit`: a frame is not as it was written, and it or one
/// behind it ends a transaction: what was acknowledged may be gone.
export interface WalLook {
  readonly kind: 'whole' | 'tornTail' | 'tornCommit'
  /// Transactions that SQLite reads.
  readonly commits: number
  /// Transactions that it does not read, as far as can be seen.
  readonly lost: number
}

const headerBytes = 32
const frameHeaderBytes = 24
const magic = 0x377f0682

/// What the log would be without anything in it.
const whole: WalLook = { kind: 'whole', commits: 0, lost: 0 }

export function lookAtWal(wal: Uint8Array): WalLook {
  if (wal.length === 0) return whole
  // Cut off before the first frame: nothing can have been committed to it.
  if (wal.length < headerBytes + frameHeaderBytes) return { ...whole, kind: 'tornTail' }
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength)
  const isLittle = (view.getUint32(0) & 1) === 0
  const sums = checksum(view, 0, 24, isLittle, [0, 0])
  const isHeader =
    (view.getUint32(0) & ~1) >>> 0 === magic &&
    sums[0] === view.getUint32(24) &&
    sums[1] === view.getUint32(28)
  if (!isHeader) return withoutHeader(view)
  return readFrames(view, view.getUint32(8), isLittle, sums)
}

type Sums = readonly [number, number]

function readFrames(view: DataView, pageSize: number, isLittle: boolean, first: Sums): WalLook {
  let sums = first
  let commits = 0
  let lost = 0
  // Whether frames are still as they were written; what stands behind in a file that is used again
  // and again is of a former log, and has other salts.
  let state: 'good' | 'torn' = 'good'
  let unfinished = false
  for (const at of frames(view, pageSize)) {
    const isOurs =
      view.getUint32(at + 8) === view.getUint32(16) &&
      view.getUint32(at + 12) === view.getUint32(20)
    const endsCommit = view.getUint32(at + 4) !== 0
    if (state === 'good' && isOurs) {
      sums = frameSums(view, at, pageSize, isLittle, sums)
      if (sums[0] === view.getUint32(at + 16) && sums[1] === view.getUint32(at + 20)) {
        unfinished = !endsCommit
        if (endsCommit) commits++
        continue
      }
    }
    if (isOurs) unfinished = true
    state = 'torn'
    if (isOurs && endsCommit) lost++
  }
  const rest = (view.byteLength - headerBytes) % (frameHeaderBytes + pageSize)
  if (lost > 0) return { kind: 'tornCommit', commits, lost }
  return { kind: unfinished || rest > 0 ? 'tornTail' : 'whole', commits, lost }
}

/// SQLite reads nothing behind a header that is damaged. Its salts, and the size of a page, are in
/// the frames: those that follow from each other have been written by somebody.
function withoutHeader(view: DataView): WalLook {
  let lost = 0
  for (let pageSize = 512; pageSize <= 65536 && lost === 0; pageSize *= 2) {
    let before: number | undefined
    for (const at of frames(view, pageSize)) {
      if (
        before !== undefined &&
        view.getUint32(at + 4) !== 0 &&
        follows(view, before, at, pageSize)
      )
        lost++
      before = at
    }
    // A log of one frame follows from nothing: its salts are the header's, damaged or not.
    if (lost === 0 && before === headerBytes && view.getUint32(before + 4) !== 0) {
      const isOurs =
        view.getUint32(before + 8) === view.getUint32(16) &&
        view.getUint32(before + 12) === view.getUint32(20)
      if (isOurs) lost++
    }
  }
  return { kind: lost > 0 ? 'tornCommit' : 'tornTail', commits: 0, lost }
}

function follows(view: DataView, before: number, at: number, pageSize: number): boolean {
  const seed: Sums = [view.getUint32(before + 16), view.getUint32(before + 20)]
  return [true, false].some((isLittle) => {
    const sums = frameSums(view, at, pageSize, isLittle, seed)
    return sums[0] === view.getUint32(at + 16) && sums[1] === view.getUint32(at + 20)
  })
}

/// Where the frames that are there in full begin.
function* frames(view: DataView, pageSize: number): Generator<number> {
  const size = frameHeaderBytes + pageSize
  for (let at = headerBytes; at + size <= view.byteLength; at += size) yield at
}

/// Over the first 8 bytes of a frame's header and its page.
function frameSums(
  view: DataView,
  at: number,
  pageSize: number,
  isLittle: boolean,
  seed: Sums,
): Sums {
  return checksum(
    view,
    at + frameHeaderBytes,
    pageSize,
    isLittle,
    checksum(view, at, 8, isLittle, seed),
  )
}

function checksum(
  view: DataView,
  from: number,
  length: number,
  isLittle: boolean,
  [a, b]: Sums,
): Sums {
  let first = a
  let second = b
  for (let at = from; at < from + length; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0
  }
  return [first, second]
}
