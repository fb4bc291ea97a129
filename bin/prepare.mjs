// Runs before `npm start` and `npm test`, on whatever Node the machine has (20 or newer): plain
// JavaScript without dependencies. It installs what is missing and makes sure that the Node the
// project is written for has come with it. npm puts node_modules/.bin first in the PATH of the
// script that follows, so that one already runs on the pinned Node.
//
//   node bin/prepare.mjs           what it takes to serve, and an up-to-date client
//   node bin/prepare.mjs --tests   what it takes to test as well

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const forTests = process.argv.includes('--tests')

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch {
    return undefined
  }
}

function fail(...lines) {
  console.error(`\n${lines.join('\n')}\n`)
  process.exit(1)
}

/// Whether package-lock.json still says what package.json asks for.
function lockAgrees(manifest, lock) {
  const asked = lock?.packages?.[''] ?? {}
  const sorted = (wanted) => JSON.stringify(Object.entries(wanted ?? {}).sort())
  return ['dependencies', 'devDependencies'].every(
    (kind) => sorted(manifest[kind]) === sorted(asked[kind]),
  )
}

/// Whether everything the lockfile asks for lies in node_modules in that very version. What is
/// optional (builds for other machines) may be missing, and what only tests need when it is not
/// asked for.
function isInstalled(lock) {
  const installed = readJson('node_modules/.package-lock.json')?.packages
  if (!installed) return false
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.devOptional) return true
    if (wanted.dev && !forTests) return true
    return (
      installed[path]?.version === wanted.version && existsSync(join(root, path, 'package.json'))
    )
  })
}

function npm(...args) {
  const own = process.env.npm_execpath
  const [command, first] =
    own && basename(own).startsWith('npm-cli')
      ? [process.env.npm_node_execpath ?? process.execPath, [own]]
      : ['npm', []]
  const run = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: first.length === 0 && process.platform === 'win32',
  })
  return run.status === 0
}

function install() {
  const manifest = readJson('package.json')
  const lock = readJson('package-lock.json')
  const agrees = lockAgrees(manifest, lock)
  if (agrees && isInstalled(lock)) return
  console.log('Installing what is missing (npm install) …')
  // `npm install` and not `npm ci`: a mirror that lacks a build for some other platform must not
  // stop the install. The warnings left out say that some packages do not run on the old Node;
  // they do not have to.
  const done = npm(
    'install',
    '--loglevel=error',
    '--engine-strict=false',
    ...(agrees ? ['--no-save'] : []),
    ...(forTests ? ['--include=dev'] : []),
  )
  if (!done) {
    fail(
      'The dependencies could not be installed; npm says why above.',
      'Ninety needs to reach a package registry for its first start.',
    )
  }
}

/// The version of the Node that the next script will run on: the installed one if it works, else
/// this one, as the PATH has it.
function nextRuntime() {
  const installed = join(
    root,
    'node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  const run = spawnSync(installed, ['--version'], { encoding: 'utf8' })
  return run.status === 0
    ? { path: installed, version: run.stdout.trim().slice(1) }
    : { path: process.execPath, version: process.versions.node }
}

function pinnedRuntime() {
  const pinned = readJson('package.json').dependencies.node
  const fits = (version) => Number.parseInt(version, 10) >= Number.parseInt(pinned, 10)
  let runtime = nextRuntime()
  if (!fits(runtime.version)) {
    npm('rebuild', 'node', '--loglevel=error')
    runtime = nextRuntime()
  }
  if (!fits(runtime.version)) {
    fail(
      `Ninety runs on Node ${pinned}, but this is Node ${runtime.version}.`,
      `Node ${pinned} comes with the dependencies, in the package "node", whose install script`,
      'did not run here. Let it run and start again:',
      '',
      '  npm rebuild node --ignore-scripts=false',
      '',
      `Or install Node ${pinned} or newer on this machine.`,
    )
  }
  return runtime.path
}

install()
const node = pinnedRuntime()
if (!forTests) {
  const build = spawnSync(node, ['bin/build.ts', '--when-stale'], { cwd: root, stdio: 'inherit' })
  if (build.status !== 0) fail('The client could not be built; see above.')
}
