/// The server with another window in which edits gather: BENCH_WINDOW, in milliseconds.

import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'

const config = readConfig(process.env)
if ('code' in config) throw new Error(config.message)
const running = await start(config, { windowMs: Number(process.env.BENCH_WINDOW) })
if ('code' in running) throw new Error(running.message)
console.log(`Ninety is at ${running.url}`)
