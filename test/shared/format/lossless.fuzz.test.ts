import { describe, expect, it } from 'vitest'
import { formats } from '../../../server/jobs/formats.ts'
import type { Format } from '../../../src/shared/format/formats.ts'
import { cannotCarry } from '../../../src/shared/format/losses.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import fc, { drawSeed } from '../../draw.ts'
import { missingWords, without } from './aspects.ts'
import { editedDocument } from './edited.ts'
import { ordinary } from './ordinary.ts'
import { documentOf, portraitOf, screenplayIn } from './portrait.ts'
import { screenplay } from './scripts.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 60)
const settings = { numRuns: runs }
/// Milliseconds; a run takes a few.
const timeout = 60_000 + runs * 500
const title = (what: string) => `${what} (FUZZ_SEED=${drawSeed} FUZZ_RUNS=${runs})`

/// What nobody can type and no file of text may hold.
const untypable = new RegExp(
  `[${['\\u0000-\\u0008', '\\u000b-\\u001f', '\\u007f', '\\ufeff', '\\ufffe', '\\uffff'].join('')}]`,
  'g',
)

/// Screenplays of what people can type. What a format has left is its own making: none of that.
function typable(own: string): fc.Arbitrary<Screenplay> {
  return screenplay.map(
    (value) =>
      JSON.parse(JSON.stringify(value), (key, value) => {
        if (key === own && typeof value === 'string') return undefined
        return typeof value === 'string' ? value.replace(untypable, '') : value
      }) as Screenplay,
  )
}

const twoWay = formats.filter(({ read, write }) => read && write)
const lostBy = ({ id }: Format) => cannotCarry[id] ?? []

/// What comes back when a format has written a screenplay and read it again, and what its writer
/// said is lost.
async function roundTrip({ read, write }: Format, screenplay: Screenplay) {
  const { bytes, losses } = (await write?.(screenplay)) ?? { bytes: new Uint8Array(), losses: [] }
  const reading = await read?.(bytes)
  if (!reading || 'code' in reading) throw new Error(reading?.message ?? 'is not read')
  return { screenplay: reading.screenplay, losses }
}

it('every format that is written says what it cannot carry', () => {
  for (const { id, write } of formats) if (write) expect(cannotCarry).toHaveProperty(id)
})

describe.each(twoWay.filter((format) => lostBy(format).length === 0))('$id', (format) => {
  const { id } = format

  it(
    title('gives back any document as it was'),
    () =>
      fc.assert(
        fc.asyncProperty(typable(id), async (value) => {
          const before = documentOf(value)
          const { screenplay, losses } = await roundTrip(format, screenplayIn(before))
          expect(losses).toEqual([])
          expect(portraitOf(documentOf(screenplay), id)).toEqual(portraitOf(before, id))
        }),
        settings,
      ),
    timeout,
  )

  it(
    title('gives back what somebody has made of a document'),
    () =>
      fc.assert(
        fc.asyncProperty(typable(id), fc.nat(), async (value, session) => {
          const before = editedDocument(ordinary(value), session)
          const given = screenplayIn(before)
          // Where every episode is in the bin, a new one comes back.
          fc.pre(given.episodes.length > 0)
          const { screenplay } = await roundTrip(format, given)
          expect(portraitOf(documentOf(screenplay), id)).toEqual(portraitOf(before, id))
        }),
        { ...settings, numRuns: Math.ceil(runs / 5) },
      ),
    timeout,
  )
})

describe.each(twoWay.filter((format) => lostBy(format).length > 0))('$id', (format) => {
  const lost = lostBy(format)

  it(
    title('gives back any document without what it says it cannot carry, and says so'),
    () =>
      fc.assert(
        fc.asyncProperty(typable(format.id), async (value) => {
          const given = screenplayIn(documentOf(ordinary(value)))
          const { screenplay, losses } = await roundTrip(format, given)
          const read = screenplayIn(documentOf(screenplay))
          const rest = without(given, lost)
          expect(without(read, lost)).toEqual(rest)
          expect(missingWords(given, read)).toEqual([])
          if (JSON.stringify(rest) !== JSON.stringify(without(given, []))) {
            expect(losses).not.toEqual([])
          }
        }),
        settings,
      ),
    timeout,
  )
})
