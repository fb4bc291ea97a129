import { expect, test } from 'vitest'
import { dressOf } from '../../../src/shared/domain/series.ts'
import {
  asSettings,
  chosenSettings,
  defaultSettings,
  type SeriesSettings,
} from '../../../src/shared/domain/settings.ts'

const read = (stored: Readonly<Record<string, unknown>>) => asSettings((name) => stored[name])

test('nothing stored is as usual', () => {
  expect(read({})).toEqual(defaultSettings)
})

test('what is stored counts, whatever it is', () => {
  const stored: SeriesSettings = {
    dress: 'zh-Hans',
    pace: 'fast',
    money: 'free',
    continued: false,
    sceneNumbers: true,
    capitals: false,
    afterDialogue: 'character',
  }
  expect(read({ ...stored })).toEqual(stored)
})

test.each([
  ['dress', 'klingon'],
  ['pace', 3],
  ['money', null],
  ['continued', 'false'],
  ['sceneNumbers', 1],
  ['capitals', undefined],
  ['afterDialogue', 'dialogue'],
])('%s that is %j counts as unset', (name, value) => {
  expect(read({ [name]: value })).toEqual(defaultSettings)
})

test('those that somebody has chosen are told from the others', () => {
  expect(chosenSettings(defaultSettings)).toEqual({})
  const chosen = { dress: 'en', pace: 'slow', continued: false } as const
  expect(chosenSettings({ ...defaultSettings, ...chosen })).toEqual(chosen)
})

test('the dress is that of the language until another is agreed on', () => {
  expect(dressOf({ language: 'zh-Hans', settings: defaultSettings })).toBe('zh-Hans')
  const settings = { ...defaultSettings, dress: 'en' } as const
  expect(dressOf({ language: 'zh-Hans', settings })).toBe('en')
})
