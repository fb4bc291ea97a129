import { peersIn } from '../peers.ts'

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

export const peers = peersIn<PeerPackage>('peers', wanted, { leveldown: true })

export function versionOf(name: PeerPackage): string {
  return wanted[name]
}
