import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { type Announcement, message, sync, type Welcome } from '../../src/shared/protocol.ts'

/// A message of the server, taken apart.
export type Heard =
  | { readonly type: 'step1'; readonly bytes: Uint8Array }
  | { readonly type: 'step2'; readonly bytes: Uint8Array }
  | { readonly type: 'update'; readonly bytes: Uint8Array }
  | {
      readonly type: 'presence'
      readonly states: ReadonlyMap<number, [clock: number, state: unknown]>
    }
  | { readonly type: 'acknowledged'; readonly count: number }
  | { readonly type: 'standing'; readonly standing: unknown }
  | { readonly type: 'welcome'; readonly welcome: Welcome }
  | { readonly type: 'news'; readonly topics: readonly string[] }

/// A bare connection: says exactly what it is told to, and keeps what it hears.
export class Wire {
  readonly socket: WebSocket
  readonly heard: Heard[] = []
  readonly closed: Promise<{ code: number; reason: string }>
  #taken = 0
  #look: (() => void)[] = []

  constructor(url: string, options: WebSocket.ClientOptions = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), options)
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('message', (data: Buffer) => {
      this.heard.push(take(data))
      for (const look of this.#look) look()
    })
    this.socket.on('error', () => {})
    this.closed = new Promise((done) => {
      this.socket.once('close', (code, reason) => done({ code, reason: reason.toString() }))
    })
    onTestFinished(() => this.socket.terminate())
  }

  opened(): Promise<this> {
    return new Promise((done, fail) => {
      this.socket.once('open', () => done(this))
      this.socket.once('error', fail)
    })
  }

  /// The next message of this type that has not been taken.
  async next<T extends Heard['type']>(type: T): Promise<Extract<Heard, { type: T }>> {
    for (;;) {
      while (this.#taken < this.heard.length) {
        const heard = this.heard[this.#taken++]
        if (heard?.type === type) return heard as Extract<Heard, { type: T }>
      }
      await new Promise<void>((done) => {
        this.#look = [done]
      })
    }
  }

  say(bytes: Uint8Array | string): void {
    this.socket.send(bytes)
  }

  step1(vector = new Uint8Array([0])): void {
    this.say(say(message.sync, sync.step1, vector))
  }

  step2(update: Uint8Array): void {
    this.say(say(message.sync, sync.step2, update))
  }

  update(update: Uint8Array): void {
    this.say(say(message.sync, sync.update, update))
  }

  /// Without a word, as the first version of the protocol has it, or with what a page says.
  announce(what?: Announcement): void {
    const body = what && new TextEncoder().encode(JSON.stringify(what))
    this.say(body ? say(message.announce, undefined, body) : new Uint8Array([message.announce]))
  }

  presence(...entries: [client: number, clock: number, state: string][]): void {
    const body = encoding.createEncoder()
    encoding.writeVarUint(body, entries.length)
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(body, client)
      encoding.writeVarUint(body, clock)
      encoding.writeVarString(body, state)
    }
    this.say(say(message.awareness, undefined, encoding.toUint8Array(body)))
  }

  /// Resolves when the server has heard everything said so far. Edits may still gather.
  async settled(): Promise<void> {
    this.step1()
    await this.next('step2')
  }
}

/// A message: its type, for sync its second type, and a body with its length.
export function say(type: number, second: number | undefined, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  if (second !== undefined) encoding.writeVarUint(encoder, second)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}

/// Takes a message of the server apart.
export function take(data: Uint8Array): Heard {
  const decoder = decoding.createDecoder(data)
  const type = decoding.readVarUint(decoder)
  if (type === message.acknowledged) {
    return { type: 'acknowledged', count: decoding.readVarUint(decoder) }
  }
  if (type === message.standing) {
    return { type: 'standing', standing: JSON.parse(decoding.readVarString(decoder)) }
  }
  if (type === message.welcome) {
    return { type: 'welcome', welcome: JSON.parse(decoding.readVarString(decoder)) as Welcome }
  }
  if (type === message.news) {
    const { topics } = JSON.parse(decoding.readVarString(decoder)) as { topics: string[] }
    return { type: 'news', topics }
  }
  if (type === message.awareness) {
    const body = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    const states = new Map<number, [number, unknown]>()
    for (let left = decoding.readVarUint(body); left > 0; left--) {
      const client = decoding.readVarUint(body)
      const clock = decoding.readVarUint(body)
      states.set(client, [clock, JSON.parse(decoding.readVarString(body))])
    }
    return { type: 'presence', states }
  }
  if (type !== message.sync) throw new Error(`The server said ${type}.`)
  const kinds = ['step1', 'step2', 'update'] as const
  const kind = kinds[decoding.readVarUint(decoder)]
  if (!kind) throw new Error('The server said a sync message of no kind.')
  const bytes = decoding.readVarUint8Array(decoder)
  if (decoding.hasContent(decoder)) throw new Error('The server said two messages in one frame.')
  return { type: kind, bytes }
}
