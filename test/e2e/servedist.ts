/// The server with the client of another folder: node test/e2e/servedist.ts FOLDER

import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'

const config = readConfig(process.env)
if ('code' in config) throw new Error(config.message)
const server = await start(config, { dist: process.argv[2] ?? '' })
if ('code' in server) throw new Error(server.message)
console.log(`Ninety is at ${server.url}`)
process.once('SIGTERM', () => void server.close())
