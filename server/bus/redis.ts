import { createHmac, randomBytes } from 'node:crypto'
import { createClient, RESP_TYPES } from '@redis/client'
import type { Logger } from 'pino'
import { type Bus, Channels, type Listener } from './bus.ts'

/// What waits to be sent or answered: beyond this, words are dropped. A Redis that has stopped
/// answering must not fill our memory.
const maxWaiting = 10_000
const maxWaitingBytes = 16 * 1024 * 1024

/// In milliseconds. A connection on which nothing comes for so long, not even the answer to a ping,
/// is a dead one.
const pingMs = 3_000
const deadMs = 10_000
const longestWaitMs = 5_000

export interface RedisBusOptions {
  readonly url: string
  /// What the servers of an installation share and nobody else knows: it keeps apart installations
  /// that use one Redis.
  readonly secret: string
  readonly log: Logger
  /// In place of `deadMs`.
  readonly deadAfter?: number
}

/// The bus over Redis: publish and subscribe, nothing is stored there. Servers that start while it is
/// away start without it; it is called again, later and later, until it answers.
export class RedisBus implements Bus {
  readonly #speaker: Client
  readonly #hearer: Client
  readonly #channels = new Channels()
  readonly #backs = new Set<() => void>()
  readonly #prefix: string
  /// Goes before every word, so that one's own are known.
  readonly #me = randomBytes(8)
  readonly #log: Logger
  #waitingBytes = 0
  #isUp = false
  #isToldDown = false
  #closed = false

  constructor({ url, secret, log, deadAfter = deadMs }: RedisBusOptions) {
    this.#log = log
    const name = createHmac('sha256', secret).update('bus').digest('base64url').slice(0, 12)
    this.#prefix = `ninety.${name}.`
    this.#speaker = clientOf(url, deadAfter)
    this.#hearer = clientOf(url, deadAfter)
    for (const client of [this.#speaker, this.#hearer]) {
      client.on('ready', () => this.#look())
      client.on('error', (error: unknown) => this.#lost(error))
      client.on('reconnecting', () => this.#lost(undefined))
      // It tries again by itself; a failure of the first try has been told as an error.
      client.connect().catch(() => {})
    }
  }

  get isUp(): boolean {
    return this.#isUp
  }

  say(channel: string, bytes: Uint8Array): void {
    if (!this.#isUp || this.#waitingBytes + bytes.length > maxWaitingBytes) return
    const word = Buffer.concat([this.#me, bytes])
    this.#waitingBytes += word.length
    this.#speaker
      .publish(this.#prefix + channel, word)
      .catch(() => {})
      .finally(() => {
        this.#waitingBytes -= word.length
      })
  }

  hear(channel: string, listener: Listener): () => void {
    if (this.#channels.add(channel, listener)) this.#subscribe(channel)
    return () => {
      if (this.#channels.remove(channel, listener)) this.#unsubscribe(channel)
    }
  }

  onBack(listener: () => void): () => void {
    this.#backs.add(listener)
    return () => void this.#backs.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#isUp = false
    this.#channels.clear()
    this.#backs.clear()
    for (const client of [this.#speaker, this.#hearer]) if (client.isOpen) client.destroy()
  }

  /// A connection is there. With both, every channel is subscribed to before it is said that words
  /// may have been missed.
  async #look() {
    if (this.#closed || this.#isUp || !this.#speaker.isReady || !this.#hearer.isReady) return
    const names = this.#channels.names
    const done = await Promise.all(names.map((channel) => this.#subscribe(channel)))
    if (this.#closed || this.#isUp || !this.#hearer.isReady || done.includes(false)) return
    this.#isUp = true
    this.#isToldDown = false
    this.#log.info('Redis answers')
    for (const listener of this.#backs) listener()
  }

  #lost(error: unknown) {
    if (this.#closed) return
    this.#isUp = false
    // Once each time: it is tried again without end.
    if (this.#isToldDown || error === undefined) return
    this.#isToldDown = true
    this.#log.warn({ err: error }, 'Redis does not answer: other servers hear of changes later')
  }

  readonly #take = (word: Buffer, channel: Buffer): void => {
    if (this.#closed || word.subarray(0, this.#me.length).equals(this.#me)) return
    this.#channels.tell(
      channel.toString().slice(this.#prefix.length),
      new Uint8Array(word.subarray(this.#me.length)),
    )
  }

  /// Whether it is subscribed to. What cannot be is subscribed to when the connection is back.
  async #subscribe(channel: string): Promise<boolean> {
    if (!this.#hearer.isReady) return false
    try {
      await this.#hearer.subscribe(this.#prefix + channel, this.#take, true)
      return true
    } catch {
      return false
    }
  }

  #unsubscribe(channel: string) {
    if (!this.#hearer.isOpen) return
    this.#hearer.unsubscribe(this.#prefix + channel, this.#take, true).catch(() => {})
  }
}

type Client = ReturnType<typeof clientOf>

function clientOf(url: string, deadAfter: number) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxWaiting,
    pingInterval: Math.min(pingMs, deadAfter / 3),
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: {
      connectTimeout: deadAfter,
      socketTimeout: deadAfter,
      reconnectStrategy: (tries) =>
        Math.min(longestWaitMs, 50 * 2 ** tries) * (0.5 + Math.random()),
    },
  })
}
