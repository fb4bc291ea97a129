import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aspects } from '../../../src/shared/format/losses.ts'
import { createDictionary, wordsOf } from '../../../src/shared/i18n/dictionary.ts'
import { files } from '../../../src/shared/i18n/en/files.ts'
import { together } from '../../../src/views/export/sayloss.ts'

const root = join(import.meta.dirname, '../../..')
const words = wordsOf(createDictionary('en', files))
const known: Readonly<Record<string, string>> = files

/// Said of the work, not of the file.
const others = ['fault', 'job', 'file', 'format', 'server']

test('every code that a format reports is said in the language of the interface', () => {
  const codes = new Set(
    globSync('{src/shared/format,server/jobs}/**/*.ts', { cwd: root }).flatMap((path) =>
      Array.from(
        // A code is named, or given to what makes a loss of it.
        readFileSync(join(root, path), 'utf8').matchAll(
          /\b(?:code: |(?:loss|found)\(\s*)'(\w+)\.([\w.-]+)'/g,
        ),
        ([, format = '', what = '']) => [format, what].join('.'),
      ),
    ),
  )
  expect(codes.size).toBeGreaterThan(40)
  const unsaid = [...codes].filter((code) => {
    const [format = '', what = ''] = code.split(/\.(.*)/)
    if (others.includes(format)) return false
    return ![`loss.${code}`, `loss.${what}`, `unreadable.${code}`].some((key) => key in known)
  })
  expect(unsaid).toEqual([])
  expect(aspects.filter((aspect) => !(`loss.${aspect}` in known))).toEqual([])
})

test('losses of a kind are told once, with their lines and the words they are about', () => {
  const told = together(
    [
      { code: 'fdx.strike', message: 'Struck text.', at: 9 },
      { code: 'fountain.strike', message: 'Struck text.', at: 3 },
      { code: 'docx.box', message: 'A box of text was left out: “Floor nine”' },
      { code: 'new.unheard', message: 'Nobody has heard of “this”.' },
    ],
    words,
  )
  expect(told).toEqual([
    { sentence: files['loss.strike'], lines: [3, 9], quotes: [] },
    { sentence: files['loss.docx.box'], lines: [], quotes: ['Floor nine'] },
    { sentence: 'Nobody has heard of “this”.', lines: [], quotes: [] },
  ])
})
