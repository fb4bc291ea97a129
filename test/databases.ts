/// PostgreSQL and Redis for tests: processes of their own on free loopback ports, with their data in
/// a folder that is gone afterwards. They end with whoever started them, however that ends.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/// A server process that tests may stop, hold, kill and start again on the same port and data.
export interface Service {
  readonly url: string
  readonly port: number
  /// Of the process that runs now; undefined when none does.
  readonly pid: number | undefined
  /// Resolves when it takes connections. To be called when it has ended.
  start(): Promise<void>
  /// Ends it; resolves when it is gone. Its data stay.
  end(signal?: NodeJS.Signals): Promise<void>
  /// Ends it and removes its data.
  dispose(): Promise<void>
}

/// Starts a PostgreSQL with nothing in it. Unless `durable`, it does not wait for the disk.
export async function startPostgres({ durable = false } = {}): Promise<Service> {
  const bin = postgresBin()
  if (!bin) throw new Error(missing('PostgreSQL', 'postgresql'))
  const who = postgresUser()
  const folder = folderOf(who)
  const initdb = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'ninety', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'],
    { ...who, cwd: folder, env: plain(), encoding: 'utf8' },
  )
  if (initdb.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be made ready: ${initdb.stderr || initdb.error}`)
  }
  // A database that is gone with the test need not be written twice, nor tidied.
  const careless = ['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0']
    .concat('autovacuum=off', 'jit=off')
    .flatMap((setting) => (durable ? [] : ['-c', setting]))
  return startService({
    folder,
    who,
    // What it takes for a shutdown that does not wait for connections.
    lastSignal: 'QUIT',
    command: (port) => [
      join(bin, 'postgres'),
      ...['-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      ...['-c', 'max_connections=300', '-c', 'shared_buffers=32MB', ...careless],
    ],
    url: (port) => `postgres://ninety@127.0.0.1:${port}/postgres`,
  })
}

/// Starts a Redis that keeps nothing on disk.
export function startRedis(): Promise<Service> {
  const program = inPath('redis-server')
  if (!program) throw new Error(missing('Redis', 'redis-server'))
  const folder = folderOf({})
  return startService({
    folder,
    who: {},
    lastSignal: 'KILL',
    command: (port) => [
      program,
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no'],
    ],
    url: (port) => `redis://127.0.0.1:${port}`,
  })
}

const aptGet = '/usr/bin/apt-get'

/// Sees to it that there are both, on a Debian that we may change by installing them. Throws an
/// error that says what to do.
export function installDatabases(): string {
  const lacking = () => [
    ...(postgresBin() ? [] : ['postgresql']),
    ...(inPath('redis-server') ? [] : ['redis-server']),
  ]
  const packages = lacking()
  if (packages.length > 0 && process.getuid?.() === 0 && existsSync(aptGet)) {
    // Nothing that is installed here is to be started as a service.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    const run = (...args: string[]) => spawnSync(aptGet, args, { stdio: 'inherit', env })
    run('update')
    run('install', '-y', '--no-install-recommends', ...packages)
  }
  const [first] = lacking()
  if (first) throw new Error(missing(first === 'postgresql' ? 'PostgreSQL' : 'Redis', first))
  return `${postgresBin()}, ${inPath('redis-server')}`
}

function missing(name: string, debian: string): string {
  return (
    `There is no ${name} for the tests of several servers. Install it (on Debian: ` +
    `\`apt-get install ${debian}\`) and run the tests again.`
  )
}

function inPath(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/// The folder of the newest PostgreSQL: Debian keeps its programs out of the PATH.
function postgresBin(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : []
  const folders = [
    ...versions.sort((a, b) => b - a).map((version) => join(debian, String(version), 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/pgsql/bin',
    '/opt/homebrew/bin',
  ]
  return folders.find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
}

interface Who {
  readonly uid?: number
  readonly gid?: number
}

/// PostgreSQL does not run as root.
function postgresUser(): Who {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => spawnSync('id', [what, name]))
    if (uid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid?.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither "postgres" nor "nobody".')
}

/// A new folder that they can reach: one below a private home cannot be.
function folderOf(who: Who): string {
  for (const parent of [tmpdir(), '/tmp', '/var/tmp', '/dev/shm']) {
    if (!existsSync(parent)) continue
    const folder = mkdtempSync(join(parent, 'ninety-database-'))
    if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid)
    if (spawnSync('test', ['-w', folder], { ...who, cwd: '/' }).status === 0) return folder
    rmSync(folder, { recursive: true, force: true })
  }
  throw new Error('There is no folder for temporary data that the database can reach.')
}

/// Messages in English: they are waited for.
function plain(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

/// Runs a program. When standard input ends while it runs, whoever started it is gone, even by
/// kill -9: then it is ended and its folder removed.
const keeper = `
  exec 3<&0
  "$@" & pid=$!
  echo "pid $pid"
  (
    cat <&3 >/dev/null
    kill -$lastSignal $pid 2>/dev/null || exit 0
    while kill -0 $pid 2>/dev/null; do sleep 0.1; done
    rm -rf "$folder"
  ) &
  wait $pid
`

interface ServiceOptions {
  readonly folder: string
  readonly who: Who
  readonly lastSignal: 'QUIT' | 'KILL'
  readonly command: (port: number) => readonly string[]
  readonly url: (port: number) => string
}

async function startService(options: ServiceOptions): Promise<Service> {
  const { folder, url } = options
  let running: RunningProcess | undefined
  let port = 0
  for (let tries = 0; !running; tries++) {
    port = await freePort()
    try {
      running = await run(options, port)
    } catch (error) {
      // Somebody else may have taken the port in between.
      if (tries < 4 && /in use/i.test(String(error))) continue
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }
  const end = async (signal: NodeJS.Signals = `SIG${options.lastSignal}`) => {
    const ending = running
    running = undefined
    await ending?.end(signal)
  }
  return {
    url: url(port),
    port,
    get pid() {
      return running?.pid
    },
    async start() {
      running ??= await run(options, port)
    },
    end,
    async dispose() {
      await end()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

interface RunningProcess {
  readonly pid: number
  end(signal: NodeJS.Signals): Promise<void>
}

function run(options: ServiceOptions, port: number): Promise<RunningProcess> {
  const { folder, who, lastSignal, command } = options
  const child: ChildProcess = spawn('sh', ['-c', keeper, 'keeper', ...command(port)], {
    ...who,
    cwd: folder,
    env: { ...plain(), lastSignal, folder },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void gone.then(() => child.stdin?.destroy())
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (text: Buffer) => {
      said += text
      if (!/ready to accept connections/i.test(said)) return
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', hear).resume()
      const pid = Number(/pid (\d+)/.exec(said)?.[1])
      resolve({
        pid,
        async end(signal) {
          try {
            process.kill(pid, signal)
          } catch {
            // Somebody has ended it already.
          }
          await gone
        },
      })
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    void gone.then(() => reject(new Error(`It did not start: ${said}`)))
  })
}

/// A port that nobody listens on just now.
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
