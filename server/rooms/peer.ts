import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { close } from '../../src/shared/protocol.ts'
import type { Present } from '../auth/standings.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics.ts'
import { presenceFrame } from './frame.ts'

/// A reason to end a connection, as in src/shared/protocol.ts.
export interface Close {
  readonly code: number
  readonly reason: string
}

/// What a room needs of a connection.
export interface Peer {
  /// Who it is, and as what they are here.
  readonly present: Present
  /// Sends one frame. A connection that leaves too much unread is closed instead.
  send(frame: Uint8Array): void
  /// The same for a whole document, whose size does not count as being left unread.
  sendDocument(frame: Uint8Array): void
  close(why: Close): void
  /// What it sent has cost so much, as bytes: whoever owes too much is heard later.
  charge(cost: number): void
  /// Asks whether anybody is still there; when no answer comes the connection is ended.
  challenge(): void
}

/// A connection may leave this many bytes unread.
const maxUnread = 4 * 1024 * 1024
const heartbeatMs = 15_000
/// A stock client hangs up when it has heard no message for 30 s; pings do not count for it.
const stillHere = presenceFrame([])
const challengeMs = 3_000
/// Time for the close handshake, after which the socket is cut.
const lingerMs = 5_000

/// Until somebody is introduced.
const stranger: Present = {
  principal: { kind: 'user', id: '', name: '', email: '', sessionId: '' },
  standing: { role: 'viewer', signOffs: [], guest: true },
}

/// One WebSocket: its unread bytes, its heartbeat, its end.
export class SocketPeer implements Peer {
  #present: Present = stranger
  readonly #socket: WebSocket
  /// What the WebSocket writes to.
  readonly #line: Duplex
  readonly #clock: Clock
  readonly #metrics: Metrics
  #alive = true
  /// While somebody waits to hear that it is still there.
  #endChallenge: (() => void) | undefined
  #closing = false
  #isCorked = false
  #documentBytes = 0
  #stopHeartbeat: () => void

  constructor(socket: WebSocket, line: Duplex, clock: Clock, metrics: Metrics) {
    this.#socket = socket
    this.#line = line
    this.#clock = clock
    this.#metrics = metrics
    metrics.connections.inc()
    socket.on('pong', () => {
      this.#alive = true
      this.#endChallenge?.()
      this.#endChallenge = undefined
    })
    this.#stopHeartbeat = clock.after(heartbeatMs, () => this.#beat())
    socket.once('close', () => {
      this.#closing = true
      this.#stopHeartbeat()
      metrics.connections.dec()
    })
  }

  get present(): Present {
    return this.#present
  }

  /// To be set by who keeps count.
  charge: Peer['charge'] = () => {}

  /// Whether it has ended, or has begun to.
  get isClosing(): boolean {
    return this.#closing
  }

  /// Says who it is, at first and whenever that changes.
  introduce(present: Present) {
    this.#present = present
  }

  send(frame: Uint8Array) {
    if (this.#closing) return
    if (this.#socket.bufferedAmount - this.#documentBytes > maxUnread)
      return this.close(close.tooSlow)
    this.#cork()
    this.#socket.send(frame)
  }

  sendDocument(frame: Uint8Array) {
    if (this.#closing) return
    // A second whole document on top of an unread one is not owed to anybody.
    if (this.#documentBytes > 2 * maxUnread) return this.close(close.tooSlow)
    this.#documentBytes += frame.byteLength
    this.#socket.send(frame, () => {
      this.#documentBytes -= frame.byteLength
    })
  }

  close(why: Close) {
    if (this.#closing) return
    this.#closing = true
    this.#metrics.closed.inc({ code: why.code })
    this.#socket.close(why.code, why.reason)
    this.#clock.after(lingerMs, () => this.#socket.terminate())
  }

  challenge() {
    if (this.#closing || this.#endChallenge) return
    // Apart from the heartbeat, which may be due before there can be an answer.
    this.#socket.ping()
    this.#endChallenge = this.#clock.after(challengeMs, () => this.#socket.terminate())
  }

  /// What is sent in one turn of the event loop goes out in one write: in a busy room, writing is
  /// what costs most.
  #cork() {
    if (this.#isCorked) return
    this.#isCorked = true
    this.#line.cork()
    process.nextTick(() => {
      this.#isCorked = false
      this.#line.uncork()
    })
  }

  #beat() {
    if (!this.#alive) return this.#socket.terminate()
    this.#alive = false
    this.#socket.ping()
    this.send(stillHere)
    this.#stopHeartbeat = this.#clock.after(heartbeatMs, () => this.#beat())
  }
}
