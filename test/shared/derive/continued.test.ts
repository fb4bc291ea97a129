import { expect, test } from 'vitest'
import { continuedCues } from '../../../src/shared/derive/continued.ts'
import { sceneNumbers } from '../../../src/shared/derive/scenenumbers.ts'
import type { Element } from '../../../src/shared/domain/element.ts'

const line = (element: Element, text: string, more: object = {}) => ({ element, text, ...more })
const cue = (text: string, more: object = {}) => line('character', text, more)
const said = line('dialogue', 'x')
const seen = line('action', 'y')

function marks(...lines: Parameters<typeof continuedCues>[0]): boolean[] {
  const { continued } = continuedCues(lines)
  return lines.flatMap(({ element }, i) => (element === 'character' ? [continued[i] ?? false] : []))
}

test('who speaks again with only what is seen between goes on', () => {
  expect(marks(cue('MARA'), said, seen, cue('MARA'), said)).toEqual([false, true])
  expect(marks(cue('Mara (V.O.)'), said, cue('MARA'), said)).toEqual([false, true])
  expect(marks(cue('小满'), said, seen, cue('小满OS'), said)).toEqual([false, true])
})

test('another speaker, a new scene and a transition begin anew', () => {
  expect(marks(cue('MARA'), cue('JON'), cue('MARA'))).toEqual([false, false, false])
  expect(marks(cue('MARA'), line('scene-heading', 'INT. LIFT'), cue('MARA'))).toEqual([
    false,
    false,
  ])
  expect(marks(cue('MARA'), line('transition', 'CUT TO:'), cue('MARA'))).toEqual([false, false])
})

test('an empty cue, what is written already and two at once are not marked', () => {
  expect(marks(cue('MARA'), cue(''), cue('MARA'))).toEqual([false, false, true])
  expect(marks(cue('MARA'), cue("MARA (CONT'D)"), cue('MARA（续）'))).toEqual([false, false, false])
  const pair = [cue('MARA', { dual: 'left' }), cue('MARA', { dual: 'right' })]
  expect(marks(cue('MARA'), ...pair, cue('MARA'))).toEqual([false, false, false, false])
})

test('it goes on from one segment to the next', () => {
  const { speaker } = continuedCues([cue('MARA'), said])
  expect(continuedCues([seen, cue('MARA')], speaker).continued).toEqual([false, true])
})

test('scenes are counted through an episode; a number that is stored or written wins', () => {
  const heading = (text: string, more: object = {}) => line('scene-heading', text, more)
  const lines = [
    heading('INT. A'),
    seen,
    heading('INT. B', { sceneNumber: '7A' }),
    heading('INT. C'),
  ]
  const count = { episode: 12, dress: 'en', scenes: 1 } as const
  const { numbers, scenes } = sceneNumbers(lines, count)
  expect(numbers).toEqual(['2', undefined, undefined, '4'])
  expect(scenes).toBe(4)
  const chinese = [heading('夜 内 电梯'), heading('12-6 日 外'), heading(''), heading('日 外 山谷')]
  expect(sceneNumbers(chinese, { episode: 12, dress: 'zh-Hans', scenes: 4 }).numbers).toEqual([
    '12-5',
    undefined,
    undefined,
    '12-7',
  ])
})
