import { describe, expect, it } from 'vitest'
import { setDue, setWriter } from '../../../src/shared/document/episodes.ts'
import { isDay } from '../../../src/shared/domain/episode.ts'
import { meet, twoPeople } from './room.ts'

const mira = { id: 'u1', name: 'Mira' }
const jun = { id: 'u2', name: 'Jun' }

describe("an episode's writers (D33)", () => {
  it('are both there when two people name one each at once', () => {
    const [a, b] = twoPeople()
    setWriter(a.document, a.episode(1), mira, true)
    setWriter(b.document, b.episode(1), jun, true)
    meet(a, b)
    expect(a.episodes[0]?.writers).toEqual([jun, mira])
    expect(b.episodes[0]?.writers).toEqual([jun, mira])
  })

  it('can be taken off, and that can be undone', () => {
    const [a] = twoPeople()
    setWriter(a.document, a.episode(1), mira, true)
    a.history.pause()
    setWriter(a.document, a.episode(1), mira, false)
    expect(a.episodes[0]?.writers).toBeUndefined()
    a.history.undo()
    expect(a.episodes[0]?.writers).toEqual([mira])
  })

  it('are the same object until they change', () => {
    const [a] = twoPeople()
    setWriter(a.document, a.episode(1), mira, true)
    const before = a.episodes[0]
    setDue(a.document, a.episode(2), '2031-04-09')
    expect(a.episodes[0]).toBe(before)
  })
})

describe('the day an episode is due (D33)', () => {
  it('is set and taken away', () => {
    const [a] = twoPeople()
    setDue(a.document, a.episode(1), '2031-04-09')
    expect(a.episodes[0]?.due).toBe('2031-04-09')
    setDue(a.document, a.episode(1), 'tomorrow')
    expect(a.episodes[0]?.due).toBe('2031-04-09')
    setDue(a.document, a.episode(1), undefined)
    expect(a.episodes[0]?.due).toBeUndefined()
  })

  it.each([
    ['2031-04-09', true],
    ['2032-02-29', true],
    ['2031-02-29', false],
    ['2031-4-9', false],
    ['', false],
    [20310409, false],
  ])('%j is a day: %s', (value, is) => {
    expect(isDay(value)).toBe(is)
  })
})
