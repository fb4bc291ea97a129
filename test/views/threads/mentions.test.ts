import { describe, expect, test } from 'vitest'
import { mentionedIn, mentionOf, readComment } from '../../../src/shared/domain/thread.ts'
import { askedAt, candidates, toBody, toText } from '../../../src/views/threads/mentions.ts'

const person = (id: string, name: string, isMember = true) => ({ id, name, isMember })
const ann = person('u1', 'Ann')
const anna = person('u2', 'Anna Lee')
const wei = person('u3', '魏明')
const gus = person('guest:g1', 'Gus', false)
const people = [gus, ann, anna, wei]

describe('what is asked for behind an @', () => {
  test.each([
    ['@', 1, { from: 0, query: '' }],
    ['Ask @An', 7, { from: 4, query: 'An' }],
    ['请@魏', 3, { from: 1, query: '魏' }],
    ['Ask @Anna L', 11, { from: 4, query: 'Anna L' }],
    ['Ask @An', 4, undefined],
    ['june@room', 9, undefined],
    ['@ nobody', 8, undefined],
    ['@An\nthen', 8, undefined],
    ['@An and @', 9, { from: 8, query: '' }],
  ])('%j at %i', (text, caret, asked) => {
    expect(askedAt(text, caret)).toEqual(asked)
  })

  test('finds people by any word of their name, members first', () => {
    expect(candidates(people, '').map(({ name }) => name)).toEqual([
      'Ann',
      'Anna Lee',
      '魏明',
      'Gus',
    ])
    expect(candidates(people, 'lee')).toEqual([anna])
    expect(candidates(people, 'x')).toEqual([])
  })
})

describe('a comment as it is kept', () => {
  test.each([
    ['@Ann, look', '@[u1], look'],
    ['@Anna Lee and @Ann', '@[u2] and @[u1]'],
    ['@Annabel', '@Annabel'],
    ['看@魏明怎么说', '看@[u3]怎么说'],
    ['nobody @Zed', 'nobody @Zed'],
    ['@Gus', '@[guest:g1]'],
  ])('%s', (text, body) => {
    expect(toBody(text, people)).toBe(body)
    expect(toText(body, people)).toBe(text)
  })

  test('names the one of two who was chosen', () => {
    const other = person('u9', 'Ann')
    expect(toBody('@Ann', [ann, other], [other])).toBe('@[u9]')
  })

  test('keeps a name that nobody here knows', () => {
    const body = `${mentionOf('u77')} and ${mentionOf('u1')}`
    expect(toBody(toText(body, people), people)).toBe(body)
  })

  test('is text and names, in order', () => {
    expect(readComment('a @[u1]b@[u2]')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'mention', id: 'u1' },
      { kind: 'text', text: 'b' },
      { kind: 'mention', id: 'u2' },
    ])
    expect(mentionedIn('@[u1] @[u1] @[]')).toEqual(['u1'])
  })
})
