/// Peers, installed beside the project the first time a bench needs them: they bring many packages,
/// some compiled for the machine, which nobody who only works on Ninety should wait for.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Peers<Name extends string> {
  /// Where a file of a peer lies.
  file(name: Name, file: string): string
  /// Installs what is not there yet. Throws when it cannot be.
  install(): void
}

/// Packages in these versions, in a folder of their own. `allowScripts` names those that may run a
/// script when they are installed.
export function peersIn<Name extends string>(
  place: string,
  wanted: Readonly<Record<Name, string>>,
  allowScripts: Readonly<Record<string, true>> = {},
): Peers<Name> {
  const folder = join(import.meta.dirname, '../.cache/bench', place)
  const file = (name: Name, path: string) => join(folder, 'node_modules', name, path)
  return {
    file,
    install() {
      const manifest = JSON.stringify({
        name: 'peers',
        private: true,
        type: 'module',
        dependencies: wanted,
        allowScripts,
      })
      const path = join(folder, 'package.json')
      const isThere = Object.keys(wanted).every((name) => {
        return existsSync(file(name as Name, 'package.json'))
      })
      if (isThere && existsSync(path) && readFileSync(path, 'utf8') === manifest) return
      console.log('Installing the peers …')
      mkdirSync(folder, { recursive: true })
      writeFileSync(path, manifest)
      const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
        cwd: folder,
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`The peers could not be installed.\n${stderr}`)
    },
  }
}
