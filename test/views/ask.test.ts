import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDictionary, wordsOf } from '../../src/shared/i18n/dictionary.ts'
import { files as filesPart } from '../../src/shared/i18n/en/files.ts'
import { en } from '../../src/shared/i18n/en/index.ts'
import { places } from '../../src/shared/i18n/en/places.ts'
import { Fault, readAnswer, sayFault, whenSignedOut } from '../../src/views/parts/ask.ts'

const words = wordsOf(createDictionary('en', { ...en, ...places, ...filesPart }))
const server = join(import.meta.dirname, '../../server')

/// The codes that a file of the server refuses with.
function codesIn(path: string): string[] {
  const text = readFileSync(join(server, path), 'utf8')
  const refused = Array.from(
    text.matchAll(/refuse\(\s*c,\s*\d+,\s*'([\w.]+)'/g),
    ([, code]) => code,
  )
  const listed = Array.from(text.matchAll(/^\s*'(\w+\.\w+)':/gm), ([, code]) => code)
  return [...refused, ...listed].filter((code) => code !== undefined)
}

const files = ['answers', 'auth', 'failure', 'guard', 'invites', 'join', 'members', 'tokens']

test.each(files)('what server/http/%s.ts refuses is said in the reader’s language', (file) => {
  const codes = codesIn(`http/${file}.ts`).filter((code) => !/^(review|thread)/.test(code))
  expect(codes.length).toBeGreaterThan(0)
  const unsaid = codes.filter((code) =>
    sayFault(words, new Fault(code, 'In English.')).includes('In English.'),
  )
  expect(unsaid).toEqual([])
})

test('an unknown fault is told as the server tells it', () => {
  expect(sayFault(words, new Fault('moon.full', 'The moon is full.'))).toContain(
    'The moon is full.',
  )
})

test('whoever tries too often is told how many minutes to wait', () => {
  const say = (seconds: number) => sayFault(words, new Fault('limit.reached', 'No.', seconds))
  expect(say(20)).toContain('Wait 1 minute and')
  expect(say(61)).toContain('Wait 2 minutes and')
})

test('an answer that is none counts as no answer; being signed out is heard', () => {
  expect(() => readAnswer(true, '<html>')).toThrow(expect.objectContaining({ code: 'network' }))
  let heard = 0
  whenSignedOut(() => heard++)
  const out = JSON.stringify({ error: { code: 'session.none', message: 'Signed out.' } })
  expect(() => readAnswer(false, out)).toThrow(expect.objectContaining({ code: 'session.none' }))
  expect(heard).toBe(1)
})
