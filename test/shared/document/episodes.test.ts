import { describe, expect, it } from 'vitest'
import {
  binEpisode,
  moveEpisode,
  restoreEpisode,
  setDue,
  setUnlock,
  setUnlocks,
  setWriter,
} from '../../../src/shared/document/episodes.ts'
import { entityOf } from '../../../src/shared/document/roots.ts'
import { isDay } from '../../../src/shared/domain/episode.ts'
import { meet, type Person, twoPeople } from './room.ts'

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

describe('unlock points (D39)', () => {
  const unlocks = ({ episodes }: Person) => episodes.map(({ unlock }) => unlock)

  it('are set and taken away, and that is undone', () => {
    const [a] = twoPeople()
    setUnlock(a.document, a.episode(2), true)
    expect(unlocks(a)).toEqual([undefined, true])
    a.history.pause()
    setUnlock(a.document, a.episode(2), false)
    expect(unlocks(a)).toEqual([undefined, undefined])
    a.history.undo()
    expect(unlocks(a)).toEqual([undefined, true])
  })

  it('are both there when two people set one each at once', () => {
    const [a, b] = twoPeople()
    setUnlock(a.document, a.episode(1), true)
    setUnlock(b.document, b.episode(2), true)
    meet(a, b)
    expect(unlocks(a)).toEqual([true, true])
    expect(unlocks(b)).toEqual([true, true])
  })

  it('are set all together in one step, and what need not change is left alone', () => {
    const [a] = twoPeople()
    setUnlock(a.document, a.episode(1), true)
    a.history.pause()
    const first = a.episodes[0]
    setUnlocks(a.document, new Set([a.episode(1), a.episode(2)]))
    expect(unlocks(a)).toEqual([true, true])
    expect(a.episodes[0]).toBe(first)
    a.history.undo()
    expect(unlocks(a)).toEqual([true, undefined])
    setUnlocks(a.document, new Set())
    expect(unlocks(a)).toEqual([undefined, undefined])
  })

  it('move with their episode, and lie in the bin with it', () => {
    const [a] = twoPeople()
    const id = a.episode(2)
    setUnlock(a.document, id, true)
    moveEpisode(a.document, id, 0)
    expect(unlocks(a)).toEqual([true, undefined])
    binEpisode(a.document, id)
    setUnlocks(a.document, new Set())
    restoreEpisode(a.document, id)
    expect(unlocks(a)).toEqual([true, undefined])
  })

  it.each([[false], ['yes'], [1], [null]])('%j is none', (value) => {
    const [a] = twoPeople()
    entityOf(a.document.roots.episodes, a.episode(1))?.set('unlock', value)
    expect(unlocks(a)).toEqual([undefined, undefined])
  })
})
