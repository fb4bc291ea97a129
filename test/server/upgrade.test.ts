import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { schemaVersion, versionOf } from '../../server/store/schema.ts'
import { freshFolder, openHouse } from './house.ts'

/// Data folders that earlier versions wrote (test/fixtures/upgrade/README.md).

const fixtures = join(import.meta.dirname, '../fixtures/upgrade')

type Said = Readonly<Record<string, Readonly<Record<string, string | null>>>>

/// A folder as that version left it, and what people had typed.
function folderOf(version: string): { dataDir: string; said: Said } {
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
function textsOf(doc: Y.Doc): Record<string, string | null> {
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

function versionIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return versionOf(db)
  } finally {
    db.close()
  }
}

it.each(['first-store', 'accounts'])('opens what %s wrote, every word of it', async (version) => {
  const { dataDir, said } = folderOf(version)
  const house = await openHouse({}, dataDir)
  expect(Object.keys(said)).toHaveLength(2)
  for (const [series, texts] of Object.entries(said)) {
    // In a series without members the owner lets themself in, as on the first start.
    await house.household.members.add(series, house.ada.userId, 'owner', [])
    const person = await house.person(series)
    expect(textsOf(person.doc)).toEqual(texts)
    person.type(' And on it goes.')
  }
  await house.close()

  // It is of today's version, with a copy beside it of how it was.
  const path = join(dataDir, 'ninety.sqlite')
  expect(versionIn(path)).toBe(schemaVersion)
  const copy = `${path}.before-${schemaVersion}`
  expect(existsSync(copy)).toBe(true)
  expect(versionIn(copy)).toBe(1)

  // The copy alone is as good a beginning.
  const again = folderOf(version)
  writeFileSync(join(again.dataDir, 'ninety.sqlite'), readFileSync(copy))
  writeFileSync(join(again.dataDir, 'ninety.sqlite-wal'), '')
  const before = await openHouse({}, again.dataDir)
  for (const [series, texts] of Object.entries(said)) {
    await before.household.members.add(series, before.ada.userId, 'owner', [])
    expect(textsOf((await before.person(series)).doc)).toEqual(texts)
  }
})

it('lets in who had an account, by their password', async () => {
  const { dataDir } = folderOf('accounts')
  const house = await openHouse({}, dataDir)
  const { accounts } = house.household
  const found = await accounts.signIn('ada@room.test', 'a long enough password', new Headers())
  expect(found.kind).toBe('signed')
})
