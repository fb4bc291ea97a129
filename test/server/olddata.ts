/// Data folders that earlier versions wrote (test/fixtures/upgrade/README.md).

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { freshFolder } from './house.ts'

const fixtures = join(import.meta.dirname, '../fixtures/upgrade')

/// By series and by the address of a text in its document.
export type Said = Readonly<Record<string, Readonly<Record<string, string | null>>>>

/// A folder as that version left it, and what people had typed.
export function folderOf(version: string): { dataDir: string; said: Said } {
  const dataDir = freshFolder()
  for (const file of readdirSync(join(fixtures, version))) {
    if (!file.endsWith('.gz')) continue
    const bytes = gunzipSync(readFileSync(join(fixtures, version, file)))
    writeFileSync(join(dataDir, file.slice(0, -'.gz'.length)), bytes)
  }
  const said = JSON.parse(readFileSync(join(fixtures, version, 'said.json'), 'utf8')) as Said
  return { dataDir, said }
}

/// Every text of a document under the address that said.json gives it.
export function textsOf(doc: Y.Doc): Record<string, string | null> {
  const texts: Record<string, string | null> = {}
  const entries = (root: string) => [...(doc.getMap(root) as Y.Map<unknown>)]
  for (const key of ['title', 'logline', 'notes']) {
    texts[`series.${key}`] = plain(doc.getMap('series').get(key))
  }
  for (const [root, keys] of [
    ['episodes', ['title', 'summary']],
    ['segments', ['outline']],
  ] as const) {
    for (const [id, entity] of entries(root)) {
      for (const key of keys) {
        texts[`${root}.${id}.${key}`] = plain(entity instanceof Y.Map ? entity.get(key) : null)
      }
    }
  }
  for (const [id, body] of entries('bodies')) texts[`bodies.${id}`] = plain(body)
  return texts
}

/// Its characters, with a line break for whatever is none.
function plain(text: unknown): string | null {
  if (!(text instanceof Y.Text)) return null
  const parts = text.toDelta() as readonly { readonly insert: unknown }[]
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '\n')).join('')
}
