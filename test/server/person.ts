import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/// Somebody with a stock y-websocket client: nothing of ours in it.
export class Person {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider

  /// `cookie` is what their browser would send along.
  constructor(serverUrl: string, series: string, cookie = '') {
    this.provider = new WebsocketProvider(
      serverUrl.replace(/^http/, 'ws').concat('/sync'),
      series,
      this.doc,
      {
        WebSocketPolyfill: socketWith(cookie),
        disableBc: true,
        maxBackoffTime: 200,
      },
    )
  }

  /// The free text that tests type into.
  get notes(): Y.Text {
    const notes = this.doc.getMap('series').get('notes')
    if (!(notes instanceof Y.Text)) throw new Error('The series has not arrived.')
    return notes
  }

  type(text: string): void {
    this.notes.insert(this.notes.length, text)
  }

  rename(title: string): void {
    const text = this.doc.getMap('series').get('title')
    if (!(text instanceof Y.Text)) throw new Error('The series has not arrived.')
    text.delete(0, text.length)
    text.insert(0, title)
  }

  /// Resolves when the provider has synced for the first time.
  async synced(): Promise<this> {
    if (!this.provider.synced) await new Promise((done) => this.provider.once('sync', done))
    return this
  }

  /// Resolves when the document fulfils `condition`.
  when(condition: (doc: Y.Doc) => boolean): Promise<void> {
    return new Promise((done) => {
      const look = () => {
        if (!condition(this.doc)) return
        this.doc.off('update', look)
        done()
      }
      this.doc.on('update', look)
      look()
    })
  }

  leave(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}

function socketWith(cookie: string): typeof globalThis.WebSocket {
  class SocketWithCookie extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  return SocketWithCookie as unknown as typeof globalThis.WebSocket
}
