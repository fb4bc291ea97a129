import { expect, test } from 'vitest'
import { initials } from '../../src/views/series/initials.ts'

test.each([
  ['Quiet Heron', 'QH'],
  ['ada', 'A'],
  ['Jean Luc Picard', 'JL'],
  ['白鹭', '白鹭'],
  ['林晓月', '晓月'],
  ['Émile Zola', 'ÉZ'],
  ['  ', ''],
])('%s is %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
