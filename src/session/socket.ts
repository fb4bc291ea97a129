import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding'
import { type Announcement, message, sync } from '../shared/protocol.ts'

/// What of a frame the server counts, told by its first two bytes: all that the other side lacks
/// (sync step 2), or one update. Undefined for everything else.
export function countedFrame(frame: Uint8Array): 'missing' | 'update' | undefined {
  if (frame[0] !== message.sync) return undefined
  if (frame[1] === sync.step2) return 'missing'
  return frame[1] === sync.update ? 'update' : undefined
}

/// The first thing that a page says.
export function announcementFrame(announcement: Announcement): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, message.announce)
  writeVarString(encoder, JSON.stringify(announcement))
  return toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/// A WebSocket that announces itself as soon as it is open, and tells of each message that the
/// server will count.
export function announcedSocket(on: {
  readonly announcement: () => Announcement
  readonly open: () => void
  readonly sent: (what: 'missing' | 'update') => void
}): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      // Before whoever made this socket can add a listener, so that this comes first.
      this.addEventListener('open', () => {
        super.send(announcementFrame(on.announcement()))
        on.open()
      })
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      const what = data instanceof Uint8Array ? countedFrame(data) : undefined
      if (what) on.sent(what)
      super.send(data as ArrayBuffer)
    }
  }
}
