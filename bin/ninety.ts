#!/usr/bin/env node
/// The command line: `ninety serve | import FILE | export SERIES | convert IN OUT | check FILE`.
/// Each command gives its exit code.

const needed = 26

async function main(): Promise<number> {
  const [command = 'help'] = process.argv.slice(2)
  switch (command) {
    case 'serve':
      return (await import('./serve.ts')).serve()
    default:
      process.stderr.write('Usage: ninety serve\n')
      return command === 'help' ? 0 : 2
  }
}

if (Number.parseInt(process.versions.node, 10) < needed) {
  process.stderr.write(
    `Ninety runs on Node ${needed} or newer, but this is Node ${process.versions.node}.\n` +
      'It comes with the dependencies: run "npm install", then "npm start", or\n' +
      '"npm rebuild node --ignore-scripts=false" when npm was told not to run install scripts.\n',
  )
  process.exitCode = 1
} else {
  process.exitCode = await main()
}
