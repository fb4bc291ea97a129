import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { files } from '../../../src/shared/i18n/en/files.ts'
import { en } from '../../../src/shared/i18n/en/index.ts'
import { places } from '../../../src/shared/i18n/en/places.ts'
import { tools } from '../../../src/shared/i18n/en/tools.ts'

/// The first page of a script has the first part of the catalogue and no other: a key of another
/// part would be shown as it is.

const root = join(import.meta.dirname, '../../..')

/// What stands in the first page; and what only passes on what a page asks for.
const entries = [
  'src/views/mount.tsx',
  'src/views/series/seriespage.tsx',
  'src/views/script/scriptpage.tsx',
]
/// Sentences for every code a server can answer: a page gets those that it asks for.
const forAnyPage = new Set(['src/views/parts/ask.ts'])

const staticImport =
  /^(?:import|export)\b(?!\s+type\b)[^'"`;]*?\bfrom\s*'([^']+)'|^import\s+'([^']+)'/gm
/// What is loaded with its words, in `speaking`, is not meant.
const onDemand = /(?<!speaking\('\w+', )\(\) => import\('([^']+)'\)/g

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/// The files of ours that patterns find in a file.
function found(path: string, pattern: RegExp): string[] {
  return Array.from(read(path).matchAll(pattern), ([, a, b]) => a ?? b ?? '')
    .filter((to) => to.startsWith('.') && /\.tsx?$/.test(to) && !to.includes('/i18n/'))
    .map((to) => relative(root, join(root, path, '..', to)))
}

function reach(from: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...from]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    open.push(...found(path, staticImport))
  }
  return seen
}

const later = [...Object.keys(places), ...Object.keys(tools), ...Object.keys(files)].map((key) =>
  key.replace(/_(one|other)$/, ''),
)

/// Keys of the later parts that a file names, whole or by their beginning.
function laterKeysIn(path: string): string[] {
  const text = read(path)
  const beginnings = Array.from(text.matchAll(/words\(`([\w.-]+)\$\{/g), ([, start]) => start ?? '')
  return later.filter(
    (key) => text.includes(`'${key}'`) || beginnings.some((start) => key.startsWith(start)),
  )
}

const speaking = (path: string) => /^src\/(views|editor)\//.test(path) && !forAnyPage.has(path)

test('the first page of a script says nothing that it has not learned', () => {
  const first = [...reach(entries)].filter(speaking)
  expect(first.length).toBeGreaterThan(80)
  expect(first.flatMap((path) => laterKeysIn(path).map((key) => `${path}: ${key}`))).toEqual([])
})

test('what is opened from it by itself neither', () => {
  const first = reach(entries)
  const opened = [...first]
    .filter((path) => !/\/(routes|loadplace)\.ts$/.test(path))
    .flatMap((path) => found(path, onDemand))
    .filter((path) => existsSync(join(root, path)) && !path.startsWith('src/views/tools/'))
  const more = [...reach(opened)].filter((path) => !first.has(path) && speaking(path))
  expect(more.length).toBeGreaterThan(5)
  expect(more.flatMap((path) => laterKeysIn(path).map((key) => `${path}: ${key}`))).toEqual([])
})

test('no key is in two parts', () => {
  const all = [en, places, tools, files].flatMap((part) => Object.keys(part))
  expect(all.length).toBe(new Set(all).size)
})
