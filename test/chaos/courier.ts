import { createServer, type Server } from 'node:http'
import WebSocket, { WebSocketServer } from 'ws'
import type { Dice } from '../fuzz/dice.ts'
import { acknowledgement, readMessage } from './message.ts'
import { pause } from './until.ts'

/// A relay of whole messages, which doubles updates and delivers them in another order. Yjs allows
/// both of updates; nothing else is touched. Acknowledgements count what has arrived at the server
/// (docs/PROTOCOL.md, A2): who doubles and reorders must count again for the client.
export class Courier {
  readonly url: string
  /// What it has done so far.
  readonly done = { doubled: 0, reordered: 0, swallowed: 0 }
  /// How it treats updates; each is a share of all.
  habits = { double: 0, holdBack: 0 }
  readonly #server: Server
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  readonly #dice: Dice
  readonly #rides = new Set<Ride>()

  private constructor(server: Server, port: number, target: string, dice: Dice) {
    this.#server = server
    this.#dice = dice
    this.url = `http://127.0.0.1:${port}`
    server.on('upgrade', (request, socket, head) => {
      const { cookie = '' } = request.headers
      const far = new WebSocket(`${target.replace(/^http/, 'ws')}${request.url}`, {
        headers: { cookie },
        perMessageDeflate: false,
      })
      this.#sockets.handleUpgrade(request, socket, head, (near) => {
        const ride = new Ride(near, far, this, this.#dice, () => this.#rides.delete(ride))
        this.#rides.add(ride)
      })
    })
  }

  static async employ(port: number, target: string, dice: Dice): Promise<Courier> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
    return new Courier(server, port, target, dice)
  }

  /// From now on nothing that these connections are given arrives, for so many messages, or as many
  /// as come in a second, and then they end.
  async swallow(messages: number): Promise<void> {
    const rides = [...this.#rides]
    for (const ride of rides) ride.swallow(messages)
    await pause(1000)
    for (const ride of rides) ride.end()
  }

  async close(): Promise<void> {
    for (const ride of this.#rides) ride.end()
    await new Promise<void>((done) => this.#server.close(() => done()))
  }
}

/// One connection.
class Ride {
  readonly #near: WebSocket
  readonly #far: WebSocket
  readonly #up: Stack
  readonly #down: Stack
  /// The counted messages in the order in which they went to the server, each as the how-manyth it
  /// was of the client's.
  readonly #order: number[] = []
  #counted = 0
  #acknowledged = 0
  #swallows = Number.POSITIVE_INFINITY
  readonly #courier: Courier

  constructor(near: WebSocket, far: WebSocket, courier: Courier, dice: Dice, gone: () => void) {
    this.#near = near
    this.#far = far
    this.#courier = courier
    const early: (() => void)[] = []
    const send = (bytes: Uint8Array, number: number | undefined) => {
      const now = () => {
        if (number !== undefined) this.#order.push(number)
        far.send(bytes)
      }
      if (far.readyState === WebSocket.OPEN) now()
      else early.push(now)
    }
    far.once('open', () => {
      for (const each of early) each()
    })
    this.#up = new Stack(courier, dice, send)
    this.#down = new Stack(courier, dice, (bytes) => near.send(bytes))
    near.on('message', (data: Buffer) => this.#hear(this.#up, new Uint8Array(data)))
    far.on('message', (data: Buffer) => this.#hear(this.#down, new Uint8Array(data)))
    const end = (code: number, reason: Buffer) => {
      gone()
      const isOfficial = code >= 1000 && code !== 1005 && code !== 1006
      for (const socket of [near, far]) {
        if (isOfficial) socket.close(code, reason)
        else socket.terminate()
      }
    }
    for (const socket of [near, far]) {
      socket.on('error', () => socket.terminate())
      socket.on('close', end)
    }
  }

  swallow(messages: number): void {
    this.#swallows = messages
  }

  end(): void {
    this.#near.terminate()
    this.#far.terminate()
  }

  #hear(stack: Stack, frame: Uint8Array): void {
    if (this.#swallows < Number.POSITIVE_INFINITY) {
      this.#courier.done.swallowed++
      if (--this.#swallows <= 0) this.end()
      return
    }
    const said = readMessage(frame)
    if (said.kind === 'acknowledged') {
      this.#acknowledge(said.count)
      return
    }
    const isCounted = said.kind === 'update' || said.kind === 'step2'
    const number = stack === this.#up && isCounted ? ++this.#counted : undefined
    stack.take(frame, number, said.kind === 'update')
  }

  /// Of the client's messages, as many are safe as have arrived without one missing before them.
  #acknowledge(count: number): void {
    const safe = new Set(this.#order.slice(0, count))
    let reached = this.#acknowledged
    while (safe.has(reached + 1)) reached++
    if (reached === this.#acknowledged) return
    this.#acknowledged = reached
    this.#near.send(acknowledgement(reached))
  }
}

type Send = (bytes: Uint8Array, number: number | undefined) => void

/// Messages in one direction, of which some updates are held back while others pass.
class Stack {
  readonly #courier: Courier
  readonly #dice: Dice
  readonly #send: Send
  #held: { readonly bytes: Uint8Array; readonly number: number | undefined }[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(courier: Courier, dice: Dice, send: Send) {
    this.#courier = courier
    this.#dice = dice
    this.#send = send
  }

  take(bytes: Uint8Array, number: number | undefined, isUpdate: boolean): void {
    const { double, holdBack } = this.#courier.habits
    // Everything else stays where it was among updates.
    if (!isUpdate) this.#release()
    else if (this.#held.length < 8 && this.#dice.chance(holdBack)) {
      this.#held.push({ bytes, number })
      // Nobody may be typing any more.
      this.#timer ??= setTimeout(() => this.#release(), 60)
      return
    }
    this.#send(bytes, number)
    if (isUpdate && this.#dice.chance(double)) {
      this.#courier.done.doubled++
      this.#send(bytes, number)
    }
    if (this.#held.length > 0) this.#courier.done.reordered++
    if (this.#dice.chance(0.3)) this.#release()
  }

  #release(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const held = this.#held.reverse()
    this.#held = []
    for (const { bytes, number } of held) this.#send(bytes, number)
  }
}
