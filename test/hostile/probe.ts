/// A process of its own that writes in a room at an even rate, whatever becomes of it, and hears it
/// in another connection, and tells how long that took: what other rooms notice of an attack.
///
///   node test/hostile/probe.ts ADDRESS COOKIE

import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { message, sync } from '../../src/shared/protocol.ts'
import { say } from './bytes.ts'

const [address = '', cookie = ''] = process.argv.slice(2)
const everyMs = 8

const open = () => {
  const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  return new Promise<WebSocket>((done, fail) => {
    socket.once('message', () => done(socket))
    socket.once('error', fail)
    socket.once('close', (code) => fail(new Error(`It was closed with ${code}.`)))
  })
}
const [writer, reader] = [await open(), await open()]
const [written, heard] = [new Y.Doc(), new Y.Doc()]
/// When each was written that has not been heard yet, oldest first.
let waiting: { readonly count: number; readonly at: number }[] = []
let times: number[] = []
let count = 0
let dueAt = performance.now()
reader.on('message', (data: Buffer) => {
  if (data[0] !== message.sync || data[1] !== sync.update) return
  const decoder = decoding.createDecoder(data.subarray(2))
  Y.applyUpdate(heard, decoding.readVarUint8Array(decoder))
  const reached = Number(heard.getMap('probe').get('count') ?? 0)
  const now = performance.now()
  for (const each of waiting) if (each.count <= reached) times.push(now - each.at)
  waiting = waiting.filter((each) => each.count > reached)
})
for (const socket of [writer, reader]) {
  socket.on('close', (code) => {
    process.send?.({ closed: code })
  })
}
written.on('update', (update: Uint8Array) => writer.send(say(message.sync, sync.update, update)))
const write = () => {
  // What this process itself was late for is not the server's.
  dueAt = Math.max(dueAt + everyMs, performance.now())
  waiting.push({ count: ++count, at: performance.now() })
  written.getMap('probe').set('count', count)
  setTimeout(write, Math.max(0, dueAt + everyMs - performance.now()))
}
write()

process.on('message', (asked) => {
  const now = performance.now()
  if (asked === 'forget') {
    // What was written up to now is no matter, whenever it is heard.
    waiting = []
    times = []
    return
  }
  // What has waited so far counts, too.
  process.send?.({ times: [...times, ...waiting.map(({ at }) => now - at)] })
  times = []
})
process.on('disconnect', () => process.exit(0))
