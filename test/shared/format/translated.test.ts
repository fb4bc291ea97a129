import { expect, test } from 'vitest'
import type { Element } from '../../../src/shared/domain/element.ts'
import type { ScreenplayEpisode } from '../../../src/shared/format/screenplay.ts'
import { translationsIn } from '../../../src/shared/format/translated.ts'
import { episode, line, segment } from '../derive/script.ts'

type Row = readonly [Element, string]

const source: readonly Row[] = [
  ['scene-heading', 'INT. KITCHEN - NIGHT'],
  ['action', 'Mara watches the door.'],
  ['character', 'MARA'],
  ['dialogue', 'Who shut it?'],
  ['character', 'JON'],
  ['dialogue', 'Not me, and I have been here all night.'],
  ['action', 'The door opens.'],
]
const target: readonly Row[] = [
  ['scene-heading', '内景 厨房 夜'],
  ['action', '玛拉盯着门。'],
  ['character', '玛拉'],
  ['dialogue', '谁关的？'],
  ['character', '乔恩'],
  ['dialogue', '不是我，我整晚都在这里。'],
  ['action', '门开了。'],
]

const original = (...episodes: (readonly Row[])[]) => ({
  episodes: episodes.map((rows) =>
    episode([
      segment(rows.slice(0, 2).map(made)),
      segment([made(['action', ' '])]),
      segment(rows.slice(2).map(made)),
    ]),
  ),
})
const made = ([element, text]: Row) => line(element, text)

function file(...episodes: (readonly Row[])[]): {
  readonly episodes: readonly ScreenplayEpisode[]
} {
  const nothing = { outline: '', lines: [] }
  return {
    episodes: episodes.map((rows) => ({
      title: '',
      summary: '',
      hook: nothing,
      beats: [
        {
          outline: '',
          lines: rows.map(([element, text]) => ({
            element,
            spans: text === '' ? [] : [{ text, style: {} }],
          })),
        },
      ],
      cliffhanger: nothing,
    })),
  }
}

const said = ({ proposals }: ReturnType<typeof translationsIn>) =>
  proposals.map(
    ({ number, source, next, isSure }) => `${number} ${source} = ${next}${isSure ? '' : ' ?'}`,
  )
const pairs = (number: number) =>
  source.map(([, text], i) => `${number} ${text} = ${target[i]?.[1]}`)

test('lines are matched by episode, place and element, whatever the segments', () => {
  const found = translationsIn(original(source, source), file(target, target))
  expect(said(found)).toEqual([...pairs(1), ...pairs(2)])
  expect(found.unplaced).toEqual([])
})

test('a file without episodes is held against the whole season', () => {
  const found = translationsIn(original(source, source), file([...target, ...target]))
  expect(said(found)).toEqual([...pairs(1), ...pairs(2)])
})

test('a line that was left out or put in moves no other, and what is beside it is not sure', () => {
  const without = target.filter((_, i) => i !== 1)
  const rows = said(translationsIn(original(source), file(without)))
  expect(rows).toEqual(
    pairs(1)
      .filter((_, i) => i !== 1)
      .map((row, i) => (i < 2 ? `${row} ?` : row)),
  )
  const added = [...target.slice(0, 6), ['transition', '切至：'] as const, ...target.slice(6)]
  const found = translationsIn(original(source), file(added))
  expect(said(found).slice(0, 5)).toEqual(pairs(1).slice(0, 5))
  expect(said(found)[6]).toBe(`${pairs(1)[6]} ?`)
  expect(found.unplaced).toEqual([{ number: 1, text: '切至：' }])
})

test('what is there already is not proposed, what says the same is not sure, the rest has no place', () => {
  const one = episode([
    segment([line('action', 'Rain.', { translation: '雨。' }), line('character', 'JON')]),
  ])
  const found = translationsIn(
    { episodes: [one] },
    file(
      [
        ['action', '雨。'],
        ['character', 'JON'],
      ],
      [['action', '多了。']],
    ),
  )
  expect(said(found)).toEqual(['1 JON = JON ?'])
  expect(found.unplaced).toEqual([{ number: 2, text: '多了。' }])
})
