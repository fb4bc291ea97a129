import { expect, test } from 'vitest'
import { formats } from '../../../server/jobs/formats.ts'
import { reports } from '../../../server/jobs/reports.ts'
import { files } from '../../../src/shared/i18n/en/files.ts'
import { kinds } from '../../../src/views/export/kinds.ts'

test('the dialog offers what the server makes, each in words', () => {
  const made = [...formats.filter(({ write }) => write), ...reports].map(({ id }) => id)
  expect(kinds.map(({ id }) => id).filter((id) => !made.includes(id) && id !== 'archive')).toEqual(
    [],
  )
  // A Word file from the dialog can be brought back: it is the report, not the format. The subtitles
  // of one episode are in the zip of all.
  const offered = kinds.map(({ id }) => id)
  expect(made.filter((id) => !offered.includes(id))).toEqual(['docx', 'srt', 'vtt'])
  const keys = kinds.flatMap(({ name, about, options }) => [
    name,
    about,
    ...options.flatMap(({ label, values }) => [label, ...values.map((each) => each.label)]),
  ])
  expect(keys.filter((key) => !(key in files))).toEqual([])
})
