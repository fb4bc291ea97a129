import { expect, test } from 'vitest'
import { setTranslation } from '../../src/shared/document/translations.ts'
import { Manuscript, othersFountain } from './manuscript.ts'

/// What is written down about lines, and the keys that join and break them.

const fountain = `# Episode 1

## Hook

The lift stops.

The doors part.

Nobody gets in.
`

function openScript() {
  const script = new Manuscript(othersFountain(fountain))
  const { document } = script
  const lines = () => document.reading.series.episodes[0]?.segments[0]?.lines ?? []
  return {
    document,
    lines,
    id: (text: string) => lines().find((line) => line.text === text)?.id ?? '',
    press(key: string, text: string, offset: number) {
      script.putCursor(text, offset)
      script.press(key)
    },
  }
}

const [first, second] = ['The lift stops.', 'The doors part.']

test('joined lines have both their translations', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(first), '电梯停了。')
  setTranslation(document, id(second), '门开了。')
  press('Backspace', second, 0)
  expect(lines()[0]).toMatchObject({
    text: first + second,
    translation: '电梯停了。 门开了。',
    translated: first + second,
  })
  press('Delete', first + second, (first + second).length)
  expect(lines()[0]?.translation).toBe('电梯停了。 门开了。')
  expect(lines()).toHaveLength(1)
})

test('a line that is joined to one without a translation brings its own', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(second), '门开了。')
  press('Delete', first, first.length)
  expect(lines()[0]).toMatchObject({ translation: '门开了。', translated: second })
})

test('what is planned and written of a line stays once when it is broken', () => {
  const { document, lines, id, press } = openScript()
  setTranslation(document, id(first), '电梯停了。')
  document.edit(() => document.roots.lines.set(`${id(first)}.seconds`, 7))
  press('Enter', first, 4)
  const [a, b] = lines()
  expect(a).toMatchObject({
    text: 'The ',
    seconds: 7,
    translation: '电梯停了。',
    translated: first,
  })
  expect([b?.text, b?.seconds, b?.translation, b?.translated]).toEqual([
    'lift stops.',
    ...[undefined, undefined, undefined],
  ])
})
