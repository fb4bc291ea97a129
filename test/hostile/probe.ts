/// A process of its own that writes in a room and hears it in another connection, all the time, and
/// tells how long that took: what other rooms notice of an attack.
///
///   node test/hostile/probe.ts ADDRESS COOKIE

import WebSocket from 'ws'
import * as Y from 'yjs'
import { message, sync } from '../../src/shared/protocol.ts'
import { say } from './bytes.ts'

const [address = '', cookie = ''] = process.argv.slice(2)
const everyMs = 8
/// A lost answer would otherwise stop the measuring.
const patienceMs = 10_000

const open = () => {
  const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  return new Promise<WebSocket>((done, fail) => {
    socket.once('message', () => done(socket))
    socket.once('error', fail)
  })
}
const [writer, reader] = [await open(), await open()]
const doc = new Y.Doc()
let sentAt = 0
let times: number[] = []
let isWaiting = false
reader.on('message', (data: Buffer) => {
  if (data[0] !== message.sync || data[1] !== sync.update || !isWaiting) return
  times.push(performance.now() - sentAt)
  isWaiting = false
})
for (const socket of [writer, reader]) {
  socket.on('close', (code) => {
    process.send?.({ closed: code })
  })
}
doc.on('update', (update: Uint8Array) => writer.send(say(message.sync, sync.update, update)))
setInterval(() => {
  if (isWaiting && performance.now() - sentAt < patienceMs) return
  isWaiting = true
  sentAt = performance.now()
  const text = doc.getText('probe')
  if (text.length > 1000) text.delete(0, 900)
  text.insert(text.length, 'x')
}, everyMs)

process.on('message', () => {
  // What has waited so far counts, too.
  const waited = isWaiting ? [performance.now() - sentAt] : []
  process.send?.({ times: [...times, ...waited] })
  times = []
})
process.on('disconnect', () => process.exit(0))
