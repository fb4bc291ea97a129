#!/usr/bin/env node
/// The command line. Each command gives its exit code.

import module from 'node:module'
import { join } from 'node:path'

const needed = 26

const usage = `Usage: ninety COMMAND
  serve             runs the server; see README for its settings
  import FILE       adds a series from a file
  export SERIES     writes a series to a file, or to standard output
  convert IN OUT    turns one file into another, without a server
  reset-password EMAIL
                    sets a new password, for who has forgotten theirs
  backup [DIR]      writes everything to a file, beside a running server or without one
  restore FILE      puts a backup in the place of what is there
  migrate           moves everything to the database that DATABASE_URL names
  check FILE        says what a file holds and what would not be carried over
  fonts [NAME ...]  lists what PDFs can be printed in, or fetches some of it
`

async function main([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'serve':
      return (await import('./serve.ts')).serve()
    case 'import':
      return (await import('./import.ts')).importFile(args)
    case 'export':
      return (await import('./export.ts')).exportSeries(args)
    case 'convert':
      return (await import('./convert.ts')).convert(args)
    case 'reset-password':
      return (await import('./reset-password.ts')).resetPassword(args)
    case 'backup':
      return (await import('./backup.ts')).backup(args)
    case 'restore':
      return (await import('./restore.ts')).restore(args)
    case 'migrate':
      return (await import('./migrate.ts')).migrate(args)
    case 'check':
      return (await import('./check.ts')).check(args)
    case 'fonts':
      return (await import('./fonts.ts')).fonts(args)
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(usage)
      return 0
    default:
      process.stderr.write(`There is no command ${command}.\n${usage}`)
      return 2
  }
}

/// Keeps what Node has made of the sources for the next time: beside them, in .cache/compiled, or
/// where NODE_COMPILE_CACHE says. Threads read there too. Where that folder cannot be written, Node
/// goes without it and says nothing.
function rememberCompiled(): void {
  const { NODE_COMPILE_CACHE: elsewhere } = process.env
  const folder = elsewhere || join(import.meta.dirname, '../.cache/compiled')
  const { directory } = module.enableCompileCache(folder)
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE = folder
}

// Before anything else is loaded: what it imports does not run on an older Node.
if (Number.parseInt(process.versions.node, 10) < needed) {
  process.stderr.write(
    `Ninety runs on Node ${needed} or newer, but this is Node ${process.versions.node}.\n` +
      'It comes with the dependencies: run "npm install", then "npm start", or\n' +
      '"npm rebuild node --ignore-scripts=false" when npm was told not to run install scripts.\n',
  )
  process.exitCode = 1
} else {
  rememberCompiled()
  process.exitCode = await main(process.argv.slice(2))
}
