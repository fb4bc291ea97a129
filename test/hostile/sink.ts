/// A server that is none: it takes every connection, answers so much that whoever attacks goes on,
/// and keeps nothing. What an attack costs the machine without costing the server is measured
/// against it. A process of its own; gives its address to whoever started it.

import { createServer } from 'node:http'
import { type RawData, WebSocketServer } from 'ws'
import { acknowledgedFrame, readFrame, step1Frame } from '../../server/rooms/frame.ts'
import { close, message } from '../../src/shared/protocol.ts'
import type { Answer } from './house.ts'

/// A connection of which nothing is heard for so long is ended: some wait for just that.
const idleMs = 300

const greeting = step1Frame(new Uint8Array([0]))
const standing = new Uint8Array([message.standing, 2, 123, 125])
const http = createServer((request, response) => {
  request.resume()
  response.end('{}')
})
const sockets = new WebSocketServer({
  server: http,
  maxPayload: 16 * 1024 * 1024,
  maxFragments: 1024,
  perMessageDeflate: false,
})
sockets.on('connection', (socket) => {
  const idle = setTimeout(() => socket.close(close.tooMuch.code), idleMs)
  let heard = 0
  socket.on('error', () => {})
  socket.once('close', () => clearTimeout(idle))
  socket.on('message', (data: RawData) => {
    if (socket.readyState !== socket.OPEN) return
    idle.refresh()
    const bytes = data as Buffer
    if (bytes[0] === message.announce && bytes.byteLength === 1) return socket.send(standing)
    // Reading what is large takes long, and nobody is to notice this server.
    if (bytes.byteLength > 100_000) return
    const frame = readFrame(bytes)
    if (!('kind' in frame)) return socket.close(close.malformed.code)
    if (frame.kind === 'update' || frame.kind === 'step2') socket.send(acknowledgedFrame(++heard))
  })
  socket.send(greeting)
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  process.send?.({ url: `http://127.0.0.1:${address.port}` } satisfies Answer)
})
process.on('disconnect', () => process.exit(0))
