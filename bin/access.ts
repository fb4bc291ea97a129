import { pino } from 'pino'
import { systemClock } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import { Library } from '../server/library.ts'
import { openData } from '../server/main.ts'
import { createMetrics } from '../server/metrics.ts'
import { Rooms } from '../server/rooms/rooms.ts'

/// The library of the store in DATA_DIR, for a command that runs by itself.
export interface OwnLibrary {
  readonly library: Library
  close(): Promise<void>
}

/// Opens the store that the environment names, or says in a sentence why not. A store in use by a
/// running server is not opened: its rooms would not hear of what is changed behind them.
export async function openLibrary(): Promise<OwnLibrary | string> {
  const config = readConfig(process.env)
  if ('code' in config) return config.message
  const opened = await openData(config)
  if ('code' in opened) {
    return opened.code === 'data.locked'
      ? `A running server uses ${config.dataDir}: add --url and its address.`
      : opened.message
  }
  const { store, lock } = opened
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const clock = systemClock
  const rooms = new Rooms({ store, clock, log, metrics: createMetrics(), idleMs: 0 })
  return {
    library: new Library(store, rooms, clock),
    async close() {
      await rooms.close({ code: 1001, reason: 'done' })
      await store.close()
      lock.release()
    },
  }
}

/// Asks a running server. Gives its answer, or a sentence that says why there is none.
export async function ask(
  url: string,
  path: string,
  request: RequestInit = {},
): Promise<Response | string> {
  if (!URL.canParse(path, url)) return `${url} is not an address.`
  try {
    const answer = await fetch(new URL(path, url), request)
    if (answer.ok) return answer
    const failure: unknown = await answer.json().catch(() => undefined)
    return messageOf(failure) ?? `${url} answered ${answer.status}.`
  } catch {
    return `${url} does not answer.`
  }
}

function messageOf(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null || !('error' in failure)) return undefined
  const { error } = failure
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined
  return String(error.message)
}
