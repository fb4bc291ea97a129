import { expect, test } from 'vitest'
import { translationState } from '../../src/shared/derive/translations.ts'
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
    /// Deletes from a place in one line to a place in another, as a selection that is typed over.
    erase(from: string, start: number, to: string, end: number, typed = '') {
      const placeOf = (text: string, offset: number) => {
        script.putCursor(text, offset)
        return script.state.selection.head
      }
      const [a, b] = [placeOf(from, start), placeOf(to, end)]
      const { tr } = script.state
      script.view.dispatch(typed === '' ? tr.delete(a, b) : tr.insertText(typed, a, b))
    },
    undo: () => script.binding.undo(),
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

test('a deletion over several lines keeps what both ends say in the other language', () => {
  const third = 'Nobody gets in.'
  const translated = () => {
    const script = openScript()
    setTranslation(script.document, script.id(first), '电梯停了。')
    setTranslation(script.document, script.id(second), '门开了。')
    setTranslation(script.document, script.id(third), '没人进来。')
    return script
  }
  const told = ({ lines }: ReturnType<typeof openScript>) =>
    lines().map(({ text, translation }) => [text, translation])

  const across = translated()
  across.erase(first, 8, third, 6)
  expect(told(across)).toEqual([['The lift gets in.', '电梯停了。 没人进来。']])
  const [line] = across.lines()
  expect(line && translationState(line)).toBe('stale')
  across.undo()
  expect(told(across)).toEqual([
    [first, '电梯停了。'],
    [second, '门开了。'],
    [third, '没人进来。'],
  ])

  const fromStart = translated()
  fromStart.erase(first, 0, second, 4)
  expect(told(fromStart)[0]).toEqual(['doors part.', '门开了。'])
  const toEnd = translated()
  toEnd.erase(first, 8, second, second.length)
  expect(told(toEnd)[0]).toEqual(['The lift', '电梯停了。'])
  const replaced = translated()
  replaced.erase(first, 8, second, 4, 'and')
  expect(told(replaced)[0]).toEqual(['The liftanddoors part.', '电梯停了。 门开了。'])
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
