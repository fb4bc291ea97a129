import { expect, test } from 'vitest'
import { cuesOf, litAt } from '../../../src/shared/derive/cues.ts'
import { en, episode, line, segment } from './script.ts'

const show = episode([
  segment([line('scene-heading', 'INT. ROOM - DAY'), line('action', 'She signs.')]),
  segment([
    line('general', 'Cast: Lin, Zhou'),
    line('character', 'LIN'),
    line('parenthetical', '(softly)'),
    line('dialogue', 'No.'),
    line('character', 'ZHOU', { dual: 'right' }),
    line('dialogue', 'Yes. Yes, yes, yes.'),
    line('action', 'They laugh.'),
    line('dialogue', 'Who was that?'),
  ]),
])

test('lines that take time follow each other, each with who says it and how', () => {
  const { cues, time } = cuesOf(show, en)
  expect(
    cues.map(({ line: { text }, character, parenthetical, scene, segment: at }) => [
      at,
      scene?.number,
      character?.text,
      parenthetical?.text,
      text,
    ]),
  ).toEqual([
    [0, 1, undefined, undefined, 'INT. ROOM - DAY'],
    [0, 1, undefined, undefined, 'She signs.'],
    [1, 1, 'LIN', '(softly)', 'No.'],
    [1, 1, 'ZHOU', undefined, 'Yes. Yes, yes, yes.'],
    [1, 1, undefined, undefined, 'They laugh.'],
    [1, 1, undefined, undefined, 'Who was that?'],
  ])
  expect(cues.map(({ start }) => start)).toEqual([
    0,
    1,
    2.5,
    2.5,
    expect.any(Number),
    expect.any(Number),
  ])
  expect(cues.at(-1)?.end).toBeCloseTo(time.seconds)
})

test('what is said at the same time is on at the same time, and the last line stays', () => {
  const cues = cuesOf(show, en)
  const on = (at: number) => litAt(cues, at).map(({ line: { text } }) => text)
  expect(on(0)).toEqual(['INT. ROOM - DAY'])
  expect(on(2.6)).toEqual(['No.', 'Yes. Yes, yes, yes.'])
  expect(on(4)).toEqual(['Yes. Yes, yes, yes.'])
  expect(on(cues.time.seconds)).toEqual(['Who was that?'])
})

test('in what is planned and not written nothing is on', () => {
  const cues = cuesOf(episode([segment([line('action', '')], { seconds: 10 })]), en)
  expect(cues.time.seconds).toBe(10)
  expect(litAt(cues, 5)).toEqual([])
})
