import { expect, test } from 'vitest'
import { sceneOfLine, scenesOf } from '../../../src/shared/derive/scenes.ts'
import { episode, line, segment } from './script.ts'

const show = episode([
  segment([line('action', 'Before.'), line('scene-heading', 'INT. A - DAY')]),
  segment([line('action', 'In A.')]),
  segment([
    line('action', 'Still A.'),
    line('scene-heading', 'INT. B - DAY'),
    line('scene-heading', 'INT. C - DAY'),
    line('action', 'In C.'),
  ]),
])

test('a scene goes from its heading to the next, through segments', () => {
  expect(scenesOf(show).map(({ heading, number, runs }) => [heading.text, number, runs])).toEqual([
    [
      'INT. A - DAY',
      1,
      [
        { segment: 0, from: 1, to: 2 },
        { segment: 1, from: 0, to: 1 },
        { segment: 2, from: 0, to: 1 },
      ],
    ],
    ['INT. B - DAY', 2, [{ segment: 2, from: 1, to: 2 }]],
    ['INT. C - DAY', 3, [{ segment: 2, from: 2, to: 4 }]],
  ])
})

test('a line is in one scene, or in front of all of them', () => {
  const scenes = show.segments.flatMap(({ lines }) =>
    lines.map(({ id }) => sceneOfLine(show, id)?.number),
  )
  expect(scenes).toEqual([undefined, 1, 1, 1, 2, 3, 3])
  expect(sceneOfLine(show, 'elsewhere')).toBeUndefined()
})
