import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/// Stands between a program and a server, and can do to their connections what networks do.
export class Relay {
  readonly #server: Server
  readonly #pairs = new Set<{ readonly near: Socket; readonly far: Socket }>()
  #state: 'open' | 'held' | 'deaf' = 'open'
  url = ''

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#server = createServer((near) => {
      const far = connect(target)
      const pair = { near, far }
      this.#pairs.add(pair)
      for (const socket of [near, far]) {
        socket.on('error', () => {})
        socket.on('close', () => {
          near.destroy()
          far.destroy()
          this.#pairs.delete(pair)
        })
      }
      near.on('data', (bytes) => far.write(bytes))
      far.on('data', (bytes) => this.#state !== 'deaf' && near.write(bytes))
      if (this.#state === 'held') this.#pause(pair)
    })
  }

  /// One before the server at this address, until the test is over.
  static async before(address: string): Promise<Relay> {
    const url = new URL(address)
    const relay = new Relay({ host: url.hostname, port: Number(url.port) })
    await new Promise<void>((resolve) => relay.#server.listen(0, '127.0.0.1', resolve))
    const here = relay.#server.address()
    if (typeof here === 'object' && here) url.port = String(here.port)
    relay.url = url.href
    onTestFinished(() => relay.close())
    return relay
  }

  /// Nothing goes through any more, in either direction, and nobody is told.
  hold(): void {
    this.#state = 'held'
    for (const pair of this.#pairs) this.#pause(pair)
  }

  /// What is asked arrives; the answers do not.
  loseAnswers(): void {
    this.#state = 'deaf'
  }

  /// Everything goes through again. Connections whose answers were lost are broken off.
  release(): void {
    const before = this.#state
    this.#state = 'open'
    if (before === 'deaf') this.cut()
    for (const { near, far } of this.#pairs) {
      near.resume()
      far.resume()
    }
  }

  /// Breaks off every connection there is.
  cut(): void {
    for (const { near } of this.#pairs) near.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    if (this.#server.listening) {
      await new Promise((resolve) => this.#server.close(resolve))
    }
  }

  #pause({ near, far }: { readonly near: Socket; readonly far: Socket }) {
    near.pause()
    far.pause()
  }
}
