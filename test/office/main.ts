/// npm run office: sends scripts out as Word files, lets LibreOffice open, edit and save them (as
/// they are, with changes, with tracked changes and comments), brings them back, and prints what
/// came back, line by line; exits 1 where it is not what was done there. Installs LibreOffice where it
/// is missing and may be installed. `--keep` puts what LibreOffice saved into `test/fixtures/office`,
/// which `npm test` brings back without it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import * as Y from 'yjs'
import { comebackOf, fileOf, keptSeries, seriesOf } from './comeback.ts'
import { editAll, installLibreOffice } from './libreoffice.ts'
import { changesOf, commentsOf, outings, stepsOf, ways } from './rounds.ts'

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
try {
  console.log(installLibreOffice())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'ninety-office-files-'))
const pathOf = (name: string) => join(folder, name)
let isSame = true
try {
  for (const outing of outings) {
    const document = seriesOf(outing)
    writeFileSync(pathOf(`${outing.name}.yjs`), Y.encodeStateAsUpdate(document.doc))
    writeFileSync(pathOf(`${outing.name}.docx`), await fileOf(outing, document))
  }
  const rounds = outings.flatMap((outing) => ways.map((way) => ({ outing, way })))
  editAll(
    rounds.map(({ outing, way }) => ({
      source: pathOf(`${outing.name}.docx`),
      target: pathOf(`${outing.name}.${way}.docx`),
      steps: stepsOf(outing, way),
    })),
  )
  for (const { outing, way } of rounds) {
    console.log(`\n${outing.name}, ${way}`)
    const document = keptSeries(readFileSync(pathOf(`${outing.name}.yjs`)))
    const came = comebackOf(document, readFileSync(pathOf(`${outing.name}.${way}.docx`)))
    say('changes', came.changes, changesOf(outing, way))
    say('comments', came.comments, commentsOf(outing, way))
    say('not taken over', came.losses, [])
    say('left when all is accepted', came.left, [])
  }
  if (values.keep) {
    // What went out can be made again.
    for (const { name } of outings) rmSync(pathOf(`${name}.docx`))
    cpSync(folder, join(import.meta.dirname, '..', 'fixtures', 'office'), { recursive: true })
  }
  console.log(isSame ? '\nAll of it came back as it was done.' : '\nSomething else came back.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(isSame ? 0 : 1)

/// Prints what came back, and what should have come instead.
function say(what: string, came: readonly string[], wanted: readonly string[]): void {
  const right = isDeepStrictEqual(came, wanted)
  isSame &&= right
  if (came.length > 0) console.log(`  ${what}`)
  for (const row of came) console.log(`    ${oneLine(row)}`)
  if (right) return
  console.log(`  wanted instead (${what})`)
  for (const row of wanted) console.log(`    ${oneLine(row)}`)
}

function oneLine(row: string): string {
  return row.replaceAll('\n', ' ⏎ ')
}
