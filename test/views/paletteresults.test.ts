import { expect, test } from 'vitest'
import type { Command } from '../../src/views/parts/commands.ts'
import type { Finder } from '../../src/views/parts/finders.ts'
import { paletteResults } from '../../src/views/parts/paletteresults.ts'
import { findEpisodes } from '../../src/views/series/findepisodes.ts'

const run = () => {}
const commands: readonly Command[] = [
  { id: 'theme', name: 'Light or dark', group: 'keys.group.view', keys: ['Mod-Alt-l'], run },
  { id: 'undo', name: 'Undo', group: 'keys.group.edit', run },
  { id: 'person', name: 'Follow Ben', group: 'keys.group.go', onlyFound: true, run },
  { id: 'board', name: 'Go to the board', group: 'keys.group.go', run },
  { id: 'palette', name: 'Commands', group: 'keys.group.go', run },
  { id: 'bold', name: 'Bold', group: 'place.script' },
  { id: 'cast', name: 'Rename', group: 'keys.group.series', run },
]
const rooms: Finder = {
  group: 'episodes',
  find: (text) => (text === '' ? [] : [{ id: 'found', name: `Place ${text}`, run }]),
}

const said = (text: string) =>
  paletteResults(text, commands, [rooms]).map(({ group, results }) => [
    group,
    ...results.map(({ id }) => id),
  ])

test('without a text every command is there, in its group, but those that must be looked for', () => {
  expect(said('')).toEqual([
    ['keys.group.go', 'board'],
    ['keys.group.edit', 'undo'],
    ['keys.group.view', 'theme'],
    ['keys.group.series', 'cast'],
  ])
})

test('a text finds commands by each of its words, then places', () => {
  expect(said('dark light')).toEqual([
    ['keys.group.view', 'theme'],
    ['episodes', 'found'],
  ])
  expect(said('follow')[0]).toEqual(['keys.group.go', 'person'])
})

test('for a number the places come first', () => {
  const numbered = [
    ...commands,
    { id: 'n', name: 'Size 12', group: 'keys.group.view' as const, run },
  ]
  expect(paletteResults('12', numbered, [rooms]).map(({ group }) => group)).toEqual([
    'episodes',
    'keys.group.view',
  ])
})

const episodes = Array.from({ length: 100 }, (_, i) => ({
  id: `e${i + 1}`,
  title: `Floor ${i + 1}`,
}))
const numbers = (text: string) => findEpisodes(episodes, text).map(({ number }) => number)

test('a number is an episode, before those that begin with it', () => {
  expect(numbers('7')).toEqual([7, 70, 71, 72, 73, 74, 75, 76, 77, 78])
  expect(numbers('100')).toEqual([100])
  expect(numbers('007')[0]).toBe(7)
  expect(numbers('episode 42')).toEqual([42])
  expect(numbers('e42')).toEqual([42])
  expect(numbers('第42集')).toEqual([42])
})

test('a title is found by each of its words', () => {
  expect(numbers('floor 9')).toContain(9)
  expect(numbers('zeppelin')).toEqual([])
  expect(numbers('')).toEqual([])
})
