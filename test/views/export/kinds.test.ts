import { expect, test } from 'vitest'
import { formats } from '../../../server/jobs/formats.ts'
import { reports } from '../../../server/jobs/reports.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import { files } from '../../../src/shared/i18n/en/files.ts'
import { chosenFor, kinds, wantedOf } from '../../../src/views/export/kinds.ts'

test('the dialog offers what the server makes, each in words', () => {
  const made = [...formats.filter(({ write }) => write), ...reports].map(({ id }) => id)
  expect(kinds.map(({ id }) => id).filter((id) => !made.includes(id) && id !== 'archive')).toEqual(
    [],
  )
  const offered = kinds.flatMap(({ id, instead }) => [id, instead?.as])
  expect(made.filter((id) => !offered.includes(id))).toEqual([])
  const keys = kinds.flatMap(({ name, about, options }) => [
    name,
    about,
    ...options.flatMap(({ label, values }) => [label, ...values.map((each) => each.label)]),
  ])
  expect(keys.filter((key) => !(key in files))).toEqual([])
})

test('what is chosen says what the server is asked for', () => {
  const asked = (id: string, chosen: Record<string, string>, language: Language = 'zh-Hans') => {
    const kind = kinds.find((each) => each.id === id)
    return kind && wantedOf(kind, chosen, language)
  }
  expect(asked('zh', { dialect: 'labelled', translations: 'on', paper: 'a4' })).toEqual({
    as: 'zh',
    chosen: { dialect: 'labelled', segments: 'plain', numbers: 'kept', translations: 'on' },
  })
  // A Word file can be brought back unless it is as a production has it.
  const word = { paper: 'usual', outline: 'yes' }
  expect(asked('word-script', {})).toEqual({ as: 'word-script', chosen: word })
  const produced = { ...word, dialect: 'bracketed' }
  expect(asked('word-script', { dialect: 'bracketed' })).toEqual({ as: 'docx', chosen: produced })
  expect(asked('word-script', { dialect: 'bracketed' }, 'en')?.as).toBe('word-script')
  expect(asked('subtitles-srt', { episode: '' })?.as).toBe('subtitles-srt')
  const one = asked('subtitles-vtt', { episode: '12', names: 'on' })
  expect(one).toMatchObject({ as: 'vtt', chosen: { episode: '12', names: 'on' } })
  expect(asked('fdx', {})).toEqual({ as: 'fdx', chosen: { comments: 'yes' } })
})

test('a dialect that was chosen for a text does not make a Word file one that cannot come back', () => {
  const word = kinds.find(({ id }) => id === 'word-script')
  const pdf = kinds.find(({ id }) => id === 'pdf')
  if (!word || !pdf) throw new Error('no such kind')
  const chosen = { dialect: 'labelled', paper: 'a4' }
  expect(chosenFor(pdf, chosen)).toEqual(chosen)
  expect(wantedOf(word, chosenFor(word, chosen), 'zh-Hans').as).toBe('word-script')
})
