import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { compareTranslation } from '../../../server/jobs/compare.ts'
import { docx } from '../../../server/jobs/docx/format.ts'
import { SeriesReading } from '../../../src/shared/document/reading.ts'
import { screenplayOf } from '../../../src/shared/format/document.ts'
import { fountain } from '../../../src/shared/format/formats.ts'
import { twoEpisodes } from '../../shared/document/room.ts'

/// A script that was translated as a file of its own, against its series.

const original = twoEpisodes(['one', 'two'])
const { series } = new SeriesReading(original)
const document = Y.encodeStateAsUpdate(original)

test.each([
  { name: 'a.fountain', format: fountain },
  { name: 'a.docx', format: docx },
])('$name says which line each of its lines translates', async ({ name, format }) => {
  const screenplay = screenplayOf(series)
  const translated = JSON.parse(JSON.stringify(screenplay), (key, value) =>
    key === 'text' ? `译 ${value}` : value,
  )
  const written = await format.write(translated)
  const job = { kind: 'compare' as const, name, bytes: written.bytes, document, translated: true }
  const compared = await compareTranslation(job)
  if ('code' in compared || compared.kind !== 'translation') throw new Error('is not read')
  const { proposals, unplaced } = compared.translation
  expect(unplaced).toEqual([])
  expect(proposals).toHaveLength(16)
  for (const { source, next } of proposals) expect(next).toBe(`译 ${source}`)
})

test('a file that cannot be read is a fault', async () => {
  const job = { kind: 'compare' as const, name: 'a.docx', bytes: new Uint8Array([1, 2]), document }
  expect(await compareTranslation(job)).toMatchObject({ code: 'file.unreadable' })
  expect(await compareTranslation({ ...job, name: 'a.png' })).toMatchObject({
    code: 'format.unknown',
  })
})
