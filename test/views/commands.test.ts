import { beforeAll, expect, test, vi } from 'vitest'

// Settings and the platform are read from the browser when these are loaded.
beforeAll(() => {
  vi.stubGlobal('window', { addEventListener: () => {} })
  vi.stubGlobal('navigator', { platform: 'Linux', languages: ['en'] })
})

interface Pressed {
  key: string
  code?: string
  ctrl?: boolean
  meta?: boolean
  alt?: boolean
  shift?: boolean
  altGr?: boolean
}

async function keyOf(pressed: Pressed, mac = false): Promise<string> {
  const { keyOf } = await import('../../src/views/parts/commands.ts')
  const event = {
    key: pressed.key,
    code: pressed.code ?? '',
    ctrlKey: pressed.ctrl ?? false,
    metaKey: pressed.meta ?? false,
    altKey: pressed.alt ?? false,
    shiftKey: pressed.shift ?? false,
    getModifierState: (name: string) => name === 'AltGraph' && (pressed.altGr ?? false),
  }
  return keyOf(event, mac)
}

test.each<[string, Pressed]>([
  ['j', { key: 'j' }],
  ['?', { key: '?', shift: true }],
  ['Shift-j', { key: 'J', shift: true }],
  ['Mod-k', { key: 'k', ctrl: true }],
  ['Mod-Shift-z', { key: 'Z', ctrl: true, shift: true }],
  ['Alt-PageDown', { key: 'PageDown', alt: true }],
  ['Mod-Alt-s', { key: 's', code: 'KeyS', ctrl: true, alt: true }],
  ['ś', { key: 'ś', code: 'KeyS', ctrl: true, alt: true, altGr: true }],
  ['k', { key: 'k', meta: true }],
])('%s', async (name, pressed) => {
  expect(await keyOf(pressed)).toBe(name)
})

test.each<[string, Pressed]>([
  ['Mod-k', { key: 'k', meta: true }],
  ['Mod-Alt-s', { key: 'ß', code: 'KeyS', meta: true, alt: true }],
  ['k', { key: 'k', ctrl: true }],
])('on a Mac: %s', async (name, pressed) => {
  expect(await keyOf(pressed, true)).toBe(name)
})

test('what is under a dialog is out of reach of keys, except by the palette', async () => {
  const { commandAt } = await import('../../src/views/parts/commands.ts')
  const command = (id: string, rest: object) => ({
    id,
    name: id,
    group: 'keys.group.go' as const,
    run: () => {},
    ...rest,
  })
  const all = [
    command('own', { keys: ['Mod-Enter'], ownKeys: true }),
    command('named', { keys: ['Mod-z'], run: undefined }),
    command('undo', { keys: ['Mod-z'] }),
    command('new', { keys: ['Mod-Alt-n'], inText: true }),
    command('palette', { keys: ['Mod-k'], inText: true }),
  ]
  const at = (key: string, isTyping: boolean, isUnderDialog: boolean) =>
    commandAt(all, key, { isTyping, isUnderDialog })?.id
  const keys = ['Mod-Enter', 'Mod-z', 'Mod-Alt-n', 'Mod-k']
  expect(keys.map((key) => at(key, false, false))).toEqual([undefined, 'undo', 'new', 'palette'])
  expect(keys.map((key) => at(key, true, false))).toEqual([undefined, undefined, 'new', 'palette'])
  const under = [undefined, undefined, undefined, 'palette']
  expect(keys.map((key) => at(key, false, true))).toEqual(under)
  expect(keys.map((key) => at(key, true, true))).toEqual(under)
})

test('on a Mac, Option with a letter writes where text is written', async () => {
  vi.stubGlobal('HTMLElement', Field)
  const { writesCharacter } = await import('../../src/views/parts/commands.ts')
  const press = (key: string, metaKey = false, target: EventTarget | null = new Field()) => ({
    key,
    altKey: true,
    metaKey,
    target,
  })
  expect(writesCharacter(press('ç'), true)).toBe(true)
  expect(writesCharacter(press('ç'), false)).toBe(false)
  expect(writesCharacter(press('ç', true), true)).toBe(false)
  expect(writesCharacter(press('ç', false, null), true)).toBe(false)
  expect(writesCharacter(press('ArrowDown'), true)).toBe(false)
})

/// As much of a field as is asked for where there is no page.
class Field extends EventTarget {
  readonly isContentEditable = true
}
