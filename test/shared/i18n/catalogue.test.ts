import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDictionary, wordsOf } from '../../../src/shared/i18n/dictionary.ts'
import { files } from '../../../src/shared/i18n/en/files.ts'
import { en } from '../../../src/shared/i18n/en/index.ts'
import { places } from '../../../src/shared/i18n/en/places.ts'
import { tools } from '../../../src/shared/i18n/en/tools.ts'
import { files as zhFiles } from '../../../src/shared/i18n/zh-Hans/files.ts'
import { zhHans } from '../../../src/shared/i18n/zh-Hans/index.ts'
import { places as zhPlaces } from '../../../src/shared/i18n/zh-Hans/places.ts'
import { tools as zhTools } from '../../../src/shared/i18n/zh-Hans/tools.ts'

const root = join(import.meta.dirname, '../../..')

const english: Readonly<Record<string, string>> = { ...en, ...places, ...tools, ...files }
const chinese: Readonly<Record<string, string>> = { ...zhHans, ...zhPlaces, ...zhTools, ...zhFiles }

const values = (text: string) =>
  Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name).sort()

test('both languages name the same values in every sentence', () => {
  const different = Object.keys(chinese).filter(
    (key) => values(chinese[key] ?? '').join() !== values(english[key] ?? '').join(),
  )
  expect(different).toEqual([])
})

test('both languages have every key once, but for the singular', () => {
  const keys = Object.keys(english).filter((key) => !key.endsWith('_one'))
  expect(Object.keys(chinese).sort()).toEqual(keys.sort())
  const singulars = Object.keys(english).filter((key) => key.endsWith('_one'))
  expect(singulars.filter((key) => !(key.replace(/_one$/, '_other') in english))).toEqual([])
})

test('nothing is empty, and nobody shouts', () => {
  const wrong = [...Object.entries(english), ...Object.entries(chinese)].filter(
    ([, text]) => text.trim() === '' || /[!！]/.test(text),
  )
  expect(wrong).toEqual([])
})

test('words are said with their values, in the form for a count', () => {
  const words = wordsOf(createDictionary('en', english))
  expect(words('saved.saved')).toBe('Saved')
  expect(words('saved.offline.unkept', { count: 1 })).toBe('Offline: 1 change only in this page')
  expect(words('saved.offline.unkept', { count: 14 })).toBe('Offline: 14 changes only in this page')
  expect(words('library.open', { title: '<b>&' })).toBe('Open <b>&')
  const zh = wordsOf(createDictionary('zh-Hans', chinese))
  expect(zh('saved.offline.unkept', { count: 1 })).toBe('离线：1 处改动只在本页')
})

/// Text between tags, and the attributes people read.
const spoken = [
  />([^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*)<\//gu,
  /\b(?:title|label|alt|placeholder|aria-label)="([^"]*\p{L}{2,}[^"]*)"/gu,
]

test('no component speaks for itself', () => {
  const found = globSync('src/views/**/*.tsx', { cwd: root }).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '')
    return spoken.flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([, said]) => `${path}: ${said?.trim()}`),
    )
  })
  expect(found).toEqual([])
})
