import { expect, test } from 'vitest'
import { type Stood, stackNames } from '../../src/editor/namestack.ts'
import fc from '../draw.ts'

const at = (client: number, offset: number, block = 1): Stood => ({ client, block, offset })

test('names apart from each other stand low', () => {
  const stacked = stackNames([at(1, 0), at(2, 30), at(3, 0, 90)])
  expect([...stacked.values()]).toEqual([
    { level: 0, more: 0 },
    { level: 0, more: 0 },
    { level: 0, more: 0 },
  ])
})

test('names side by side stand one above the other, from the left', () => {
  const stacked = stackNames([at(1, 12), at(2, 4)])
  expect(stacked.get(2)?.level).toBe(0)
  expect(stacked.get(1)?.level).toBe(1)
})

test('of twenty in one place three names are shown, and the highest says how many more', () => {
  const stacked = stackNames(Array.from({ length: 20 }, (_, i) => at(i, 5)))
  const shown = [...stacked.values()].filter(({ level }) => level !== undefined)
  expect(shown).toEqual([
    { level: 0, more: 0 },
    { level: 1, more: 0 },
    { level: 2, more: 17 },
  ])
})

test('no two names at one height are close to each other, and everybody is counted', () => {
  const cursor = fc.record({ block: fc.nat(3), offset: fc.nat(80) })
  fc.assert(
    fc.property(fc.array(cursor, { maxLength: 30 }), (cursors) => {
      const stood = cursors.map((each, client) => ({ client, ...each }))
      const stacked = stackNames(stood)
      const shown = stood.filter(({ client }) => stacked.get(client)?.level !== undefined)
      for (const a of shown) {
        for (const b of shown) {
          if (a.client >= b.client || a.block !== b.block) continue
          if (stacked.get(a.client)?.level !== stacked.get(b.client)?.level) continue
          expect(Math.abs(a.offset - b.offset)).toBeGreaterThanOrEqual(14)
        }
      }
      const more = [...stacked.values()].reduce((sum, each) => sum + each.more, 0)
      expect(shown.length + more).toBe(stood.length)
    }),
  )
})
