import { readConfig } from '../server/config.ts'
import { start } from '../server/main.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/// `ninety serve`: runs until SIGTERM or SIGINT, then stops in good order.
export async function serve(): Promise<number> {
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message)
  const server = await start(config)
  if ('code' in server) return complain(server.message)
  if (!loopback.has(config.host)) {
    process.stdout.write(
      `HOST is ${config.host}, but without accounts Ninety listens on this machine only.\n`,
    )
  }
  process.stdout.write(`Ninety is at ${server.url}\n`)
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await server.close()
  return 0
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
