/// LibreOffice on this machine, with a profile of its own that is gone afterwards.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Step } from './steps.ts'

/// A document to be opened, changed and saved as another.
export interface Work {
  readonly source: string
  readonly target: string
  readonly steps: readonly Step[]
}

/// Whoever edits in LibreOffice.
const editor = 'Ana'

interface Programs {
  readonly soffice: string
  /// A Python that can talk to LibreOffice.
  readonly python: string
}

const aptGet = '/usr/bin/apt-get'

/// Sees to it that there is a LibreOffice, on a Debian that we may change by installing it. Gives
/// its version; throws an error that says what to do.
export function installLibreOffice(): string {
  if (!programs() && process.getuid?.() === 0 && existsSync(aptGet)) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = (...args: string[]) => spawnSync(aptGet, args, { stdio: 'inherit', env })
    run('update')
    run('install', '-y', '--no-install-recommends', 'libreoffice-writer', 'python3-uno')
  }
  const found = programs()
  if (!found) {
    throw new Error(
      'There is no LibreOffice to hold files against. Install it (on Debian: ' +
        '`apt-get install libreoffice-writer python3-uno`) and run this again.',
    )
  }
  const { stdout } = spawnSync(found.soffice, ['--version'], { encoding: 'utf8' })
  return stdout.trim()
}

/// Does all of it, in order. Throws an error with what LibreOffice said where it could not.
export function editAll(work: readonly Work[]): void {
  const found = programs()
  if (!found) throw new Error('There is no LibreOffice.')
  const folder = mkdtempSync(join(tmpdir(), 'ninety-office-'))
  const pipe = `ninety${process.pid}`
  mkdirSync(join(folder, 'user'))
  writeFileSync(join(folder, 'user', 'registrymodifications.xcu'), profile)
  const office = spawn(
    found.soffice,
    [
      ...['--headless', '--norestore', '--nologo', `--accept=pipe,name=${pipe};urp;`],
      `-env:UserInstallation=${pathToFileURL(folder)}`,
    ],
    { stdio: 'ignore', detached: true },
  )
  try {
    const done = spawnSync(found.python, [join(import.meta.dirname, 'editor.py'), pipe], {
      input: JSON.stringify(work),
      encoding: 'utf8',
      timeout: 300_000,
    })
    const lacking = work.find(({ target }) => !existsSync(target))
    if (lacking) throw new Error(`LibreOffice did not save ${lacking.target}:\n${done.stderr}`)
  } finally {
    if (office.pid !== undefined) endGroup(office.pid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/// `soffice` is a script: what it starts goes with it.
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="givenname" oor:op="fuse"><value>${editor}</value></prop></item>
</oor:items>
`

function programs(): Programs | undefined {
  const soffice = inPath('soffice', ['/usr/lib/libreoffice/program', '/opt/libreoffice/program'])
  if (!soffice) return undefined
  // The system's own, of several: LibreOffice's module is installed beside it alone.
  const pythons = ['/usr/bin/python3', inPath('python3', [])]
  const python = pythons.find(
    (path) => path && spawnSync(path, ['-c', 'import uno'], { stdio: 'ignore' }).status === 0,
  )
  return python ? { soffice, python } : undefined
}

function inPath(program: string, also: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', ...also]
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}
