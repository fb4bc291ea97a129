/// `npm run pages -- DIR`: holds our pages against those that Final Draft printed. In each folder of
/// DIR that has a PDF of it and a `source.fountain` or `source.fdx`, every page has to begin with the
/// same line. A row for each that does not; exits 1 when fewer than 95 of 100 do. No part of `npm
/// test`: the scripts are other people's.

import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { textOf } from '../src/shared/domain/line.ts'
import { formats } from '../src/shared/format/formats.ts'
import { gridRuler, type Page } from '../src/shared/format/pages/book.ts'
import { pageOptions } from '../src/shared/format/pages/options.ts'
import { layScript } from '../src/shared/format/pages/script.ts'
import { pagesOfPdf } from './pdfpages.ts'

/// Scripts are told apart by their letters alone: how quotes are drawn is another matter.
function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/// The first line of a page below its head.
function firstLine({ rows }: Page): string {
  const [first] = rows.filter(({ y }) => y > 60).sort((a, b) => a.y - b.y || a.x - b.x)
  return first ? textOf(first.spans) : ''
}

async function ours(path: string): Promise<readonly string[]> {
  const format = formats.find(({ extensions }) => extensions.some((end) => path.endsWith(end)))
  const reading = await format?.read?.(readFileSync(path))
  if (!reading || 'code' in reading) throw new Error(reading?.message ?? 'no format reads it')
  const options = pageOptions(reading.screenplay, {
    titlePage: 'no',
    episodes: 'no',
    continued: 'no',
    paper: 'letter',
  })
  const words = { episode: String, segment: String }
  const { book } = layScript(reading.screenplay, options, { words, ruler: gridRuler })
  return book.pages.map(firstLine)
}

const folder = process.argv[2]
if (!folder) {
  process.stderr.write('Usage: npm run pages -- DIR\n')
  process.exit(2)
}
let same = 0
let all = 0
for (const pdf of globSync('*/*.pdf', { cwd: folder }).sort()) {
  const printed = pagesOfPdf(readFileSync(join(folder, pdf)))
  for (const source of globSync('source.{fountain,fdx}', { cwd: join(folder, dirname(pdf)) })) {
    const path = join(folder, dirname(pdf), source)
    const mine = await ours(path)
    // The title page is no page of the script.
    for (const [i, { first }] of printed.slice(1).entries()) {
      all++
      if (letters(first) === letters(mine[i] ?? '')) same++
      else process.stdout.write(`${path}, page ${i + 1}: ${first} | ${mine[i] ?? 'nothing'}\n`)
    }
    if (mine.length !== printed.length - 1) {
      process.stdout.write(`${path}: ${mine.length} pages for ${printed.length - 1}\n`)
    }
  }
}
const share = all === 0 ? 0 : (same / all) * 100
process.stdout.write(`${same} of ${all} pages begin with the same line (${share.toFixed(1)} %)\n`)
process.exit(share >= 95 ? 0 : 1)
