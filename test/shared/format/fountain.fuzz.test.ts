import { expect, it } from 'vitest'
import { textOf } from '../../../src/shared/domain/line.ts'
import { canonicalScreenplay } from '../../../src/shared/format/fountain/canonical.ts'
import {
  hearText,
  readFactNote,
  sayText,
  writeFactNote,
} from '../../../src/shared/format/fountain/facts.ts'
import {
  normalLine,
  normalParagraphs,
  normalTitle,
} from '../../../src/shared/format/fountain/normal.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'
import { writeFountain } from '../../../src/shared/format/fountain/write.ts'
import fc, { drawSeed } from '../../draw.ts'
import { fountain, screenplay } from './scripts.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 500)
const settings = { numRuns: runs }
/// Milliseconds; a run takes about one.
const timeout = 60_000 + runs * 200
const title = (what: string) => `${what} (FUZZ_SEED=${drawSeed} FUZZ_RUNS=${runs})`

it(
  title('any text reads, and what was read is written so that it reads the same'),
  () => {
    fc.assert(
      fc.property(fc.oneof(fountain, fc.string({ unit: 'binary' })), (text) => {
        const first = readFountain(text).screenplay
        const written = writeFountain(first)
        const second = readFountain(written.text).screenplay
        expect(second).toEqual(first)
        expect(writeFountain(second).text).toBe(written.text)
        expect(written.losses).toEqual([])
      }),
      settings,
    )
  },
  timeout,
)

it(
  title('any screenplay is written so that it reads as it was'),
  () => {
    fc.assert(
      fc.property(screenplay, (script) => {
        const whole = canonicalScreenplay(script)
        expect(canonicalScreenplay(whole)).toEqual(whole)
        expect(readFountain(writeFountain(script).text).screenplay).toEqual(whole)
      }),
      settings,
    )
  },
  timeout,
)

it(
  title('no word of a text is lost'),
  () => {
    const word = fc.stringMatching(/^[a-z]{5,9}$/)
    const sprinkled = fc.array(fc.tuple(fountain, word), { maxLength: 6 }).map((parts) => ({
      text: parts.map(([before, word]) => `${before}${word}`).join(''),
      words: parts.map(([, word]) => word),
    }))
    fc.assert(
      fc.property(sprinkled, ({ text, words }) => {
        const { screenplay } = readFountain(text)
        const kept = JSON.stringify(screenplay, (key, value) =>
          key === 'spans' ? value.map((span: { text: string }) => span.text).join('') : value,
        )
        for (const word of words) expect(kept).toContain(word)
      }),
      settings,
    )
  },
  timeout,
)

it(
  title('what other programs see has every character but white space'),
  () => {
    const solid = (text: string) => text.replace(/\s+/g, '')
    fc.assert(
      fc.property(screenplay, ({ episodes }) => {
        for (const { title, summary, hook, beats, cliffhanger } of episodes) {
          expect(solid(normalTitle(title))).toBe(solid(title))
          expect(solid(normalParagraphs(summary))).toBe(solid(summary))
          for (const line of [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines)) {
            const normal = normalLine(line)
            expect(normalLine(normal)).toEqual(normal)
            expect(solid(textOf(normal.spans))).toBe(solid(textOf(line.spans)))
          }
        }
      }),
      settings,
    )
  },
  timeout,
)

it(
  title('any text is a value of a note'),
  () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hearText(` ${sayText(text)} `)).toBe(text)
        const note = writeFactNote('line', [['translation', sayText(text)]]) ?? ''
        expect(readFactNote(note)?.facts.map(([, value]) => hearText(value))).toEqual([text])
      }),
      settings,
    )
  },
  timeout,
)
