import { expect, test } from 'vitest'
import {
  addAlias,
  addEntry,
  binEntry,
  entriesOf,
  removeAlias,
  reviseEntry,
  setColour,
} from '../../../src/shared/document/cast.ts'
import { meet, type Person, twoPeople } from './room.ts'

const castOf = (person: Person) => entriesOf(person.document, 'cast').get()

test('two who enter the same character at once lose nothing of what they write', () => {
  const [a, b] = twoPeople()
  const [x, y] = [addEntry(a.document, 'cast', 'Nora'), addEntry(b.document, 'cast', 'Nora')]
  reviseEntry(a.document, 'cast', x, 'notes', '', 'A nurse.')
  reviseEntry(b.document, 'cast', y, 'notes', '', 'Tall.')
  meet(a, b)
  expect(castOf(a)).toEqual(castOf(b))
  expect(
    castOf(a)
      .map(({ notes }) => notes)
      .sort(),
  ).toEqual(['A nurse.', 'Tall.'])
})

test('notes typed on both sides are both there, also from an older state of the text', () => {
  const [a, b] = twoPeople()
  const id = addEntry(a.document, 'cast', 'Nora')
  reviseEntry(a.document, 'cast', id, 'notes', '', 'A nurse of thirty.')
  meet(a, b)
  reviseEntry(b.document, 'cast', id, 'notes', 'A nurse of thirty.', 'A tall nurse of thirty.')
  meet(a, b)
  // What was composed here meanwhile was typed into what stood there before.
  reviseEntry(a.document, 'cast', id, 'notes', 'A nurse of thirty.', 'A nurse of forty, thirty.')
  meet(a, b)
  expect(castOf(b)[0]?.notes).toBe('A tall nurse of forty, thirty.')
})

test.each([
  // base, theirs, mine, both
  ['abc', 'abXc', 'aYbc', 'aYbXc'],
  ['abcdef', 'af', 'abcYdef', 'aYf'],
  ['abcdef', 'abef', 'abcf', 'abf'],
  ['abc', '', 'abcY', 'Y'],
  ['', 'theirs', 'mine', 'theirsmine'],
])('%s to %s while it is made %s', (base, theirs, mine, both) => {
  const [a] = twoPeople()
  const id = addEntry(a.document, 'cast', 'Nora')
  reviseEntry(a.document, 'cast', id, 'notes', '', base)
  reviseEntry(a.document, 'cast', id, 'notes', base, theirs)
  reviseEntry(a.document, 'cast', id, 'notes', base, mine)
  const result = castOf(a)[0]?.notes ?? ''
  expect([...result].sort()).toEqual([...both].sort())
})

test('two who add an alias at once have both added theirs', () => {
  const [a, b] = twoPeople()
  const id = addEntry(a.document, 'cast', 'Nora')
  meet(a, b)
  addAlias(a.document, 'cast', id, 'NURSE')
  addAlias(b.document, 'cast', id, 'Sister')
  meet(a, b)
  expect(castOf(a)[0]?.aliases).toEqual(['NURSE', 'Sister'])
  removeAlias(b.document, 'cast', id, 'NURSE')
  meet(a, b)
  expect(castOf(a)[0]?.aliases).toEqual(['Sister'])
})

test('an entry is undone into the bin, and comes back with what others wrote', () => {
  const [a, b] = twoPeople()
  const id = addEntry(a.document, 'cast', 'Nora')
  meet(a, b)
  reviseEntry(b.document, 'cast', id, 'notes', '', 'Tall.')
  meet(a, b)
  a.history.undo()
  meet(a, b)
  expect(castOf(b)).toEqual([])
  a.history.redo()
  meet(a, b)
  expect(castOf(b)[0]?.notes).toBe('Tall.')
  binEntry(a.document, 'cast', id)
  expect(castOf(a)).toEqual([])
})

test('what somebody else may have written is read as what it is, and reading writes nothing', () => {
  const [a] = twoPeople()
  const { cast } = a.document.roots
  a.doc.transact(() => {
    cast.set('x', 'no map')
  })
  const id = addEntry(a.document, 'cast', 'Nora')
  setColour(a.document, 'cast', id, 'red; }')
  const before = a.doc.share.size
  expect(castOf(a)).toEqual([{ id, name: 'Nora', notes: '', aliases: [] }])
  setColour(a.document, 'cast', id, '#7a4fd0')
  expect(castOf(a)[0]?.colour).toBe('#7a4fd0')
  expect(a.doc.share.size).toBe(before)
})

test('whoever listens hears of a change once there is one', () => {
  const [a] = twoPeople()
  const entries = entriesOf(a.document, 'places')
  let heard = 0
  const stop = entries.subscribe(() => heard++)
  expect(entries.get()).toBe(entries.get())
  addEntry(a.document, 'places', 'The roof')
  expect(heard).toBeGreaterThan(0)
  expect(entries.get().map(({ name }) => name)).toEqual(['The roof'])
  stop()
})
