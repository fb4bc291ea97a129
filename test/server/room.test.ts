import { expect, it } from 'vitest'
import { openHouse } from './house.ts'

it('two stock clients type in one series and see the same', async () => {
  const house = await openHouse()
  const series = await house.series()
  const ana = await house.person(series)
  const bo = await house.person(series)
  ana.type('The lift stops. ')
  bo.type('Nobody speaks. ')
  const both = (text: string) => text.includes('stops') && text.includes('speaks')
  await Promise.all([ana, bo].map((each) => each.when(() => both(each.notes.toString()))))
  expect(ana.notes.toString()).toBe(bo.notes.toString())
})
