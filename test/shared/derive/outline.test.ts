import { describe, expect, it } from 'vitest'
import { fingerprintOf, outlineOf } from '../../../src/shared/derive/outline.ts'
import { afterChange, changeOf } from '../../../src/shared/derive/outlinechange.ts'
import { readOutlines } from '../../../src/shared/document/outlines.ts'
import { mergeBeat, moveBeat } from '../../../src/shared/document/segments.ts'
import fc from '../../draw.ts'
import { twoPeople } from '../document/room.ts'
import { beat, episode, words } from './outlines.ts'

describe('the fingerprint of an outline', () => {
  const plain = episode('Room 1907', 'She lands.', ['A key.', 'Two rings.', 'A ring.', 'Jin.'])

  it('is the same on every machine', () => {
    expect(fingerprintOf(outlineOf(plain))).toBe('0b6a556515554ec407940f80030bc3b2')
  })

  it.each([
    [
      'space that nobody sees',
      episode(' Room  1907 ', 'She lands.\n', ['A key. ', 'Two rings.', 'A ring.', 'Jin.']),
    ],
    [
      'a beat that says nothing',
      episode('Room 1907', 'She lands.', ['A key.', 'Two rings.', ' ', 'A ring.', 'Jin.']),
    ],
    [
      'other ids',
      episode('Room 1907', 'She lands.', ['A key.', 'Two rings.', 'A ring.', 'Jin.'], 'x'),
    ],
    [
      'a letter and its mark apart',
      episode('Room 1907'.normalize('NFD'), 'She lands.', [
        'A key.',
        'Two rings.',
        'A ring.',
        'Jin.',
      ]),
    ],
  ])('is the same with %s', (_, other) => {
    expect(fingerprintOf(outlineOf(other))).toBe(fingerprintOf(outlineOf(plain)))
  })

  it.each([
    ['one word', episode('Room 1907', 'She lands.', ['A key.', 'Two ring.', 'A ring.', 'Jin.'])],
    ['the title', episode('Room 1908', 'She lands.', ['A key.', 'Two rings.', 'A ring.', 'Jin.'])],
    [
      'the summary',
      episode('Room 1907', 'She leaves.', ['A key.', 'Two rings.', 'A ring.', 'Jin.']),
    ],
    [
      'beats that changed places',
      episode('Room 1907', 'She lands.', ['A key.', 'A ring.', 'Two rings.', 'Jin.']),
    ],
    ['a beat less', episode('Room 1907', 'She lands.', ['A key.', 'Two rings.', 'Jin.'])],
    [
      'a word that went to the next beat',
      episode('Room 1907', 'She lands.', ['A key.', 'Two', 'rings. A ring.', 'Jin.']),
    ],
    [
      'a paragraph more',
      episode('Room 1907', 'She lands.', ['A key.', 'Two\nrings.', 'A ring.', 'Jin.']),
    ],
  ])('differs by %s', (_, other) => {
    expect(fingerprintOf(outlineOf(other))).not.toBe(fingerprintOf(outlineOf(plain)))
  })
})

describe('outlines read without the script', () => {
  it('are those that the reading of the whole document has', () => {
    const [a] = twoPeople()
    const blue = a.segment('blue').id
    mergeBeat(a.document, blue)
    moveBeat(a.document, a.segment('red2').id, a.episode(1), 0)
    const whole = a.episodes.map(({ id, title, summary, segments }) => ({
      id,
      title,
      summary,
      segments: segments.map(({ id: segment, kind, outlines }) => ({
        id: segment,
        kind,
        outlines,
      })),
    }))
    expect(readOutlines(a.doc)).toEqual(whole)
  })
})

describe('what changed between two outlines', () => {
  const before = outlineOf(
    episode('His mother’s keys', 'A dinner.', [
      'A veil.',
      'He pays her to leave.',
      'Keys.',
      'Glasses.',
      'That dress.',
    ]),
  )
  const change = (texts: readonly string[], title = 'His mother’s keys') =>
    changeOf(before, outlineOf(episode(title, 'A dinner.', texts)))

  it('is nothing for equal ones', () => {
    expect(
      change(['A veil.', 'He pays her to leave.', 'Keys.', 'Glasses.', 'That dress.']),
    ).toBeUndefined()
  })

  it('marks the words', () => {
    const parts = change([
      'A veil.',
      'He pays her to stay.',
      'Keys.',
      'Glasses.',
      'That dress.',
    ])?.parts
    expect(parts?.map(({ is }) => is)).toEqual(['same', 'changed', 'same', 'same', 'same'])
    expect(parts?.[1]?.text).toEqual([
      { is: 'same', text: 'He pays her to ' },
      { is: 'gone', text: 'leave' },
      { is: 'new', text: 'stay' },
      { is: 'same', text: '.' },
    ])
  })

  it('shows a moved beat as moved, and only that one', () => {
    const moved = outlineOf({
      ...episode('His mother’s keys', 'A dinner.', []),
      segments: [0, 2, 3, 1, 4].map((i) => {
        const { id, kind, text } = before.parts[i] as (typeof before.parts)[number]
        return beat(id, kind, text)
      }),
    })
    const parts = changeOf(before, moved)?.parts
    expect(parts?.map(({ is, moved }) => [is, moved])).toEqual([
      ['same', false],
      ['same', false],
      ['same', false],
      ['same', true],
      ['same', false],
    ])
  })

  it('shows a beat that is gone where it stood, and a new one where it stands', () => {
    const next = outlineOf({
      ...episode('His mother’s keys', 'A dinner.', []),
      segments: [
        beat('0', 'hook', 'A veil.'),
        beat('9', 'beat', 'A knock.'),
        beat('1', 'beat', 'He pays her to leave.'),
        beat('3', 'beat', 'Glasses.'),
        beat('4', 'cliffhanger', 'That dress.'),
      ],
    })
    expect(changeOf(before, next)?.parts.map(({ id, is }) => [id, is])).toEqual([
      ['0', 'same'],
      ['9', 'new'],
      ['1', 'same'],
      ['2', 'gone'],
      ['3', 'same'],
      ['4', 'same'],
    ])
  })

  const outline = fc
    .record({
      title: words,
      summary: words,
      parts: fc.uniqueArray(fc.tuple(fc.nat({ max: 12 }), words), {
        selector: ([id]) => id,
        minLength: 2,
        maxLength: 9,
      }),
    })
    .map(({ title, summary, parts }) =>
      outlineOf({
        id: 'e',
        title,
        summary,
        segments: parts.map(([id, text], i) =>
          beat(
            String(id),
            i === 0 ? 'hook' : i === parts.length - 1 ? 'cliffhanger' : 'beat',
            text,
          ),
        ),
      }),
    )

  it('gives the new outline when it is applied, and holds every word of the old one', () => {
    fc.assert(
      fc.property(outline, outline, (old, next) => {
        const found = changeOf(old, next)
        if (!found) return expect(fingerprintOf(old)).toBe(fingerprintOf(next))
        expect(afterChange(found)).toEqual(next)
        const was = found.parts.flatMap(({ was, text }) =>
          was === undefined
            ? []
            : [[was, text.map(({ is, text }) => (is === 'new' ? '' : text)).join('')] as const],
        )
        was.sort(([a], [b]) => a - b)
        expect(was).toEqual(old.parts.map(({ text }, i) => [i, text]))
      }),
    )
  })
})
