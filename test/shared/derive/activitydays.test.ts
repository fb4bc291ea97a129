import { expect, it } from 'vitest'
import { type Deed, daysOf, sayNumbers } from '../../../src/shared/derive/activitydays.ts'

const mira = { id: 'u1', name: 'Mira' }
const june = { id: 'u2', name: 'June' }
const deed = (by: Deed['by'], what: string, episode: string, at: number, text = ''): Deed => ({
  what,
  episode,
  by,
  at,
  signOff: what === 'approved' ? 'Producer' : null,
  text,
})
const dayOf = (at: number) => String(Math.floor(at / 100))

it("a day's work is a line for each person and kind of deed", () => {
  const days = daysOf(
    [
      deed(mira, 'outline', 'a', 10),
      deed(june, 'approved', 'a', 20),
      deed(mira, 'outline', 'b', 30),
      deed(mira, 'outline', 'a', 40),
      deed(june, 'approved', 'b', 50),
      deed(june, 'changes', 'c', 60, 'Who is he?'),
      deed(mira, 'added', 'd', 110),
    ],
    dayOf,
  )
  expect(days).toMatchObject([
    { day: '1', people: [{ by: mira, lines: [{ what: 'added', episodes: ['d'] }] }] },
    {
      day: '0',
      people: [
        {
          by: june,
          lines: [
            { what: 'changes', episodes: ['c'], said: [{ episode: 'c', text: 'Who is he?' }] },
            { what: 'approved', signOff: 'Producer', episodes: ['a', 'b'], said: [] },
          ],
        },
        { by: mira, lines: [{ what: 'outline', episodes: ['a', 'b'], at: 40 }] },
      ],
    },
  ])
})

it('somebody known by name alone is the person of that name', () => {
  const [day] = daysOf(
    [deed({ id: '', name: 'June' }, 'resolved', 'a', 20), deed(june, 'reply', 'a', 10)],
    dayOf,
  )
  expect(day?.people).toHaveLength(1)
  expect(day?.people[0]?.by).toEqual(june)
})

it.each([
  [[1, 2, 3], '1–3'],
  [[5, 1, 2, 8], '1–2, 5, 8'],
  [[4], '4'],
  [[], ''],
])('%j is said as %j', (numbers, said) => {
  expect(sayNumbers(numbers)).toBe(said)
})
