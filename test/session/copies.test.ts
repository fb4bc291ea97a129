import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import {
  copiesOf,
  expireCopies,
  noteCopy,
  removeSafeCopiesBut,
  removeSafeCopiesOf,
} from '../../src/session/copies.ts'
import { baseName, openBase } from '../../src/session/copybase.ts'

/// The copies in a browser, as it keeps them.

async function make(account: string, series: string): Promise<void> {
  const base = await openBase(baseName(account, series))
  await base.put('rows', { updates: [new Uint8Array([0, 0])] }, 'a row')
  base.close()
}

async function bases(): Promise<readonly (string | undefined)[]> {
  const all = await indexedDB.databases()
  return all.map(({ name }) => name).filter((name) => name !== 'ninety:copies')
}

test('a copy whose page was closed before it was entered in the list goes with the others', async () => {
  await make('ada', 's1')
  await make('ada', 's2')
  await make('ben', 's1')
  await noteCopy({ account: 'ada', series: 's1', title: 'One', language: 'en', at: 1 })
  expect((await copiesOf('ada')).map(({ series }) => series)).toEqual(['s2', 's1'])

  await removeSafeCopiesBut('ada', ['s1'])
  expect(await bases()).toEqual([baseName('ada', 's1'), baseName('ben', 's1')])
  await make('ada', 's2')
  await removeSafeCopiesOf('ada')
  expect(await bases()).toEqual([baseName('ben', 's1')])
})

test('one that is not in the list stays for 90 days from when it is found', async () => {
  await make('cleo', 's1')
  const day = 24 * 60 * 60 * 1000
  const now = Date.now()
  await expireCopies(now)
  expect(await bases()).toContain(baseName('cleo', 's1'))
  await expireCopies(now + 89 * day)
  expect(await bases()).toContain(baseName('cleo', 's1'))
  await expireCopies(now + 91 * day)
  expect(await bases()).not.toContain(baseName('cleo', 's1'))
})
