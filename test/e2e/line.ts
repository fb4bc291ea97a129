/// A network line between one browser and the server that can be cut. A browser that is told to
/// be offline keeps the connections it has and holds back what they carry; a cut line breaks them.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Line {
  /// The server as seen through this line.
  readonly url: string
  /// Breaks every connection, and every further one at once, until the line is mended.
  cut(): void
  mend(): void
  close(): Promise<void>
}

/// A line to the server at `port` on this machine.
export async function layLine(port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let isCut = false

  function keep(socket: Socket): void {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A broken connection is what this file is for.
    socket.on('error', () => socket.destroy())
  }

  function breakAll(): void {
    for (const socket of sockets) socket.destroy()
  }

  const relay = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    keep(near)
    keep(far)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    cut() {
      isCut = true
      breakAll()
    },
    mend() {
      isCut = false
    },
    close() {
      breakAll()
      return new Promise((resolve) => relay.close(() => resolve()))
    },
  }
}
