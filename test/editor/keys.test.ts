import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scriptKeys } from '../../src/editor/keymap.ts'

/// docs/KEYS.md names every key of the script, and no other.

const page = readFileSync(new URL('../../docs/KEYS.md', import.meta.url), 'utf8')

/// The keys in the first column of the tables; `Mod-1` … `Mod-9` stands for all between.
function keysOnPage(): Set<string> {
  const cells = page.split('\n').flatMap((row) => /^\| ([^|]+) \|/.exec(row)?.[1] ?? [])
  const keys = new Set<string>()
  for (const cell of cells) {
    for (const [, key] of cell.matchAll(/`([^`]+)`/g)) keys.add(key as string)
    for (const [, start, from, to] of cell.matchAll(/`([\w-]+-)(\d)` … `\1(\d)`/g)) {
      for (let digit = Number(from); digit <= Number(to); digit++) keys.add(`${start}${digit}`)
    }
  }
  return keys
}

test('the page of keys names every key of the script and no other', () => {
  expect([...keysOnPage()].sort()).toEqual(Object.keys(scriptKeys).sort())
})
