import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

// What it takes in time is measured by `npm run hostile`, where nothing else runs.
it('frames after the grammar, right and spoilt: each refused as foretold, nothing else harmed', async () => {
  const report = await fuzz({ frames: 2000, seed: 20_260, say: () => {}, foes: 4 })
  expect(report.wrong.filter((line) => !line.includes('another room took'))).toEqual([])
  expect(report.sent).toBe(2000)
  expect(report.codes.get('4400')).toBeGreaterThan(50)
  expect(report.codes.get('4500')).toBeUndefined()
}, 240_000)
