import { clone, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type { Doc } from 'yjs'
import { type Announcement, close, message, sync } from '../shared/protocol.ts'
import type { SavedEvent } from './saved.ts'
import { announcedSocket } from './socket.ts'

export interface ConnectionListener {
  announcement(): Announcement
  note(event: SavedEvent): void
  /// The bodies of messages 92, 93 and 94.
  standing(text: string): void
  news(text: string): void
  welcome(text: string): void
  /// The first that has come of a document that was empty, as it came. Nothing else tells of it.
  received(update: Uint8Array): void
  /// An update of the document, with its origin: `fromServer` for what has come over this line.
  update(update: Uint8Array, origin: unknown): void
  /// What the server had has arrived.
  synced(): void
}

export interface Connection {
  connect(): void
  destroy(): void
}

/// The origin of what has come from the server.
export const fromServer = 'server'

/// Milliseconds until the server may be asked again that has said "too much": half a minute, and a
/// little more so that not all come back at once.
const tooMuchWait = () => 30_000 + Math.random() * 5000
/// Milliseconds until a server is asked again that cannot save, the first time and at most.
const storageWait = { first: 2000, most: 30_000 }

/// Keeps a document in step with the server. Nothing is said before `connect`.
export function openConnection(
  server: string,
  id: string,
  doc: Doc,
  awareness: Awareness,
  on: ConnectionListener,
): Connection {
  // Before the provider listens, so that an edit is counted when the provider sends it.
  const onUpdate = (update: Uint8Array, origin: unknown) =>
    on.update(update, origin === provider ? fromServer : origin)
  doc.on('update', onUpdate)
  const provider: WebsocketProvider = new WebsocketProvider(server, id, doc, {
    connect: false,
    disableBc: true,
    awareness,
    WebSocketPolyfill: announcedSocket({
      announcement: on.announcement,
      open: () => on.note({ kind: 'connected' }),
      sent: (what) => on.note({ kind: 'sent', what }),
    }),
    shouldReconnect: ({ code }) => !(code >= 4400 && code < 4500) && code !== close.storage.code,
  })
  let isEmpty = doc.store.clients.size === 0
  let knock: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const handlers = provider.messageHandlers
  handlers[message.acknowledged] = (_encoder, decoder) => {
    on.note({ kind: 'acknowledged', count: readVarUint(decoder) })
    failures = 0
  }
  handlers[message.standing] = (_encoder, decoder) => on.standing(readVarString(decoder))
  handlers[message.news] = (_encoder, decoder) => on.news(readVarString(decoder))
  handlers[message.welcome] = (_encoder, decoder) => on.welcome(readVarString(decoder))

  const readSync = handlers[message.sync] as (typeof handlers)[number]
  handlers[message.sync] = (encoder, decoder, ...rest) => {
    if (!isEmpty || decoder.arr[decoder.pos] !== sync.step2) {
      readSync(encoder, decoder, ...rest)
      return
    }
    // Who listens for updates has each encoded. This one is large, is here as it came, and nobody
    // can be writing yet.
    isEmpty = false
    const body = clone(decoder, decoder.pos + 1)
    doc.off('update', onUpdate)
    doc.off('update', provider._updateHandler)
    try {
      readSync(encoder, decoder, ...rest)
    } finally {
      doc.on('update', onUpdate)
      doc.on('update', provider._updateHandler)
    }
    on.received(readVarUint8Array(body))
  }

  provider.on('sync', (isSynced: boolean) => {
    if (isSynced) on.synced()
  })
  provider.on('connection-close', (event) => {
    const code = event?.code
    on.note(code === undefined ? { kind: 'closed' } : { kind: 'closed', code })
  })
  provider.on('closed', ({ code, reason }) => {
    const wait = waitAfter(code)
    if (wait === undefined) on.note({ kind: 'refused', code, reason })
    else knock = setTimeout(() => provider.connect(), wait)
  })
  function waitAfter(code: number): number | undefined {
    if (code === close.tooMuch.code) return tooMuchWait()
    if (code !== close.storage.code) return undefined
    return Math.min(storageWait.first * 2 ** failures++, storageWait.most)
  }

  // Sooner than the provider would by itself.
  const onOnline = () => {
    if (provider.shouldConnect) provider.connect()
  }
  globalThis.window?.addEventListener('online', onOnline)
  return {
    connect: () => provider.connect(),
    destroy() {
      clearTimeout(knock)
      globalThis.window?.removeEventListener('online', onOnline)
      doc.off('update', onUpdate)
      provider.destroy()
    },
  }
}
