import { describe, expect, it } from 'vitest'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { changeOf } from '../../../src/shared/derive/outlinechange.ts'
import type { Review, SignOff } from '../../../src/shared/derive/review.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import { createBeat, moveBeat } from '../../../src/shared/document/segments.ts'
import type { Standing } from '../../../src/shared/domain/access.ts'
import { beside, passes, reviewsOf, writes } from '../../../src/views/review/episodereview.ts'
import { sheetRows } from '../../../src/views/review/sheetrows.ts'
import { twoPeople } from '../../shared/document/room.ts'

const [writer] = twoPeople()
const { series } = writer.document.reading
const [first, second] = series.episodes
if (!first || !second) throw new Error('two episodes')
const june = { id: 'u1', name: 'June', link: null }
const producer: Standing = { role: 'producer', signOffs: ['Producer'], guest: false }
const nothing: Review = {
  me: june.id,
  required: ['Producer', 'Platform'],
  ready: [],
  signOffs: [],
  seen: [],
  outlines: {},
}
const ready = [{ episode: first.id, by: { ...june, id: 'u2' }, at: 1 }]
let at = 10
const word = (episode: typeof first, more: Partial<SignOff> = {}): SignOff => ({
  id: `s${++at}`,
  episode: episode.id,
  signOff: 'Producer',
  verdict: 'approved',
  fingerprint: fingerprintOf(outlineOf(episode)),
  note: '',
  by: june,
  at,
  ...more,
})
const past = new Map()
const of = (data: Partial<Review>, standing: Standing | undefined = producer) =>
  reviewsOf({ series, data: { ...nothing, ...data }, standing, past })

describe('an episode waits for somebody', () => {
  it('once it is ready, until they have said what they have to say', () => {
    expect(of({}).map(({ waits }) => waits)).toEqual([false, false])
    expect(of({ ready }).map(({ waits }) => waits)).toEqual([true, false])
    expect(of({ ready, signOffs: [word(first)] })[0]?.waits).toBe(false)
    expect(of({ ready, signOffs: [word(first, { verdict: 'changes' })] })[0]?.waits).toBe(false)
  })

  it('again when the outline has changed, or the writers say it is ready again', () => {
    const changed = word(first, { fingerprint: 'f'.repeat(32) })
    expect(of({ ready, signOffs: [changed] })[0]?.waits).toBe(true)
    const asked = word(first, { verdict: 'changes', at: 5 })
    const again = [{ episode: first.id, by: june, at: 6 }]
    expect(of({ ready: again, signOffs: [asked] })[0]?.waits).toBe(true)
  })

  it('who has no sign-off to give, until they have looked', () => {
    const looker: Standing = { ...producer, signOffs: [] }
    const { fingerprint } = of({})[0] ?? { fingerprint: '' }
    expect(of({ ready }, looker)[0]?.waits).toBe(true)
    const seen = [{ episode: first.id, fingerprint, at: 3 }]
    expect(of({ ready, seen }, looker)[0]?.waits).toBe(false)
    expect(of({ ready }, { ...looker, role: 'viewer' })[0]?.waits).toBe(false)
  })
})

it('an episode that nothing has happened to keeps its object', () => {
  const data = { ...nothing, ready }
  const from = { series, data, standing: producer, past }
  const before = reviewsOf(from)
  const field = { in: 'title', episode: second.id } as const
  writer.document.edit(() => reviseField(writer.document, field, 'Another'))
  const next = { ...from, series: writer.document.reading.series }
  const after = reviewsOf(next, { from, reviews: before })
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
})

it('what is somebody’s is known by account or by name', () => {
  const episode = { ...first, writers: [{ id: 'u7', name: 'Mira' }] }
  expect(writes(episode, { id: 'u7', name: 'M.' })).toBe(true)
  expect(
    writes({ ...first, writers: [{ id: 'Mira', name: 'Mira' }] }, { id: 'u1', name: 'Mira' }),
  ).toBe(true)
  expect(writes(episode, { id: 'u1', name: 'June' })).toBe(false)
  expect(writes(first, { id: 'u1', name: 'June' })).toBe(false)
})

it('one goes to what is beside and passes', () => {
  const reviews = of({ ready: [{ episode: second.id, by: june, at: 1 }] })
  const waits = ({ waits }: (typeof reviews)[number]) => waits
  expect(beside(reviews, first.id, 1, waits)?.id).toBe(second.id)
  expect(beside(reviews, second.id, 1, waits)).toBeUndefined()
  expect(beside(reviews, second.id, -1, () => true)?.id).toBe(first.id)
  expect(beside(reviews, undefined, 1, () => true)?.id).toBe(first.id)
  expect(reviews.filter((review) => passes(review, 'ready', { id: '', name: '' }))).toHaveLength(1)
})

it('the sheet has every segment, and what is gone where it stood', () => {
  const [person] = twoPeople()
  const before = person.episodes[0]
  if (!before) throw new Error('an episode')
  const old = outlineOf(before)
  moveBeat(person.document, person.segment('red').id, person.episode(2), 0)
  createBeat(person.document, before.id, 1)
  const now = person.episodes[0]
  if (!now) throw new Error('an episode')
  const rows = sheetRows(now.segments, outlineOf(now), changeOf(old, outlineOf(now)))
  expect(rows.map(({ segment, part }) => [segment?.kind ?? 'gone', part?.is])).toEqual([
    ['hook', 'same'],
    ['gone', 'gone'],
    ['beat', 'same'],
    ['beat', undefined],
    ['cliffhanger', 'same'],
  ])
})
