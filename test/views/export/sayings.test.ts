import { describe, expect, it } from 'vitest'
import { compareWord } from '../../../server/jobs/docx/comparison.ts'
import { acceptChanges } from '../../../src/shared/document/acceptance.ts'
import type { Thread } from '../../../src/shared/document/talk.ts'
import type { Comparison } from '../../../src/shared/domain/comparison.ts'
import { longestComment } from '../../../src/shared/domain/thread.ts'
import { commentsOf, type Saying, sayingsOf } from '../../../src/views/export/sayings.ts'
import { Desk } from '../../server/jobs/docx/desk.ts'

const script = `Title: The last ferry

# Episode 1: The pier

## Hook

= She runs.

A man sits on a suitcase.

A light on the water.
`

function compared(desk: Desk): Comparison {
  const comparison = compareWord(desk.bring(), desk.series)
  if ('code' in comparison) throw new Error(comparison.code)
  return comparison
}

/// The thread that was begun with all of a saying.
function begun({ at, rest }: Saying, id = 'a thread'): Thread {
  if (!at) throw new Error('no place')
  const by = { id: 'ada', name: 'Ada', link: null }
  const comments = rest.map((body, i) => ({ id: `${id} ${i}`, body, by, said: i, edited: null }))
  return { id, at, resolved: null, comments, unread: 0 }
}

describe('comments of a file', () => {
  it('are begun once, however often it is brought, with what is new of their answers', async () => {
    const desk = await new Desk(script).send()
    desk.comment('suitcase', 'Producer', 'Why?', 'It pays off.')
    desk.track('light', 'Producer', 'lamp')
    const { remarks, changes } = compared(desk)
    const [first] = sayingsOf(desk.document, remarks, [])
    expect(first).toMatchObject({ rest: ['Producer: Why?', 'Room: It pays off.'] })
    const thread = begun(first as Saying)
    acceptChanges(desk.document, changes)
    const again = () => compared(desk).remarks
    const [second] = sayingsOf(desk.document, again(), [thread])
    expect(second).toMatchObject({ thread: thread.id, rest: [] })
    const unanswered = { ...thread, comments: thread.comments.slice(0, 1) }
    const [third] = sayingsOf(desk.document, again(), [unanswered])
    expect(third).toMatchObject({ thread: thread.id, rest: ['Room: It pays off.'] })
  })

  it('are others where somebody else says it, it says something else, or elsewhere', async () => {
    const desk = await new Desk(script).send()
    desk.comment('suitcase', 'Producer', 'Why?')
    const { remarks } = compared(desk)
    const [first] = sayingsOf(desk.document, remarks, [])
    const thread = begun(first as Saying)
    for (const [words, by, text] of [
      ['suitcase', 'Ben', 'Why?'],
      ['suitcase', 'Producer', 'Why not?'],
      ['A man', 'Producer', 'Why?'],
      ['light', 'Producer', 'Why?'],
    ] as const) {
      await desk.send()
      desk.comment(words, by, text)
      const [saying] = sayingsOf(desk.document, compared(desk).remarks, [thread])
      expect(saying?.thread, `${by} on ${words}`).toBeUndefined()
      expect(saying?.rest).toEqual([`${by}: ${text}`])
    }
  })
})

it('of two comments of one file that say the same, the one that is new is begun', async () => {
  const desk = await new Desk(script).send()
  desk.comment('A man sits', 'Producer', '?')
  const before = compared(desk).remarks
  const [first] = sayingsOf(desk.document, before, [])
  const thread = begun(first as Saying)
  await desk.send()
  desk.comment('man sits on', 'Producer', '?')
  const remarks = [...before, ...compared(desk).remarks]
  const sayings = sayingsOf(desk.document, remarks, [thread])
  expect(sayings.map(({ rest }) => rest)).toEqual([[], ['Producer: ?']])
})

it('a comment that says again what an older thread says is another', async () => {
  const desk = await new Desk(script).send()
  desk.comment('suitcase', 'Producer', '?')
  const { remarks } = compared(desk)
  const written = Date.parse(remarks[0]?.said[0]?.by.at ?? '')
  const [first] = sayingsOf(desk.document, remarks, [])
  const day = 24 * 60 * 60 * 1000
  const known = (said: number, now: number) => {
    const thread = begun(first as Saying)
    const comments = thread.comments.map((comment) => ({ ...comment, said }))
    return sayingsOf(desk.document, remarks, [{ ...thread, comments }], now)[0]?.thread
  }
  expect(known(written - 7 * day, written + day)).toBeUndefined()
  // Taken over at once, in whatever zone; and by a clock that is years ahead.
  expect(known(written - day / 2, written)).toBe('a thread')
  expect(known(written + day, written + 2 * day)).toBe('a thread')
  expect(known(written - 7 * day, written - 900 * day)).toBe('a thread')
})

it('a comment that is too long for one goes on in the next, no word or character cut', () => {
  expect(commentsOf('Ada: Cut this.')).toEqual(['Ada: Cut this.'])
  const long = `Ada: ${'😀 No. '.repeat(2000)}`
  const parts = commentsOf(long)
  expect(parts.join('')).toBe(long)
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(longestComment)
    expect(part.isWellFormed()).toBe(true)
  }
  const pair = `${'x'.repeat(longestComment - 1)}😀`
  expect(commentsOf(pair)).toEqual(['x'.repeat(longestComment - 1), '😀'])
})
