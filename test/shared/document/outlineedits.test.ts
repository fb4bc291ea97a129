import { expect, test } from 'vitest'
import { createEpisode } from '../../../src/shared/document/episodes.ts'
import { applyOutlineEdits } from '../../../src/shared/document/outlineedits.ts'
import { binBeat, moveBeat } from '../../../src/shared/document/segments.ts'
import type { NewBeat, NewEpisode, OutlineEdit } from '../../../src/shared/domain/outlineedit.ts'
import { meet, type Person, twoPeople } from './room.ts'

/// What a sheet brings, into a series that has gone on since it was read.

const facts = { cell: 'D2', contested: false, number: 1 }

function newBeat(person: Person, behind: string, outline: string): NewBeat {
  const { id } = person.segment(behind)
  const index = person.episodes[0]?.segments.findIndex((segment) => segment.id === id) ?? 0
  const episode = person.episode(1)
  const beat = { outline }
  return { ...facts, id: outline, what: 'beat', episode, index, behind: id, beat }
}

const outlines = (person: Person, number: number) =>
  person.episodes[number - 1]?.segments.map((segment) =>
    segment.outlines.map(({ text }) => text).join('+'),
  )

const take = ({ document, history }: Person, edits: readonly OutlineEdit[]) =>
  applyOutlineEdits(document, edits, { history })

test('new beats come behind the one they were put behind, wherever that is by now', async () => {
  const [ada, ben] = twoPeople()
  const edits = [newBeat(ada, 'red', 'green'), newBeat(ada, 'red', 'grey')]
  moveBeat(ben.document, ben.segment('blue2').id, ben.episode(1), 0)
  meet(ada, ben)
  await take(ada, edits)
  meet(ada, ben)
  expect(outlines(ben, 1)).toEqual(['hook', 'blue2', 'red', 'green', 'grey', 'blue', 'end'])
  ada.history.undo()
  meet(ada, ben)
  expect(outlines(ben, 1)).toEqual(['hook', 'blue2', 'red', 'blue', 'end'])
})

test('a new beat stands where it stood where the one in front of it is gone', async () => {
  const [ada] = twoPeople()
  const edit = newBeat(ada, 'red', 'green')
  binBeat(ada.document, ada.segment('red').id)
  expect(await take(ada, [edit])).toEqual({ applied: 1, changed: [] })
  expect(outlines(ada, 1)).toEqual(['hook', 'blue', 'green', 'end'])
})

test('new episodes come behind the one they were put behind', async () => {
  const [ada] = twoPeople()
  const segment = { outline: 'new' }
  const edit: NewEpisode = {
    ...{ ...facts, id: 'new', what: 'episode', episode: '', index: 1, behind: ada.episode(1) },
    ...{ title: 'New', summary: '', hook: segment, beats: [], cliffhanger: segment },
  }
  createEpisode(ada.document, 0)
  await take(ada, [edit])
  expect(ada.episodes.map(({ title }) => title)).toEqual(['', 'Episode', 'New', 'Episode2'])
})
