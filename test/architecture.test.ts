import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breaches } from './architecture.ts'

const root = join(import.meta.dirname, '..')

test('every import goes the way the data flows', () => {
  const sources = globSync('{src,server,bin}/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(root, path), 'utf8'),
  }))
  expect(sources.length).toBeGreaterThan(0)
  expect(breaches(sources)).toEqual([])
})

test.each([
  ['src/shared/domain/a.ts', `import { x } from '../document/x.ts'`],
  ['src/shared/derive/a.ts', `import type { X } from '../../views/x.tsx'`],
  ['src/shared/derive/a.ts', `import { readFileSync } from 'node:fs'`],
  ['src/shared/format/a.ts', `import { useState } from 'react'`],
  ['src/shared/derive/a.ts', `export { x } from '../../editor/x.ts'`],
  ['src/session/a.ts', `const x = await import('../editor/x.ts')`],
  ['src/session/a.ts', `import '../views/x.css'`],
  ['src/editor/a.ts', `import * as Y from 'yjs'\nexport type Title = Y.Text`],
  ['src/editor/a.ts', `import { UndoManager, XmlFragment } from 'yjs'`],
  ['server/rooms/a.ts', `import {\n  applyUpdate,\n  type Map as YMap,\n} from 'yjs'`],
  ['server/rooms/a.ts', `import { x } from '../../src/session/x.ts'`],
  ['server/rooms/a.ts', `const title = doc.getMap('series')`],
  ['src/elsewhere/a.ts', `export const x = 1`],
])('in %s this is refused: %s', (path, text) => {
  expect(breaches([{ path, text }])).toHaveLength(1)
})

test.each([
  ['src/shared/document/a.ts', `import * as Y from 'yjs'`],
  ['src/shared/derive/a.ts', `import type { Line } from '../domain/line.ts'`],
  ['src/editor/a.ts', `import type { Doc } from 'yjs'`],
  ['server/rooms/a.ts', `import * as Y from 'yjs'\nY.applyUpdate(new Y.Doc(), update)`],
  ['src/views/script/a.tsx', `import { x } from '../../editor/x.ts'\nimport 'react'`],
  ['server/rooms/a.ts', `import { applyUpdate, Doc } from 'yjs'\nimport '../main.ts'`],
  ['server/a.ts', `import { x } from '../src/shared/protocol.ts'`],
  ['src/shared/domain/a.ts', `/// Not import { x } from 'react'`],
])('in %s this is allowed: %s', (path, text) => {
  expect(breaches([{ path, text }])).toEqual([])
})
