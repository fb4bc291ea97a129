import { flushCompileCache } from 'node:module'
import { readConfig } from '../server/config.ts'
import { start } from '../server/main.ts'

/// `ninety serve`: runs until SIGTERM or SIGINT, then stops in good order. Ends at once when nothing
/// can be saved any more: whatever keeps it running starts it again.
export async function serve(): Promise<number> {
  const config = readConfig(process.env)
  if ('code' in config) return complain(config.message)
  // Before anybody is told that it runs, or could stop it while it starts.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  const server = await start(config)
  if ('code' in server) return complain(server.message)
  const code = await server.setupCode()
  if (code !== undefined) {
    const where = config.setupCode === undefined ? code : 'the one that SETUP_CODE holds'
    process.stdout.write(`The code that makes the first account the owner: ${where}\n`)
  }
  process.stdout.write(`Ninety is at ${server.url}\n`)
  // Node writes it when it ends, which a process that is killed never does. Nothing the second time.
  flushCompileCache()
  const lost = await Promise.race([stopped, server.lost])
  // Not in good order: it would wait for what nobody answers. Browsers keep what is not saved.
  if (lost) process.exit(1)
  await server.close()
  return 0
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
