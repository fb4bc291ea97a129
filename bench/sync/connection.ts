/// One writer's socket, as light as can be: what is heard is only looked into by whoever asks.

import WebSocket from 'ws'
import type { Dialect, Heard } from './dialect.ts'

/// Where a connection goes in.
export interface Entrance {
  /// `ws://…`
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /// The name of the document, for servers that want it in each message.
  readonly room: string
}

const nothing = new Uint8Array([0])

/// Milliseconds from one presence to the next, as stock clients have it.
const heartbeat = 15_000
/// Milliseconds to get in.
const patience = 60_000

export class Connection {
  readonly #socket: WebSocket
  readonly #dialect: Dialect
  readonly #room: string
  readonly closed: Promise<void>
  /// Called with each frame.
  onFrame: ((frame: Uint8Array) => void) | undefined

  constructor({ url, headers, room }: Entrance, dialect: Dialect) {
    this.#dialect = dialect
    this.#room = room
    this.#socket = new WebSocket(url, { headers: { ...headers }, perMessageDeflate: false })
    this.#socket.binaryType = 'nodebuffer'
    this.#socket.on('message', (frame: Buffer) => this.onFrame?.(frame))
    this.#socket.on('error', () => {})
    this.closed = new Promise((resolve) => this.#socket.once('close', () => resolve()))
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  send(frame: Uint8Array): void {
    this.#socket.send(frame)
  }

  say(what: Heard['what'], bytes: Uint8Array): void {
    this.send(this.#dialect.say(this.#room, what, bytes))
  }

  hear(frame: Uint8Array): Heard | undefined {
    return this.#dialect.hear(frame)
  }

  /// Goes in; gives the whole document, or nothing where the server knows none.
  async enter(): Promise<Uint8Array> {
    const opened = new Promise<void>((resolve, reject) => {
      this.#socket.once('open', () => resolve())
      this.#socket.once('error', reject)
      this.#socket.once('close', (code, reason) => reject(new Error(`closed: ${code} ${reason}`)))
    })
    await within(opened)
    for (const frame of this.#dialect.greeting(this.#room)) this.send(frame)
    const beat = setInterval(() => {
      if (this.isOpen) this.send(this.#dialect.presence(this.#room))
    }, heartbeat)
    void this.closed.then(() => clearInterval(beat))
    return this.#dialect.answers ? this.read() : nothing
  }

  /// Asks for the whole document.
  read(): Promise<Uint8Array> {
    const before = this.onFrame
    const answered = new Promise<Uint8Array>((resolve, reject) => {
      void this.closed.then(() => reject(new Error('closed before it was answered')))
      this.onFrame = (frame) => {
        before?.(frame)
        const heard = this.hear(frame)
        if (heard?.what === 'step2') resolve(Uint8Array.from(heard.bytes))
      }
      this.say('step1', nothing)
    })
    return within(answered).finally(() => {
      this.onFrame = before
    })
  }

  end(): void {
    this.#socket.terminate()
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('There was no answer.')), patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
