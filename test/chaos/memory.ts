import WebSocket from 'ws'
import * as Y from 'yjs'
import { askFor, readMessage } from './message.ts'

/// What a server gives of a series to somebody who comes with nothing: the document as it has it in
/// memory, as one update. An update may follow the answer and complete it: so it is asked twice.
export function memoryOf(url: string, series: string, cookie: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const address = `${url.replace(/^http/, 'ws')}/sync/${series}`
    const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false })
    const doc = new Y.Doc()
    let answers = 0
    const timer = setTimeout(() => end(new Error('The server does not answer.')), 30_000)
    const end = (error: Error) => {
      clearTimeout(timer)
      socket.terminate()
      reject(error)
    }
    const ask = () => socket.send(askFor(Y.encodeStateVector(doc)))
    socket.once('open', ask)
    socket.on('message', (data: Buffer) => {
      const said = readMessage(new Uint8Array(data))
      if (said.kind === 'update' || said.kind === 'step2') Y.applyUpdate(doc, said.update)
      if (said.kind !== 'step2') return
      if (++answers === 1) return ask()
      clearTimeout(timer)
      socket.terminate()
      resolve(Y.encodeStateAsUpdate(doc))
    })
    socket.once('error', end)
    socket.once('close', (code, reason) => end(new Error(`closed: ${code} ${reason}`)))
  })
}
