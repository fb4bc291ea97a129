import { resolve } from 'node:path'
import { z } from 'zod'

/// What the server runs with. Everything comes from the environment; see README for each name.
export interface Config {
  /// 0 lets the system choose: for tests.
  readonly port: number
  /// The address that was asked for. Until accounts exist the server listens on loopback only.
  readonly host: string
  /// Absolute.
  readonly dataDir: string
  /// Where people reach the server, without a slash at the end, when it stands behind a proxy.
  readonly publicUrl: string | undefined
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
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'LOG_LEVEL must be silent, fatal, error, warn, info, debug or trace',
    })
    .default('warn'),
})

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
    return {
      code: 'config.bad',
      message: `${issue?.message ?? `${name} cannot be read`} (it is "${given[name] ?? ''}").`,
    }
  }
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    dataDir: resolve(read.data.DATA_DIR),
    publicUrl: read.data.PUBLIC_URL?.replace(/\/+$/, ''),
    logLevel: read.data.LOG_LEVEL,
  }
}
