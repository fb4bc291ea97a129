import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comebackOf, keptSeries } from '../../../office/comeback.ts'
import { changesOf, commentsOf, outings, ways } from '../../../office/rounds.ts'

// `npm run office -- --keep` makes them anew.
const kept = (name: string) =>
  readFile(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'office', name))

describe.each(outings)('a script that LibreOffice has saved ($name)', (outing) => {
  it.each(ways)('comes back as it was %s there, and nothing a second time', async (way) => {
    const document = keptSeries(await kept(`${outing.name}.yjs`))
    const file = await kept(`${outing.name}.${way}.docx`)
    expect(comebackOf(document, file)).toEqual({
      changes: changesOf(outing, way),
      comments: commentsOf(outing, way),
      losses: [],
      left: [],
    })
  })
})
