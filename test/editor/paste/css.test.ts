import { expect, test } from 'vitest'
import { classesIn } from '../../../src/editor/paste/css.ts'

/// What style sheets in pasted text say of classes.

test('later rules of a class add to it and win; what nobody asks for is not kept', () => {
  const sheets = ['p.a, .b {margin-left: 1in; color: red} .a{display:none}', '.a{margin-left:2in}']
  const said = [...classesIn(sheets)].map(([name, each]) => [name, Object.fromEntries(each)])
  expect(Object.fromEntries(said)).toEqual({
    a: { 'margin-left': '2in', display: 'none' },
    b: { 'margin-left': '1in' },
  })
})

test('many sheets with many rules of one class are read at once', () => {
  const sheet = Array.from({ length: 15_000 }, (_, i) => `.a{p${i}:1}`).join('')
  const start = performance.now()
  classesIn(Array.from({ length: 50 }, () => sheet))
  // About 50 ms; what grows with the square takes minutes.
  expect(performance.now() - start).toBeLessThan(5000)
})
