import { pino } from 'pino'
import { systemClock } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import { openData } from '../server/data.ts'
import { Library } from '../server/library.ts'
import { createMetrics } from '../server/metrics.ts'
import { Members } from '../server/records/members.ts'
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
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const opened = await openData(config, log)
  if ('code' in opened) {
    return opened.code === 'data.locked'
      ? `A running server uses ${config.dataDir}: add --url and its address.`
      : opened.message
  }
  const { store, records } = opened
  const clock = systemClock
  const rooms = new Rooms({ store, clock, log, metrics: createMetrics(), idleMs: 0 })
  return {
    library: new Library(store, rooms, new Members(records, clock), clock),
    async close() {
      await rooms.close({ code: 1001, reason: 'done' })
      await opened.close()
    },
  }
}

/// A running server, and what to prove oneself with. Without a token of its own a command takes the
/// one in NINETY_TOKEN, which stays out of the list of processes.
export interface Running {
  readonly url: string
  readonly token: string | undefined
}

/// Asks a running server. Gives its answer, or a sentence that says why there is none.
export async function ask(
  { url, token = process.env.NINETY_TOKEN }: Running,
  path: string,
  request: RequestInit = {},
): Promise<Response | string> {
  if (!URL.canParse(path, url)) return `${url} is not an address.`
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  try {
    const answer = await fetch(new URL(path, url), { ...request, headers })
    if (answer.ok) return answer
    if (answer.status === 401) return needsToken(url, token)
    const failure: unknown = await answer.json().catch(() => undefined)
    return messageOf(failure) ?? `${url} answered ${answer.status}.`
  } catch {
    return `${url} does not answer.`
  }
}

function needsToken(url: string, token: string | undefined): string {
  if (token) return `${url} does not know this token: it is wrong, has expired or was revoked.`
  return `${url} asks who you are: make a token there and add --token, or set NINETY_TOKEN.`
}

function messageOf(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null || !('error' in failure)) return undefined
  const { error } = failure
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined
  return String(error.message)
}
