import { expect, it } from 'vitest'
import { openHouse } from './house.ts'

it('a new store has the two samples, once and for all', async () => {
  const house = await openHouse({ samples: true })
  const listed = async (from = house) =>
    (await from.library.list(false)).map(({ id, language }) => [id, language])
  expect(await listed()).toEqual([
    ['sample-en', 'en'],
    ['sample-zh-Hans', 'zh-Hans'],
  ])
  const found = await house.library.screenplay('sample-zh-Hans')
  expect('screenplay' in found && found.screenplay.episodes.length).toBe(12)
  await house.library.bin('sample-en', true)
  await house.close()
  const again = await openHouse({ samples: true }, house.dataDir)
  expect(await listed(again)).toEqual([['sample-zh-Hans', 'zh-Hans']])
})

it('a store that holds something gets none', async () => {
  const house = await openHouse()
  await house.series()
  await house.close()
  const again = await openHouse({ samples: true }, house.dataDir)
  expect((await again.library.list(false)).length).toBe(1)
})
