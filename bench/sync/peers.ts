/// The peers, installed beside the project the first time the bench runs: they bring seventy packages,
/// one of them compiled for the machine, which nobody who only works on Ninety should wait for.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../.cache/bench/peers')

/// 0.1.1 is the last of y-websocket's server on Yjs 13: 0.1.5 asks for a prerelease of Yjs 14, whose
/// messages a Yjs 13 client does not understand.
const wanted = {
  '@y/websocket-server': '0.1.1',
  '@hocuspocus/server': '4.7.0',
  '@hocuspocus/extension-database': '4.7.0',
  yjs: '13.6.33',
  'y-protocols': '1.0.7',
  lib0: '0.2.120',
} as const

export type PeerPackage = keyof typeof wanted

export function versionOf(name: PeerPackage): string {
  return wanted[name]
}

/// Where a file of a peer lies.
export function peerFile(name: PeerPackage, file: string): string {
  return join(folder, 'node_modules', name, file)
}

/// Installs what is not there yet. Throws when it cannot be.
export function installPeers(): void {
  const manifest = JSON.stringify({
    name: 'peers',
    private: true,
    type: 'module',
    dependencies: wanted,
    allowScripts: { leveldown: true },
  })
  const path = join(folder, 'package.json')
  const isThere = Object.keys(wanted).every((name) => {
    return existsSync(peerFile(name as PeerPackage, 'package.json'))
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
}
