import WebSocket, { type ClientOptions } from 'ws'
import { message, sync } from '../../src/shared/protocol.ts'

/// A bare connection that says whatever it is told to.
export class Foe {
  readonly socket: WebSocket
  /// The close code, or `HTTP` and the status that refused the upgrade.
  readonly ended: Promise<string>
  #code: string | undefined
  #frames: Uint8Array[] = []
  #look = () => {}

  constructor(url: string, series: string, cookie: string, options: ClientOptions = {}) {
    const headers = { ...(cookie ? { cookie } : {}), ...options.headers }
    const address = `${url.replace('http', 'ws')}/sync/${series}`
    this.socket = new WebSocket(address, { ...options, headers, perMessageDeflate: false })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('message', (data: Buffer) => {
      this.#frames.push(data)
      this.#look()
    })
    this.ended = new Promise((done) => {
      const end = (code: string) => {
        this.#code ??= code
        done(this.#code)
        this.#look()
      }
      this.socket.once('unexpected-response', (request, { statusCode }) => {
        end(`HTTP ${statusCode}`)
        request.destroy()
      })
      this.socket.once('close', (code) => end(String(code)))
      this.socket.on('error', () => {})
    })
  }

  /// How it ended, if it has.
  get code(): string | undefined {
    return this.#code
  }

  /// Resolves when it is in the room, or has ended.
  async inside(): Promise<this> {
    await this.next(message.sync, sync.step1)
    return this
  }

  say(bytes: Uint8Array | string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(bytes)
  }

  /// The next frame of this type; undefined when it ends first. What came before it is forgotten.
  async next(type: number, second?: number): Promise<Uint8Array | undefined> {
    for (;;) {
      for (let frame = this.#frames.shift(); frame; frame = this.#frames.shift()) {
        if (frame[0] === type && (second === undefined || frame[1] === second)) return frame
      }
      if (this.#code !== undefined) return undefined
      await new Promise<void>((look) => {
        this.#look = look
      })
    }
  }

  /// Resolves when everything said so far was heard, or it has ended: how, or `open`.
  async heard(): Promise<string> {
    this.say(new Uint8Array([message.announce]))
    await this.next(message.standing)
    return this.#code ?? 'open'
  }

  /// The same for an update: resolves when it is on disk.
  async judged(): Promise<string> {
    await this.next(message.acknowledged)
    return this.#code ?? 'open'
  }

  leave(): void {
    this.socket.terminate()
  }
}
