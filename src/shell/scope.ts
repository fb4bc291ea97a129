/// What a service worker is given: the part that ours uses. The types of the DOM and those of workers
/// do not go into one program.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}

export interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/// Which requests need no worker at all: it is not even started for them. Chromium has it.
interface Route {
  readonly condition: { readonly urlPattern: { readonly pathname: string } }
  readonly source: 'network' | { readonly cacheName: string }
}

interface Events {
  readonly install: Lasting & { addRoutes?(routes: readonly Route[]): Promise<void> }
  readonly activate: Lasting
  readonly message: Lasting & { readonly data: unknown }
  readonly fetch: Asked
}

export interface WorkerScope {
  addEventListener<K extends keyof Events>(kind: K, listener: (event: Events[K]) => void): void
  skipWaiting(): Promise<void>
  readonly clients: {
    claim(): Promise<void>
    matchAll(which: {
      readonly type: 'window'
      readonly includeUncontrolled: boolean
    }): Promise<readonly { postMessage(message: unknown): void }[]>
  }
}
