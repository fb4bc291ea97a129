import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Dice } from '../fuzz/dice.ts'

/// What a line does to the bytes it carries. TCP itself neither doubles nor reorders them; what it
/// may do is come late, come in crumbs, stop coming, and end anywhere.
export type Line =
  | { readonly kind: 'clear' }
  /// Every byte comes so many milliseconds later, in order; `jitter` more at most.
  | { readonly kind: 'slow'; readonly ms: number; readonly jitter: number; readonly dice: Dice }
  /// A few bytes at a time.
  | { readonly kind: 'crumbs'; readonly bytes: number }
  /// Nothing passes, and nobody is told: half open. What was sent meanwhile comes when it clears.
  | { readonly kind: 'dead'; readonly way: 'both' | 'up' | 'down' }
  /// Nothing gets through and new connections are turned away.
  | { readonly kind: 'refusing' }

const clear: Line = { kind: 'clear' }

/// A line between whoever connects here and one of `targets`, at which things can go wrong.
export class Relay {
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  readonly #targets: readonly number[]
  #line: Line = clear
  #next = 0

  private constructor(server: Server, port: number, targets: readonly number[]) {
    this.#server = server
    this.port = port
    this.#targets = targets
    server.on('connection', (near) => void this.#take(near))
  }

  /// Connections go to the ports in turn, and past those at which nobody listens, as a load balancer
  /// sends them.
  static async lay(port: number, targets: readonly number[]): Promise<Relay> {
    const server = createServer({ allowHalfOpen: false })
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
    return new Relay(server, port, targets)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  set line(line: Line) {
    this.#line = line
    if (line.kind === 'refusing') this.cut()
    for (const pair of this.#pairs) pair.flow(line)
  }

  /// Ends all connections there are, without a word.
  cut(): void {
    for (const pair of this.#pairs) pair.cut()
  }

  /// Ends one connection that is there.
  cutOne(pick: (count: number) => number): void {
    const pairs = [...this.#pairs]
    pairs[pick(pairs.length)]?.cut()
  }

  /// Of each connection, so many more bytes go through, and then it ends.
  cutAfter(bytes: number): void {
    for (const pair of this.#pairs) pair.cutAfter(bytes)
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise<void>((done) => this.#server.close(() => done()))
  }

  async #take(near: Socket): Promise<void> {
    near.on('error', () => near.destroy())
    if (this.#line.kind === 'refusing') return void near.resetAndDestroy()
    near.pause()
    const far = await this.#reach()
    if (!far || near.destroyed) {
      far?.destroy()
      return void near.resetAndDestroy()
    }
    const pair = new Pair(near, far, () => this.#pairs.delete(pair))
    this.#pairs.add(pair)
    pair.flow(this.#line)
    near.resume()
  }

  /// The first in turn at which somebody listens.
  async #reach(): Promise<Socket | undefined> {
    for (let tried = 0; tried < this.#targets.length; tried++) {
      const port = this.#targets[this.#next++ % this.#targets.length] as number
      const socket = await reach(port)
      if (socket) return socket
    }
    return undefined
  }
}

function reach(port: number): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => done(socket))
    socket.once('error', () => {
      socket.destroy()
      done(undefined)
    })
  })
}

/// One connection: two sockets, and what is on its way between them.
class Pair {
  readonly #near: Socket
  readonly #far: Socket
  readonly #up: Way
  readonly #down: Way

  constructor(near: Socket, far: Socket, gone: () => void) {
    this.#near = near
    this.#far = far
    near.setNoDelay(true)
    this.#up = new Way(near, far)
    this.#down = new Way(far, near)
    const end = () => {
      gone()
      this.#up.stop()
      this.#down.stop()
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      socket.on('error', end)
      socket.on('close', end)
    }
  }

  flow(line: Line): void {
    const isDead = (way: 'up' | 'down') =>
      line.kind === 'dead' && (line.way === 'both' || line.way === way)
    this.#up.flow(isDead('up') ? line : line.kind === 'dead' ? clear : line)
    this.#down.flow(isDead('down') ? line : line.kind === 'dead' ? clear : line)
  }

  cut(): void {
    this.#near.resetAndDestroy()
    this.#far.resetAndDestroy()
  }

  cutAfter(bytes: number): void {
    this.#up.end(bytes, () => this.cut())
    this.#down.end(bytes, () => this.cut())
  }
}

/// One direction of a connection.
class Way {
  readonly #to: Socket
  readonly #queue: { readonly bytes: Buffer; readonly due: number }[] = []
  #line: Line = clear
  #timer: NodeJS.Timeout | undefined
  #left = Number.POSITIVE_INFINITY
  #ended = () => {}

  constructor(from: Socket, to: Socket) {
    this.#to = to
    from.on('data', (bytes: Buffer) => {
      const last = this.#queue.at(-1)?.due ?? 0
      this.#queue.push({ bytes, due: Math.max(last, performance.now() + this.#delay()) })
      this.#move()
    })
  }

  flow(line: Line): void {
    this.#line = line
    this.#move()
  }

  end(bytes: number, ended: () => void): void {
    this.#left = bytes
    this.#ended = ended
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#queue.length = 0
  }

  #delay(): number {
    const line = this.#line
    return line.kind === 'slow' ? line.ms + line.dice.next() * line.jitter : 0
  }

  #move(): void {
    clearTimeout(this.#timer)
    while (this.#queue.length > 0 && this.#line.kind !== 'dead') {
      const [first] = this.#queue
      if (!first) return
      const wait = first.due - performance.now()
      if (wait > 0 && this.#line.kind === 'slow') {
        this.#timer = setTimeout(() => this.#move(), wait)
        return
      }
      this.#queue.shift()
      if (this.#line.kind === 'crumbs') {
        const rest = first.bytes.subarray(this.#line.bytes)
        if (rest.length > 0) this.#queue.unshift({ bytes: rest, due: 0 })
        this.#write(first.bytes.subarray(0, this.#line.bytes))
        this.#timer = setTimeout(() => this.#move(), 0)
        return
      }
      this.#write(first.bytes)
    }
  }

  #write(bytes: Buffer): void {
    if (bytes.length >= this.#left) {
      this.#to.write(bytes.subarray(0, this.#left), () => this.#ended())
      this.#left = 0
      return
    }
    this.#left -= bytes.length
    if (!this.#to.destroyed) this.#to.write(bytes)
  }
}
