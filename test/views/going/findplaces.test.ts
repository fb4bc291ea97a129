import { expect, test } from 'vitest'
import { findScenes, findSpeakers, most } from '../../../src/views/going/findplaces.ts'
import { landmarksOf } from '../../../src/views/going/landmarks.ts'
import { seasonOf } from './season.ts'

const { episodes } = seasonOf(`Title: The Ferry
Language: en

# Episode 1: Out

## Hook
INT. WHEELHOUSE - NIGHT

NORA (V.O.)
Who rings at this hour?

## Beat
EXT. JETTY - NIGHT

OLD PIERS
Not me.

NORA
Then who?

## Cliffhanger
The bell.

# Episode 2: Back

## Hook
INT. WHEELHOUSE - DAY

OLD PIERS & NORA
You!

## Cliffhanger
The rope.
`)

const [first, second] = episodes
if (!first || !second) throw new Error('two episodes')

test('a scene is found by words of its heading, in the order of the season', () => {
  const scenes = findScenes(episodes, 'wheel')
  expect(scenes.map(({ heading, number }) => [heading, number])).toEqual([
    ['INT. WHEELHOUSE - NIGHT', 1],
    ['INT. WHEELHOUSE - DAY', 2],
  ])
  expect(findScenes(episodes, 'night jetty').map(({ heading }) => heading)).toEqual([
    'EXT. JETTY - NIGHT',
  ])
  expect(findScenes(episodes, 'zeppelin')).toEqual([])
  expect(findScenes(episodes, '  ')).toEqual([])
})

test('a character is found by name, whatever is said about the voice, with the first line', () => {
  const [nora, ...others] = findSpeakers(episodes, 'nora', {})
  expect(others).toEqual([])
  expect(nora?.name).toBe('NORA')
  expect(nora?.first).toMatchObject({ number: 1, segment: first.segments[0]?.id })
  expect(nora?.next).toEqual(nora?.first)
})

test('the next line is the first one behind the place where one is', () => {
  const next = (line: number) => {
    const beat = first.segments[1]
    const from = { episode: first.id, segment: beat?.id, line: beat?.lines[line]?.id }
    return findSpeakers(episodes, 'nora', from)[0]?.next
  }
  const cue = first.segments[1]?.lines.find(({ text }) => text === 'NORA')
  expect(next(0)?.line).toBe(cue?.id)
  // On the line itself, the one after it, in which two speak at once.
  expect(next(first.segments[1]?.lines.indexOf(cue as never) ?? 0)).toMatchObject({ number: 2 })
})

test('behind the last line the next is the first again', () => {
  const last = second.segments.at(-1)
  const [nora] = findSpeakers(episodes, 'nora', { episode: second.id, segment: last?.id })
  expect(nora?.next).toEqual(nora?.first)
})

test('without a line the start of a segment counts', () => {
  const hook = second.segments[0]
  const [piers] = findSpeakers(episodes, 'piers', { episode: second.id, segment: hook?.id })
  expect(piers?.next).toMatchObject({ number: 2 })
})

test('an episode that has not changed is not looked through again', () => {
  expect(landmarksOf(first)).toBe(landmarksOf(first))
})

test('no more is found than is shown', () => {
  const many = Array.from({ length: 12 }, (_, i) => `INT. ROOM ${i} - DAY\n\nA chair.`)
  const long = seasonOf(`# Episode 1: Long\n\n## Hook\n\n${many.join('\n\n')}`)
  expect(findScenes(long.episodes, 'room')).toHaveLength(most)
})
