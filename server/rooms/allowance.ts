import { close } from '../../src/shared/protocol.ts'
import { Bucket, type Rate } from './bucket.ts'
import type { Frame } from './frame.ts'
import type { Close } from './peer.ts'

const megabyte = 1024 * 1024

/// What one connection may say: enough for a browser that gives back a whole season at once and for
/// somebody who holds a key down, and so little that nobody else notices.
export interface SocketLimits {
  readonly frames: Rate
  readonly bytes: Rate
}

export const socketLimits: SocketLimits = {
  frames: { burst: 1000, perSecond: 200 },
  bytes: { burst: 24 * megabyte, perSecond: 2 * megabyte },
}

/// Reading and applying a struct, or a range that is deleted, takes as long as so many plain bytes.
const bytesPerPart = 16

/// What the structs and ranges of a frame cost on top of its bytes, as bytes.
export function partsCost(frame: Frame): number {
  if (frame.kind !== 'update' && frame.kind !== 'step2') return 0
  const { structs, deletes } = frame.shape
  return Math.max(0, (structs + deletes) * bytesPerPart - frame.bytes.byteLength)
}

/// 4429, with a word on what was too much.
export function tooMuch(what: string): Close {
  return { code: close.tooMuch.code, reason: `${close.tooMuch.reason}: ${what}` }
}

/// What one connection may still say.
export class Allowance {
  readonly #frames: Bucket
  readonly #bytes: Bucket

  /// `now` in milliseconds, here and below.
  constructor({ frames, bytes }: SocketLimits, now: number) {
    this.#frames = new Bucket(frames, now)
    this.#bytes = new Bucket(bytes, now)
  }

  /// To be asked of every frame before it is read. Gives why it is too much.
  takes(byteLength: number, now: number): Close | undefined {
    if (!this.#frames.take(1, now)) return tooMuch('messages')
    return this.#bytes.take(byteLength, now) ? undefined : tooMuch('bytes')
  }

  /// To be asked of every frame that was read, before anything is done with it.
  takesRead(frame: Frame, now: number): Close | undefined {
    const more = partsCost(frame)
    return more === 0 || this.#bytes.take(more, now) ? undefined : tooMuch('structs')
  }
}
