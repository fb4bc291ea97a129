/// The servers that stand beside each other, each a process of its own.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setupCode } from '../../test/e2e/people.ts'
import type { Entrance } from './connection.ts'
import type { DialectName } from './dialect.ts'
import { settle } from './household.ts'
import { peers, versionOf } from './peers.ts'
import { type Program, run } from './program.ts'

export interface Side {
  readonly name: string
  readonly dialect: DialectName
  start(rooms: number, people: number): Promise<Serving>
}

export interface Serving {
  readonly pid: number
  /// Where its data is.
  readonly folder: string
  /// One list for each room, an entrance for each person.
  readonly rooms: readonly (readonly Entrance[])[]
  /// Kills it (SIGKILL) and starts it again on the same data and port.
  crash(): Promise<void>
  kill(): Promise<void>
  start(): Promise<void>
  /// Ends it and removes its data.
  remove(): Promise<void>
}

interface Recipe {
  readonly script: readonly string[]
  env(folder: string, port: string): Readonly<Record<string, string | undefined>>
  readonly ready: RegExp
  /// Makes the rooms, once.
  open(port: number, rooms: number, people: number): Promise<Serving['rooms']>
}

function side(name: string, dialect: DialectName, recipe: Recipe): Side {
  return {
    name,
    dialect,
    async start(rooms, people) {
      const folder = mkdtempSync(join(tmpdir(), 'ninety-bench-'))
      let program: Program | undefined
      let port = 0
      const start = async () => {
        const env = recipe.env(folder, String(port))
        program = await run(recipe.script, env, recipe.ready)
        port = Number(program.ready[1])
      }
      const kill = async () => program?.end('SIGKILL')
      const remove = async () => {
        await kill()
        rmSync(folder, { recursive: true, force: true })
      }
      try {
        await start()
        const entrances = await recipe.open(port, rooms, people)
        return {
          get pid() {
            return program?.pid ?? 0
          },
          folder,
          rooms: entrances,
          start,
          kill,
          async crash() {
            await kill()
            await start()
          },
          remove,
        }
      } catch (error) {
        await remove()
        throw error
      }
    },
  }
}

const byName: Recipe['open'] = async (port, rooms, people) =>
  Array.from({ length: rooms }, (_, i) => {
    const room = `series-${i}`
    const entrance = { url: `ws://127.0.0.1:${port}/${room}`, headers: {}, room }
    return Array.from({ length: people }, () => entrance)
  })

export const relay = side('relay', 'relay', {
  script: [fileURLToPath(new URL('relay.ts', import.meta.url))],
  env: (_, PORT) => ({ PORT }),
  ready: /relay at port (\d+)/,
  open: byName,
})

/// Keeps nothing: its persistence is an extra that must be switched on.
export const yWebsocket = side(
  `y-websocket server ${versionOf('@y/websocket-server')}`,
  'y-websocket',
  {
    script: [peers.file('@y/websocket-server', 'src/server.js')],
    // It cannot choose a free port by itself.
    env: (_, PORT) => ({
      HOST: '127.0.0.1',
      PORT: PORT === '0' ? String(20_000 + (process.pid % 10_000)) : PORT,
      YPERSISTENCE: undefined,
    }),
    ready: /on port (\d+)/,
    open: byName,
  },
)

export const hocuspocus = side(`Hocuspocus ${versionOf('@hocuspocus/server')}`, 'hocuspocus', {
  script: [fileURLToPath(new URL('hocuspocus.ts', import.meta.url))],
  env: (folder, PORT) => ({ PORT, PEER_DATABASE: join(folder, 'documents.sqlite') }),
  ready: /hocuspocus at port (\d+)/,
  open: byName,
})

const served: Omit<Recipe, 'script' | 'env'> = {
  ready: /Ninety is at http:\/\/127\.0\.0\.1:(\d+)/,
  open: (port, rooms, people) => settle(`http://127.0.0.1:${port}`, rooms, people),
}

function environment(folder: string, PORT: string) {
  return {
    PORT,
    DATA_DIR: folder,
    HOST: undefined,
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    SMTP_URL: undefined,
    SETUP_CODE: setupCode,
    SIGN_UP: 'open',
    LOG_LEVEL: 'warn',
  }
}

/// As `npm start` runs it.
export const ninety = side('Ninety', 'ninety', {
  ...served,
  script: ['bin/ninety.ts', 'serve'],
  env: environment,
})

/// The same with another window in which edits gather, in milliseconds.
export function ninetyWithWindow(windowMs: number): Side {
  return side(`Ninety, ${windowMs} ms`, 'ninety', {
    ...served,
    script: [fileURLToPath(new URL('windowed.ts', import.meta.url))],
    env: (folder, port) => ({ ...environment(folder, port), BENCH_WINDOW: String(windowMs) }),
  })
}
