import { expect, test } from 'vitest'
import { setLineSeconds, setSceneSeconds } from '../../../src/shared/document/lineseconds.ts'
import {
  binBeat,
  moveBeat,
  restoreSegment,
  splitSegment,
} from '../../../src/shared/document/segments.ts'
import { meet, type Person, twoPeople } from './room.ts'

/// What is planned for lines and scenes goes where its line goes.

const plans = (person: Person, text: string) => {
  const { seconds, sceneSeconds } = person.line(text).line
  return { seconds, sceneSeconds }
}

test('seconds are set, changed and taken back, each as one step', () => {
  const [ada] = twoPeople()
  const { line } = ada.line('red one')
  expect(setLineSeconds(ada.document, line.id, 4)).toBe(true)
  expect(plans(ada, 'red one')).toEqual({ seconds: 4, sceneSeconds: undefined })
  setSceneSeconds(ada.document, line.id, 30)
  expect(plans(ada, 'red one')).toEqual({ seconds: 4, sceneSeconds: 30 })
  ada.history.undo()
  expect(plans(ada, 'red one')).toEqual({ seconds: 4, sceneSeconds: undefined })
  setLineSeconds(ada.document, line.id, undefined)
  expect(plans(ada, 'red one')).toEqual({ seconds: undefined, sceneSeconds: undefined })
  expect(setLineSeconds(ada.document, 'elsewhere', 4)).toBe(false)
})

test('two plan different things of one line at once, and somebody types in it: all of it holds', () => {
  const [ada, ben] = twoPeople()
  const { line } = ada.line('red one')
  setLineSeconds(ada.document, line.id, 4)
  setSceneSeconds(ben.document, line.id, 30)
  ben.type('very ', 'red one')
  meet(ada, ben)
  for (const each of [ada, ben]) {
    expect(plans(each, 'very red one')).toEqual({ seconds: 4, sceneSeconds: 30 })
  }
})

test('of two plans for the same scene one holds, the same for both', () => {
  const [ada, ben] = twoPeople()
  const { line } = ada.line('red one')
  setSceneSeconds(ada.document, line.id, 20)
  setSceneSeconds(ben.document, line.id, 30)
  meet(ada, ben)
  expect(plans(ada, 'red one')).toEqual(plans(ben, 'red one'))
  expect([20, 30]).toContain(plans(ada, 'red one').sceneSeconds)
})

test('a plan goes along when its beat is moved, cut, binned and put back meanwhile', () => {
  const [ada, ben] = twoPeople()
  const { line, segment } = ada.line('red two')
  setSceneSeconds(ada.document, line.id, 30)
  splitSegment(ben.document, ben.at('red two'))
  moveBeat(ben.document, segment.id, ben.episode(2), 0)
  meet(ada, ben)
  expect(plans(ada, 'red two').sceneSeconds).toBe(30)
  const moved = ada.line('red two').segment.id
  binBeat(ada.document, moved)
  restoreSegment(ada.document, moved, ada.episode(1))
  expect(plans(ada, 'red two').sceneSeconds).toBe(30)
})

test('a heading that is joined with the next line, or becomes another element, keeps its plan', () => {
  const [ada] = twoPeople()
  ada.make('scene-heading', 'red one')
  setSceneSeconds(ada.document, ada.line('red one').line.id, 30)
  ada.make('action', 'red one')
  expect(plans(ada, 'red one').sceneSeconds).toBe(30)
  ada.join('red two')
  expect(plans(ada, 'red onered two').sceneSeconds).toBe(30)
})
