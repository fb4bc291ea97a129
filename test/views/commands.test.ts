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
