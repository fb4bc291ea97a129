import { expect, test } from 'vitest'
import { scriptKeys } from '../../../src/editor/keymap.ts'
import { pressed, type Room } from './oracle.ts'
import { rowsOf } from './page.ts'
import { Script } from './script.ts'
import {
  type Case,
  cursorsInFields,
  cursorsInLines,
  type Fixture,
  fixtures,
  pageOf,
  selections,
} from './table.ts'

/// Every key of the script, in every element, empty and not, at the start, in the middle and at the
/// end, at every edge of outline, segment and episode, with and without a selection, in English and
/// in Chinese: what it makes of the script and of the selection is what the oracle says, one undo
/// gives back exactly what was before, one redo what was made.

const history = new Set(['Mod-z', 'Mod-y', 'Mod-Shift-z'])

/// `Mod-Alt-1` is `Mod-1`: see below.
const all = Object.keys(scriptKeys).filter((key) => !history.has(key) && !/^Mod-Alt-\d/.test(key))

/// What depends on the element of the line; the others do the same in every element.
const ofLines = [
  ...['Enter', 'Alt-Enter', 'Shift-Enter', 'Tab', 'Shift-Tab', 'Backspace', 'Delete', 'Mod-a'],
  ...['Mod-b', 'Mod-d', 'Mod-Enter', 'Mod-Alt-Enter'],
]
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `Mod-${digit}`)

const withAllKeys = new Set(['en action', 'en parenthetical', 'zh dialogue'])

/// What is played of a fixture: which keys, and where.
function partsOf(fixture: Fixture): readonly (readonly [readonly string[], Case[]])[] {
  const language = fixture.isChinese ? 'zh' : 'en'
  const hasAll = withAllKeys.has(`${language} ${fixture.subjects[0]?.element}`)
  return [
    [hasAll ? all : [...ofLines, ...digits], cursorsInLines(fixture)],
    [hasAll ? all : [...ofLines, 'Mod-1', 'Mod-4'], selections(fixture)],
  ]
}

test('the table has not shrunk', () => {
  const parts = [false, true].flatMap((isChinese) => fixtures(isChinese).flatMap(partsOf))
  const places = parts.map(([keys, cases]) => keys.length * cases.length)
  expect(places.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(35_000)
})

for (const isChinese of [false, true]) {
  const room: Room = { chinese: isChinese, afterDialogue: 'action' }
  const language = isChinese ? 'zh' : 'en'
  for (const fixture of fixtures(isChinese)) {
    test(`${fixture.name}, by key and place`, () => {
      for (const [keys, cases] of partsOf(fixture)) play(fixture, keys, cases, room)
    })
  }
  const [fields] = fixtures(isChinese) as [Fixture]
  test(`${language}, titles and outlines, by key and place`, () => {
    play(fields, all, cursorsInFields(fields), room)
  })
}

test('Enter behind dialogue makes what the series has agreed on', () => {
  const room: Room = { chinese: false, afterDialogue: 'character' }
  const dialogue = fixtures(false).filter(({ name }) => name.includes('dialogue'))
  for (const fixture of dialogue) play(fixture, ['Enter'], cursorsInLines(fixture), room)
})

test('a digit does the same with Ctrl and with Ctrl and Alt', () => {
  const [fixture] = fixtures(false) as [Fixture]
  const keys = digits.map((key) => key.replace('Mod-', 'Mod-Alt-'))
  const room: Room = { chinese: false, afterDialogue: 'action' }
  play(fixture, keys, cursorsInLines(fixture), room)
})

/// Presses every key in every place; the script of a place is the same one all along, as undo gives
/// it back.
function play(fixture: Fixture, keys: readonly string[], cases: readonly Case[], room: Room): void {
  for (const each of cases) {
    const script = new Script(fixture, room)
    const page = pageOf(fixture, each)
    const before = rowsOf(page)
    const same = (found: readonly string[], wanted: readonly string[], what: string) => {
      if (found.join('\n') === wanted.join('\n')) return
      expect.soft(found, `${what} at\n${around(before)}`).toEqual(wanted)
      throw new Error(`${what}: see above.`)
    }
    for (const [i, key] of keys.entries()) {
      script.select(page)
      script.press(key)
      const after = rowsOf(pressed(page, key, room))
      same(script.rows(), after, key)
      const written = textOf(after)
      if (written.join() === textOf(before).join()) continue
      script.press('Mod-z')
      same(script.rows(), before, `${key}, undone,`)
      if (i % 4 > 0) continue
      script.press('Mod-Shift-z')
      same(textOf(script.rows()), written, `${key}, done again,`)
      script.press('Mod-z')
    }
  }
}

/// The rows around the cursor.
function around(rows: readonly string[]): string {
  const at = rows.findIndex((row) => /[‹›]/.test(row))
  return rows.slice(Math.max(at - 3, 0), at + 8).join('\n')
}

function textOf(rows: readonly string[]): string[] {
  return rows.map((row) => row.replace(/[‹›]/g, ''))
}
