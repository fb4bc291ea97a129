import fc from 'fast-check'
import { expect, it } from 'vitest'
import { elements } from '../../../src/shared/domain/element.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import { normalScreenplay } from '../../../src/shared/format/fountain/normal.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'
import { writeFountain } from '../../../src/shared/format/fountain/write.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import { fountain, screenplay } from './scripts.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 500)
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const settings = { numRuns: runs, seed }
/// Milliseconds; a run takes about one.
const timeout = 5_000 + runs * 20
const title = (what: string) => `${what} (FUZZ_SEED=${seed} FUZZ_RUNS=${runs})`

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
  title('any screenplay is written so that it reads as its normal form'),
  () => {
    fc.assert(
      fc.property(screenplay, (script) => {
        const normal = normalScreenplay(script)
        expect(normalScreenplay(normal)).toEqual(normal)
        expect(readFountain(writeFountain(script).text).screenplay).toEqual(normal)
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
  title('the normal form has every character but white space'),
  () => {
    const solid = ({ episodes }: Screenplay) =>
      episodes
        .flatMap(({ title, summary, hook, beats, cliffhanger }) => [
          title,
          summary,
          ...[hook, ...beats, cliffhanger].flatMap(({ outline, lines }) => [
            outline,
            ...lines.flatMap((line) => [line.element, textOf(line.spans), line.sceneNumber ?? '']),
          ]),
        ])
        .map((text) => text.replace(/\s+/g, ''))
    const kept = (texts: readonly string[]) => texts.filter((text) => text !== '')
    fc.assert(
      fc.property(screenplay, (script) => {
        // A segment's only line may go when nothing is on it.
        const whole = solid(script).filter((text) => !elements.includes(text as never))
        const normal = solid(normalScreenplay(script)).filter(
          (text) => !elements.includes(text as never),
        )
        expect(kept(normal)).toEqual(kept(whole))
      }),
      settings,
    )
  },
  timeout,
)
