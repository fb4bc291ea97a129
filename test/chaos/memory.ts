import WebSocket from 'ws'
import { askForAll, readMessage } from './message.ts'

/// What a server gives of a series to somebody who comes with nothing: the document as it has it in
/// memory, as one update.
export function memoryOf(url: string, series: string, cookie: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const address = `${url.replace(/^http/, 'ws')}/sync/${series}`
    const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false })
    const timer = setTimeout(() => end(new Error('The server does not answer.')), 30_000)
    const end = (error: Error) => {
      clearTimeout(timer)
      socket.terminate()
      reject(error)
    }
    socket.once('open', () => socket.send(askForAll))
    socket.on('message', (data: Buffer) => {
      const said = readMessage(new Uint8Array(data))
      if (said.kind !== 'step2') return
      clearTimeout(timer)
      socket.terminate()
      resolve(said.update)
    })
    socket.once('error', end)
    socket.once('close', (code, reason) => end(new Error(`closed: ${code} ${reason}`)))
  })
}
