import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { Tell } from '../../src/shared/format/progress.ts'
import type { Fault } from '../fault.ts'
import type { Watch } from '../jobs/pool.ts'
import { errorOf } from './failure.ts'

/// What comes of work: an object, and bytes that follow it.
export interface Told {
  readonly line: Readonly<Record<string, unknown>>
  readonly bytes?: Uint8Array
}

export const linesType: string = 'application/x-ndjson'

/// An answer in lines of JSON that begins before the work is done: `{"told":{"done","of"}}` as often
/// as there is something to tell, with `fetching` as long as something is fetched for it, then one
/// line with what came of it, or `{"error":{…}}`. Bytes of a file come behind that last line. Whoever
/// goes away ends the work.
///
/// One answer does for all of it, so it does not matter which of several servers is asked.
export function telling<R extends object>(
  c: Context,
  log: Logger,
  run: (watch: Watch) => Promise<R | Fault>,
  say: (result: R) => Told,
) {
  const gone = new AbortController()
  const signal = AbortSignal.any([gone.signal, c.req.raw.signal])
  const text = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const put = (bytes: Uint8Array) => {
        if (!signal.aborted) controller.enqueue(bytes)
      }
      const line = (value: object) => put(text.encode(`${JSON.stringify(value)}\n`))
      const tell: Tell = (done, of, fetching) =>
        line({ told: { done, of, ...(fetching !== undefined && { fetching }) } })
      try {
        const result = await run({ signal, tell })
        if (isFault(result)) line({ error: errorOf(result) })
        else {
          const told = say(result)
          line(told.line)
          if (told.bytes) put(told.bytes)
        }
        if (!signal.aborted) controller.close()
      } catch (error) {
        log.error({ err: error, path: c.req.path }, 'a request failed')
        if (signal.aborted) return
        const message = 'Something went wrong on the server. What you typed is not affected.'
        line({ error: { code: 'server.failed', message } })
        controller.close()
      }
    },
    cancel() {
      gone.abort()
    },
  })
  return c.body(stream, 200, { 'content-type': linesType })
}

function isFault(value: object): value is Fault {
  return 'code' in value && 'message' in value
}
