import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { close } from '../../src/shared/protocol.ts'
import { addressGroup, clientAddress } from '../auth/address.ts'
import type { Credentials } from '../auth/reception.ts'
import type { Clock } from '../clock.ts'
import { isSameSite, type Origins } from '../http/origin.ts'
import type { Metrics } from '../metrics.ts'
import { Allowance, partsCost, type SocketLimits, socketLimits, tooMuch } from './allowance.ts'
import { Crowd, type CrowdLimits, crowdLimits } from './crowd.ts'
import type { Door, Visitor } from './door.ts'
import { readFrame } from './frame.ts'
import { Intake, type IntakeLimits, intakeLimits } from './intake.ts'
import { writerOf } from './owners.ts'
import { type Close, SocketPeer } from './peer.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { Toll, type TollLimits, tollLimits } from './toll.ts'

/// The largest frame: a whole season given back by a browser is about 1 MB.
const maxPayload = 16 * 1024 * 1024
const maxFragments = 1024
/// Of what arrives before the room is there.
const maxEarlyBytes = 1024 * 1024
/// Who is not in the room after so many milliseconds is let go: they may knock again.
const deadlineMs = 10_000

const path = /^\/sync\/([A-Za-z0-9_-]{1,64})$/

/// The WebSocket endpoint `/sync/<seriesId>`.
export class Endpoint {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload,
    maxFragments,
    perMessageDeflate: false,
    clientTracking: false,
  })
  readonly #options: EndpointOptions
  readonly #limits: Limits
  readonly #crowd: Crowd
  readonly #intake: Intake
  readonly #toll: Toll
  /// Sends away those who have connected and are not in a room yet.
  readonly #arriving = new Set<() => void>()
  #closing = false

  constructor(options: EndpointOptions) {
    this.#options = options
    this.#limits = {
      ...socketLimits,
      ...crowdLimits,
      ...intakeLimits,
      ...tollLimits,
      ...options.limits,
    }
    this.#crowd = new Crowd(this.#limits)
    this.#intake = new Intake(this.#limits)
    this.#toll = new Toll(this.#limits)
  }

  /// To be called for every upgrade of the HTTP server.
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const drop = () => socket.destroy()
    socket.once('error', drop)
    const target = this.#target(request)
    if ('refusal' in target) {
      refuseUpgrade(socket, target.refusal)
      return
    }
    const entered = this.#crowd.knock(this.#addressOf(request))
    if (!entered) {
      refuseUpgrade(socket, '429 Too Many Requests')
      return
    }
    socket.once('close', entered)
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', drop)
      void this.#serve(webSocket, socket, target).finally(entered)
    })
  }

  #addressOf({ socket, headers }: IncomingMessage): string {
    const forwarded = headers['x-forwarded-for']
    const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    return addressGroup(clientAddress(socket.remoteAddress, hops, this.#options.trustProxy ?? 0))
  }

  /// Which series is asked for, and with what; or the HTTP status that refuses.
  #target(request: IncomingMessage): Target | { refusal: string } {
    const [place = '', query] = (request.url ?? '').split('?')
    const id = path.exec(place)?.[1]
    if (this.#closing) return { refusal: '503 Service Unavailable' }
    if (!isSameSite(request.headers, this.#options.origins)) return { refusal: '403 Forbidden' }
    if (id === undefined) return { refusal: '404 Not Found' }
    const { cookie, authorization } = request.headers
    const token = new URLSearchParams(query).get('token') ?? undefined
    return { id, credentials: { cookie, authorization, token } }
  }

  /// Takes no more upgrades, and sends away whoever is not in a room yet: who they are could not be
  /// looked up much longer.
  close(): void {
    this.#closing = true
    for (const sendAway of [...this.#arriving]) sendAway()
  }

  async #serve(socket: WebSocket, line: Duplex, { id, credentials }: Target): Promise<void> {
    const { door, rooms, clock, metrics, log } = this.#options
    const peer = new SocketPeer(socket, line, clock, metrics)
    const allowance = new Allowance(this.#limits, clock.now())
    const inlet = this.#intake.open()
    // What arrives before the room is there waits; the pause keeps that to a few frames.
    const early: Uint8Array[] = []
    let earlyBytes = 0
    let hear = (data: Uint8Array) => {
      earlyBytes += data.byteLength
      if (earlyBytes > maxEarlyBytes) refuse(tooMuch('bytes before coming in'))
      else early.push(data)
    }
    let gone = false
    let leave = () => {}
    let stopWaiting = () => {}
    // Before the WebSocket hears of it: what ends a message is no longer part of it.
    line.prependListener('data', (chunk: Buffer) => {
      const excess = inlet.takes(chunk.byteLength)
      if (excess) cut(excess)
    })
    socket.on('message', (data, isBinary) => {
      inlet.finish()
      if (peer.isClosing) return
      const bytes = asBytes(data)
      const excess = allowance.takes(bytes.byteLength, clock.now())
      if (excess) refuse(excess)
      else if (isBinary) hear(bytes)
      else refuse(close.malformed)
    })
    socket.on('error', (error) => log.debug({ series: id, err: error }, 'a socket failed'))
    socket.once('close', () => {
      gone = true
      inlet.leave()
      stopWaiting()
      leave()
    })
    socket.pause()
    const refuse = (why: Close) => {
      if (socket.isPaused) socket.resume()
      hear = () => {}
      stopWaiting()
      leave()
      leave = () => {}
      peer.close(why)
    }
    // What has come is held until the connection is gone: it is not waited for the other side.
    const cut = (why: Close) => {
      if (gone) return
      refuse(why)
      inlet.leave()
      setImmediate(() => socket.terminate())
    }
    const cancelDeadline = clock.after(deadlineMs, () => refuse(close.unavailable))
    const sendAway = () => refuse(close.goingAway)
    this.#arriving.add(sendAway)
    stopWaiting = () => {
      cancelDeadline()
      this.#arriving.delete(sendAway)
    }
    const broken = (error: unknown) => {
      log.error({ series: id, err: error }, 'a series could not be loaded')
      return close.unavailable
    }

    let room: Room | undefined
    const visitor: Visitor = {
      series: id,
      credentials,
      changed(present) {
        peer.introduce(present)
        room?.restand(peer)
      },
      out: refuse,
    }
    const entered = await door.enter(visitor).catch(broken)
    if ('code' in entered) return refuse(entered)
    leave = entered.leave
    if (gone || peer.isClosing) return leave()
    const user = writerOf(entered.present.principal)
    const place = this.#crowd.enter(user, id)
    if ('code' in place) return refuse(place)
    inlet.belongsTo(user)
    peer.charge = (cost) => this.#toll.charge(user, cost, clock.now())
    leave = () => {
      entered.leave()
      place()
    }
    peer.introduce(entered.present)
    const lease = await rooms.lease(id).catch(broken)
    if ('code' in lease) return refuse(lease)
    if (lease.kind !== 'open') {
      const why = { missing: close.notFound, broken: close.unavailable, closing: close.goingAway }
      return refuse(why[lease.kind])
    }
    stopWaiting()
    if (gone || peer.isClosing) return lease.release()
    room = lease.room
    leave = () => {
      entered.leave()
      place()
      lease.room.leave(peer)
      lease.release()
    }
    const heard = (data: Uint8Array) => {
      peer.charge(data.byteLength)
      const frame = readFrame(data)
      if (!('kind' in frame)) {
        return refuse(frame.code === 'refused' ? close.refused : close.malformed)
      }
      const excess = allowance.takesRead(frame, clock.now())
      if (excess) return refuse(excess)
      peer.charge(partsCost(frame))
      lease.room.hear(peer, frame)
    }
    /// What has come while somebody has to wait, which is no more than was read before the pause.
    let late: Uint8Array[] | undefined
    hear = (data) => {
      if (late) {
        late.push(data)
        return
      }
      const wait = this.#toll.wait(user, clock.now())
      if (wait === 0) return heard(data)
      late = [data]
      socket.pause()
      clock.after(wait, () => {
        const all = late ?? []
        late = undefined
        for (const each of all) hear(each)
        if (!late && socket.isPaused) socket.resume()
      })
    }
    lease.room.join(peer)
    for (const data of early) hear(data)
    if (!late && socket.isPaused) socket.resume()
  }
}

function refuseUpgrade(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/// A series, and what whoever asks for it proves themselves with.
interface Target {
  readonly id: string
  readonly credentials: Credentials
}

export type Limits = SocketLimits & CrowdLimits & IntakeLimits & TollLimits

export interface EndpointOptions {
  readonly door: Door
  readonly rooms: Rooms
  readonly origins: Origins
  readonly clock: Clock
  readonly metrics: Metrics
  readonly log: Logger
  /// How many proxies in front are believed when they say where a request comes from.
  readonly trustProxy?: number
  /// In place of the usual ones.
  readonly limits?: Partial<Limits> | undefined
}

function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
