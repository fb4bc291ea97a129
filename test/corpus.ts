/// `npm run corpus -- DIR`: tries every file below DIR that is Fountain, Final Draft or Markdown. The words
/// of each line of a file must be in what was read from it, or a loss must say so; what was read must
/// go into a document, be written, and read again to an equal document and the same bytes; a Final
/// Draft file must come out with every paragraph, run and element that it had; and where
/// another program's parse lies beside a file, Ninety's must be the same, or the difference be argued
/// (test/corpus/argued.ts). A row for each file that fails; exits 1 when one does. No part of
/// `npm test`: the files are other people's.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { formatOf } from '../server/jobs/formats.ts'
import { fdx } from '../src/shared/format/fdx/fdx.ts'
import { type Format, fountain } from '../src/shared/format/formats.ts'
import { readFountain } from '../src/shared/format/fountain/read.ts'
import { writeFountain } from '../src/shared/format/fountain/write.ts'
import { cannotCarry } from '../src/shared/format/losses.ts'
import type { Reading } from '../src/shared/format/reading.ts'
import type { Screenplay } from '../src/shared/format/screenplay.ts'
import { decodeText } from '../src/shared/format/text.ts'
import { unargued } from './corpus/argued.ts'
import { type Missing, missingFromFountain, missingTexts, textsOfXml } from './corpus/coverage.ts'
import { changedInFdx } from './corpus/fdxtree.ts'
import { documentOf, portraitOf, screenplayIn } from './shared/format/portrait.ts'

/// What is wrong with a file.
async function faults(path: string, format: Format): Promise<readonly string[]> {
  const bytes = readFileSync(path)
  const first = await format.read?.(bytes)
  if (!first) return []
  if ('code' in first) return [first.message]
  return [
    ...missing(bytes, format, first).map(({ at, text }) => `line ${at} is lost: ${text}`),
    ...(await unsteady(format, first)),
    ...(format.id === fdx.id ? changedInFdx(bytes, first) : []),
    ...parses(path, format).flatMap((parse) => unargued(path, parse)),
  ]
}

function missing(bytes: Uint8Array, format: Format, reading: Reading): readonly Missing[] {
  const decoded = decodeText(bytes)
  if ('code' in decoded) return []
  if (format.id === fountain.id) return missingFromFountain(decoded.text, reading)
  if (decoded.text.trimStart().startsWith('<')) {
    return missingTexts(textsOfXml(decoded.text), reading)
  }
  return missingTexts(decoded.text.split(/\r\n?|\n/), reading)
}

/// A document is written to a file that reads as the same document, and to the same bytes again.
async function unsteady(format: Format, first: Reading): Promise<readonly string[]> {
  const ways = format.write ? [format] : [fountain]
  const wrong: string[] = []
  for (const { id, read, write } of ways as readonly Required<Format>[]) {
    if ((cannotCarry[id] ?? []).length > 0) continue
    const document = documentOf(first.screenplay)
    const written = await write(screenplayIn(document))
    const second = await read(written.bytes)
    if ('code' in second) wrong.push(`what is written is not read: ${second.message}`)
    else {
      const again = documentOf(second.screenplay)
      if (!isDeepStrictEqual(portraitOf(again), portraitOf(document))) {
        wrong.push('reads differently once written')
      }
      const bytes = (await write(screenplayIn(again))).bytes
      if (!Buffer.from(written.bytes).equals(bytes)) wrong.push('is written to other bytes again')
    }
    wrong.push(...written.losses.map(({ message }) => message))
  }
  return wrong
}

/// The other program's parses of a Fountain file.
function parses(path: string, format: Format): readonly string[] {
  if (format.id !== fountain.id) return []
  const stem = path.replace(/\.[^.]+$/, '')
  return ['.txt', '-Merged.txt', '-Unmerged.txt']
    .map((end) => stem + end)
    .filter((parse) => existsSync(parse))
}

function linesOf(screenplay: Screenplay): number {
  return screenplay.episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .reduce((sum, segment) => sum + segment.lines.length, 0)
}

/// A feature script of some 120 pages, 55 lines to the page.
function longScript(): string {
  const scene = (i: number) =>
    [
      `INT. ROOM ${i} - ${i % 2 ? 'DAY' : 'NIGHT'}`,
      `Someone comes in, *stops*, and looks at the table. Nobody _moves_.\nThe clock says ${i}.`,
      `ANNA\n(low)\nIs this yours? I found it in the lift, and it has your **name** on it.`,
      `BEN (O.S.)\nThen it is mine. Put it back where it was, and close the door.`,
      'The door closes by itself. A long, long silence in which nothing at all is said.',
    ].join('\n\n')
  return Array.from({ length: 470 }, (_, i) => scene(i + 1)).join('\n\n')
}

function timeLongScript(): string {
  const text = longScript()
  const start = performance.now()
  const { screenplay } = readFountain(text)
  const read = performance.now()
  writeFountain(screenplay)
  const wrote = performance.now()
  const pages = Math.round(text.split('\n').length / 55)
  return `A script of ${pages} pages: read in ${Math.round(read - start)} ms, written in ${Math.round(wrote - read)} ms`
}

const folder = process.argv[2]
if (!folder) {
  process.stderr.write('Usage: npm run corpus -- DIR\n')
  process.exit(2)
}
let lines = 0
let failed = 0
let compared = 0
const files = globSync('**/*', { cwd: folder })
  .filter((file) => /\.(?:fountain|spmd|fdx|md)$/i.test(file))
  .sort()
for (const file of files) {
  const path = join(folder, file)
  const format = formatOf(basename(file))
  const wrong = format
    ? await faults(path, format).catch((error: unknown) => [`throws: ${error}`])
    : ['no format has this ending']
  if (format) compared += parses(path, format).length
  for (const fault of wrong) process.stdout.write(`${file}\t${fault}\n`)
  if (wrong.length > 0) failed++
  else if (format === fountain) {
    lines += linesOf(readFountain(readFileSync(path, 'utf8')).screenplay)
  }
}
process.stdout.write(
  `${files.length - failed} of ${files.length} files read whole, are written and read the same (${lines} lines of Fountain); ${compared} parses of another program match or are argued\n${timeLongScript()}\n`,
)
process.exit(failed > 0 || files.length === 0 ? 1 : 0)
