/// `npm run dev`: the Node server, started again when its sources change, and in front of it
/// Vite's dev server, which hands on what is not the client (see vite.config.ts).

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { apiPort, appPort } from '../vite.config.ts'

const root = join(import.meta.dirname, '..')

const server = spawn(process.execPath, ['--watch', 'bin/ninety.ts', 'serve'], {
  cwd: root,
  stdio: 'inherit',
  env: { PUBLIC_URL: `http://localhost:${appPort}`, ...process.env, PORT: String(apiPort) },
})
const client = await createServer({ root })
await client.listen()
client.printUrls()

async function stop(): Promise<void> {
  server.kill()
  await client.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
server.once('exit', stop)
