import WebSocket from 'ws'

/// What goes over the sockets of one page, in both directions, before the page sees it.
export interface Tap {
  /// What the page's browser sends along when it connects.
  readonly cookie: string
  opened(): void
  sent(frame: Uint8Array): void
  heard(frame: Uint8Array): void
  closed(code: number, reason: string): void
}

const taps = new Map<string, Tap>()

/// Makes the sockets of sessions those of a browser with several people in it: an address such as
/// `ws://ada@127.0.0.1:4680/sync` is opened with the cookie of the tap of that name.
export function tapSockets(): void {
  globalThis.WebSocket = TappedSocket as unknown as typeof globalThis.WebSocket
}

export function addTap(name: string, tap: Tap): () => void {
  taps.set(name, tap)
  return () => taps.delete(name)
}

class TappedSocket extends WebSocket {
  readonly #tap: Tap | undefined

  constructor(url: string | URL, protocols?: string | string[]) {
    const address = new URL(url)
    const tap = taps.get(address.username)
    address.username = ''
    super(address, protocols, {
      headers: tap ? { cookie: tap.cookie } : {},
      perMessageDeflate: false,
    })
    this.#tap = tap
    this.once('open', () => {
      tap?.opened()
      this.once('close', (code, reason) => tap?.closed(code, reason.toString()))
    })
    this.on('message', (data: Buffer) => tap?.heard(new Uint8Array(data)))
    this.on('error', () => {})
  }

  override send(data: WebSocket.Data, ...rest: readonly unknown[]): void {
    if (data instanceof Uint8Array) this.#tap?.sent(new Uint8Array(data))
    super.send(data as Uint8Array, ...(rest as []))
  }
}
