import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { close } from '../../src/shared/protocol.ts'
import type { Credentials } from '../auth/reception.ts'
import type { Clock } from '../clock.ts'
import { isSameSite, type Origins } from '../http/origin.ts'
import type { Metrics } from '../metrics.ts'
import type { Door, Visitor } from './door.ts'
import { readFrame } from './frame.ts'
import { type Close, SocketPeer } from './peer.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

/// The largest frame: a whole season given back by a browser is about 1 MB.
const maxPayload = 16 * 1024 * 1024

const path = /^\/sync\/([A-Za-z0-9_-]{1,64})$/

/// The WebSocket endpoint `/sync/<seriesId>`.
export class Endpoint {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: false,
  })
  readonly #options: EndpointOptions
  #closing = false

  constructor(options: EndpointOptions) {
    this.#options = options
  }

  /// To be called for every upgrade of the HTTP server.
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const drop = () => socket.destroy()
    socket.once('error', drop)
    const target = this.#target(request)
    if ('refusal' in target) {
      socket.end(`HTTP/1.1 ${target.refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', drop)
      void this.#serve(webSocket, target)
    })
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

  /// Takes no more upgrades.
  close(): void {
    this.#closing = true
  }

  async #serve(socket: WebSocket, { id, credentials }: Target): Promise<void> {
    const { door, rooms, clock, metrics, log } = this.#options
    const peer = new SocketPeer(socket, clock, metrics)
    // What arrives before the room is there waits; the pause keeps that to a few frames.
    const early: [RawData, boolean][] = []
    let hear = (data: RawData, binary: boolean) => void early.push([data, binary])
    let gone = false
    let leave = () => {}
    socket.on('message', (data, binary) => hear(data, binary))
    socket.on('error', (error) => log.debug({ series: id, err: error }, 'a socket failed'))
    socket.once('close', () => {
      gone = true
      leave()
    })
    socket.pause()
    const refuse = (why: Close) => {
      if (socket.isPaused) socket.resume()
      hear = () => {}
      leave()
      leave = () => {}
      peer.close(why)
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
    if (gone) return leave()
    peer.introduce(entered.present)
    const lease = await rooms.lease(id).catch(broken)
    if ('code' in lease) return refuse(lease)
    if (lease.kind !== 'open') {
      const why = { missing: close.notFound, broken: close.unavailable, closing: close.goingAway }
      return refuse(why[lease.kind])
    }
    if (gone || peer.isClosing) return lease.release()
    room = lease.room
    leave = () => {
      entered.leave()
      lease.room.leave(peer)
      lease.release()
    }
    hear = (data, binary) => {
      const frame = binary ? readFrame(asBytes(data)) : { code: 'malformed' as const }
      if ('kind' in frame) lease.room.hear(peer, frame)
      else peer.close(frame.code === 'refused' ? close.refused : close.malformed)
    }
    lease.room.join(peer)
    for (const [data, binary] of early) hear(data, binary)
    if (socket.isPaused) socket.resume()
  }
}

/// A series, and what whoever asks for it proves themselves with.
interface Target {
  readonly id: string
  readonly credentials: Credentials
}

export interface EndpointOptions {
  readonly door: Door
  readonly rooms: Rooms
  readonly origins: Origins
  readonly clock: Clock
  readonly metrics: Metrics
  readonly log: Logger
}

function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
