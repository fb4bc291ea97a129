/// The least that a server can do: hands each message on to everybody else in the room, as it came,
/// and keeps nothing.

import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env.PORT ?? 0),
  perMessageDeflate: false,
})
server.on('connection', (socket, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(socket))
  socket.on('message', (data) => {
    for (const other of room) {
      if (other !== socket && other.readyState === WebSocket.OPEN) other.send(data)
    }
  })
  socket.on('close', () => room.delete(socket))
  socket.on('error', () => {})
})
server.on('listening', () => {
  console.log(`relay at port ${(server.address() as AddressInfo).port}`)
})
