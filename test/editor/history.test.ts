import { expect, test } from 'vitest'
import { Manuscript, othersFountain } from './manuscript.ts'

/// The keys of the script and undo, in a series that somebody else has written.

const fountain = `# Episode 1

## Hook

INT. LIFT - NIGHT

## Beat

Mara counts the floors.

The phone rings in the dark.

## Beat

Someone breathes.

## Cliffhanger

The doors part.
`
const phone = 'The phone rings in the dark.'

function openScript() {
  const script = new Manuscript(othersFountain(fountain))
  return {
    putCursor: (text: string, offset: number) => script.putCursor(text, offset),
    press(...keys: readonly string[]) {
      for (const key of keys) script.press(key)
    },
    rows() {
      const rows: string[] = []
      script.state.doc.descendants((node) => {
        const name = node.type.name === 'line' ? String(node.attrs.element) : node.type.name
        rows.push(node.isTextblock ? `${name}: ${node.textContent}` : name)
        return !node.isTextblock
      })
      return rows
    },
    cursor() {
      const { $head } = script.state.selection
      return `${$head.parent.textContent}@${$head.parentOffset}`
    },
  }
}

test('the cursor is in the line that Enter begins, wherever that is', () => {
  for (const [text, at, after] of [
    ['INT. LIFT - NIGHT', 17, ['scene-heading: INT. LIFT - NIGHT', 'action: *']],
    ['Mara counts the floors.', 23, ['action: Mara counts the floors.', 'action: *']],
    [phone, 9, ['action: The phone', 'action: * rings in the dark.']],
    [phone, 0, ['action: ', `action: *${phone}`]],
    ['The doors part.', 15, ['action: The doors part.', 'action: *']],
  ] as const) {
    const { putCursor, press, rows } = openScript()
    putCursor(text, at)
    press('Enter', '*')
    expect(rows().join('|')).toContain(after.join('|'))
  }
})

test('lines that were begun and written in go when that is undone', () => {
  const { putCursor, press, rows } = openScript()
  const before = rows()
  putCursor(phone, phone.length)
  const keys = ['Mod-3', 'Enter', 'x', 'Tab', 'y', 'Enter', 'Mod-3', 'Tab', 'z']
  press(...keys)
  expect(rows()).not.toEqual(before)
  press(...keys.map(() => 'Mod-z'))
  expect(rows()).toEqual(before)
})

test('a break in a line that somebody else wrote is undone', () => {
  const { putCursor, press, rows } = openScript()
  const before = rows()
  for (const key of ['Enter', 'Mod-Enter']) {
    putCursor(phone, 9)
    press(key)
    expect(rows()).not.toEqual(before)
    press('Mod-z')
    expect(rows()).toEqual(before)
  }
})

test('after an undo the next step still knows where the cursor was', () => {
  const { putCursor, press, cursor } = openScript()
  putCursor(phone, 3)
  press('x', 'Mod-z', 'Alt-Shift-Backspace')
  expect(cursor()).not.toBe(`${phone}@3`)
  press('Mod-z')
  expect(cursor()).toBe(`${phone}@3`)
})
