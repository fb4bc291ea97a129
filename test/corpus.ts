/// `npm run corpus -- DIR`: tries every Fountain file below DIR. Each must read, be written, and
/// read again to an equal screenplay, and be written to the same bytes twice. A row for each file
/// that fails; exits 1 when one does. No part of `npm test`: the files are other people's.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { formatOf } from '../src/shared/format/formats.ts'
import { readFountain } from '../src/shared/format/fountain/read.ts'
import { writeFountain } from '../src/shared/format/fountain/write.ts'
import type { Reading } from '../src/shared/format/reading.ts'
import type { Screenplay } from '../src/shared/format/screenplay.ts'

/// What is wrong with a file; undefined when nothing is.
async function fault(path: string): Promise<string | undefined> {
  const format = formatOf(path)
  if (!format?.read || !format.write) return 'no format has this ending'
  const first = await format.read(readFileSync(path))
  if ('code' in first) return first.message
  const written = await format.write(first.screenplay)
  const second = (await format.read(written.bytes)) as Reading
  if (!isDeepStrictEqual(second.screenplay, first.screenplay))
    return 'reads differently once written'
  const again = await format.write(second.screenplay)
  if (!Buffer.from(written.bytes).equals(again.bytes)) return 'is written to other bytes again'
  return written.losses.map(({ message }) => message).join(' ') || undefined
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
const files = globSync('**/*.{fountain,spmd}', { cwd: folder }).sort()
for (const file of files) {
  const path = join(folder, file)
  const wrong = await fault(path).catch((error: unknown) => `throws: ${error}`)
  if (wrong) {
    failed++
    process.stdout.write(`${file}\t${wrong}\n`)
  } else lines += linesOf(readFountain(readFileSync(path, 'utf8')).screenplay)
}
process.stdout.write(
  `${files.length - failed} of ${files.length} files read, are written and read the same (${lines} lines)\n${timeLongScript()}\n`,
)
process.exit(failed > 0 || files.length === 0 ? 1 : 0)
