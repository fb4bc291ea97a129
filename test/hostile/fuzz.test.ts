import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

// What it takes in time is measured by `npm run hostile`, where nothing else runs.
it('frames after the grammar, right and spoilt: each refused as foretold, nothing else harmed', async () => {
  const options = { frames: 2000, seed: 20_260, foes: 4, measures: false }
  const report = await fuzz({ ...options, say: () => {} })
  expect(report.wrong).toEqual([])
  expect(report.sent).toBe(2000)
  expect(report.codes.get('4400')).toBeGreaterThan(50)
  expect(report.codes.get('4500')).toBeUndefined()
}, 240_000)
