import { join, resolve } from 'node:path'
import { z } from 'zod'

/// What the server runs with. Everything comes from the environment; see README for each name.
export interface Config {
  /// 0 lets the system choose: for tests.
  readonly port: number
  /// The address to listen on.
  readonly host: string
  /// Absolute.
  readonly dataDir: string
  /// Where people reach the server, without a slash at the end: needed behind a proxy, and when they
  /// call it by a name.
  readonly publicUrl: string | undefined
  /// How many proxies stand in front of the server, each of which adds to `X-Forwarded-For`.
  readonly trustProxy: number
  /// A PostgreSQL that several servers may share. Undefined: the embedded store in `dataDir`.
  readonly databaseUrl: string | undefined
  /// A Redis by which servers that share a database tell each other at once what is new.
  readonly redisUrl: string | undefined
  /// Signs session cookies. Undefined: one that is made and kept in `dataDir`.
  readonly secret: string | undefined
  /// Makes the first account the owner. Undefined: one that is made and printed.
  readonly setupCode: string | undefined
  /// Who may make an account: whoever was invited, or anybody.
  readonly signUp: 'invite' | 'open'
  /// Where mail goes out. Undefined: none is sent.
  readonly smtpUrl: string | undefined
  /// The sender of that mail.
  readonly mailFrom: string | undefined
  /// Where backups of the embedded store go, absolute; undefined: none are made.
  readonly backupDir: string | undefined
  /// So many are kept …
  readonly backupKeep: number
  /// … and one is made so often, in hours.
  readonly backupHours: number
  /// Where archives of series go, absolute; undefined: none are made.
  readonly archiveDir: string | undefined
  /// So many of each series are kept …
  readonly archiveKeep: number
  /// … and of one that has changed the next is made after so long, in hours.
  readonly archiveHours: number
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
}

/// A value that cannot be used. `message` is one line that names the variable and says what it
/// takes.
export interface BadConfig {
  readonly code: 'config.bad'
  readonly message: string
}

const shape = z.object({
  PORT: z.coerce
    .number('PORT must be a number')
    .int('PORT must be a whole number')
    .min(0, 'PORT must be between 0 and 65535')
    .max(65535, 'PORT must be between 0 and 65535')
    .default(4680),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'HOST must be an address or a host name')
    .default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'DATA_DIR must name a folder').default('./data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL must be an http or https address' })
    .optional(),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d|10)$/,
      'TRUST_PROXY must be the number of proxies in front of the server, 0 to 10',
    )
    .transform((value) => (value === 'true' ? 1 : Number(value) || 0))
    .default(0),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgres address' })
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'REDIS_URL must be a redis or rediss address' })
    .optional(),
  NINETY_SECRET: z.string().min(32, 'NINETY_SECRET must have at least 32 characters').optional(),
  SETUP_CODE: z.string().min(8, 'SETUP_CODE must have at least 8 characters').optional(),
  SIGN_UP: z
    .enum(['invite', 'open'], { error: 'SIGN_UP must be invite or open' })
    .default('invite'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'SMTP_URL must be an smtp or smtps address' })
    .optional(),
  MAIL_FROM: z.string().regex(/@/, 'MAIL_FROM must hold an e-mail address').optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_KEEP: z.coerce
    .number('BACKUP_KEEP must be a number')
    .int('BACKUP_KEEP must be a whole number')
    .min(1, 'BACKUP_KEEP must be between 1 and 1000')
    .max(1000, 'BACKUP_KEEP must be between 1 and 1000')
    .default(7),
  BACKUP_HOURS: z.coerce
    .number('BACKUP_HOURS must be a number')
    .min(0.01, 'BACKUP_HOURS must be between 0.01 and 8760')
    .max(8760, 'BACKUP_HOURS must be between 0.01 and 8760')
    .default(24),
  ARCHIVE_DIR: z.string().min(1).optional(),
  ARCHIVE_KEEP: z.coerce
    .number('ARCHIVE_KEEP must be a number')
    .int('ARCHIVE_KEEP must be a whole number')
    .min(1, 'ARCHIVE_KEEP must be between 1 and 1000')
    .max(1000, 'ARCHIVE_KEEP must be between 1 and 1000')
    .default(7),
  ARCHIVE_HOURS: z.coerce
    .number('ARCHIVE_HOURS must be a number')
    .min(0.01, 'ARCHIVE_HOURS must be between 0.01 and 8760')
    .max(8760, 'ARCHIVE_HOURS must be between 0.01 and 8760')
    .default(24),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'LOG_LEVEL must be silent, fatal, error, warn, info, debug or trace',
    })
    .default('warn'),
})

/// Never repeated, not even when they are wrong.
const secrets = new Set(['NINETY_SECRET', 'SETUP_CODE', 'SMTP_URL', 'DATABASE_URL', 'REDIS_URL'])

/// Whether a HOST is reached from this machine only.
export function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '::1'
}

/// Reads the configuration. A variable that is set to nothing counts as not set.
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | BadConfig {
  const given = Object.fromEntries(
    Object.keys(shape.shape).flatMap((name) => {
      const value = env[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
  const read = shape.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    const name = String(issue?.path[0] ?? 'The environment')
    const what = issue?.message ?? `${name} cannot be read`
    const is = secrets.has(name) ? '' : ` (it is "${given[name] ?? ''}")`
    return { code: 'config.bad', message: `${what}${is}.` }
  }
  const { HOST, PUBLIC_URL, SMTP_URL } = read.data
  if (SMTP_URL !== undefined && PUBLIC_URL === undefined && !isLoopback(HOST)) {
    const message = 'SMTP_URL takes PUBLIC_URL too: links in mail lead there.'
    return { code: 'config.bad', message }
  }
  const { DATABASE_URL, NINETY_SECRET, BACKUP_DIR, ARCHIVE_DIR } = read.data
  if (DATABASE_URL !== undefined && NINETY_SECRET === undefined) {
    const message =
      'DATABASE_URL takes NINETY_SECRET too: all servers of a database have to sign alike.'
    return { code: 'config.bad', message }
  }
  const dataDir = resolve(read.data.DATA_DIR)
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    dataDir,
    databaseUrl: DATABASE_URL,
    redisUrl: read.data.REDIS_URL,
    publicUrl: read.data.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: read.data.TRUST_PROXY,
    secret: NINETY_SECRET,
    setupCode: read.data.SETUP_CODE,
    signUp: read.data.SIGN_UP,
    smtpUrl: read.data.SMTP_URL,
    mailFrom: read.data.MAIL_FROM,
    backupDir: BACKUP_DIR === 'none' ? undefined : resolve(BACKUP_DIR ?? join(dataDir, 'backups')),
    backupKeep: read.data.BACKUP_KEEP,
    backupHours: read.data.BACKUP_HOURS,
    archiveDir: ARCHIVE_DIR === undefined ? undefined : resolve(ARCHIVE_DIR),
    archiveKeep: read.data.ARCHIVE_KEEP,
    archiveHours: read.data.ARCHIVE_HOURS,
    logLevel: read.data.LOG_LEVEL,
  }
}
