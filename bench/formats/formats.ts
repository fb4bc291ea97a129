/// How long files take: a feature script of some 120 pages and a season of 100 episodes, through
/// every reader and writer there is, and the same script through fountain-js and afterwriting.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { formats as allFormats } from '../../server/jobs/formats.ts'
import { fountain } from '../../src/shared/format/formats.ts'
import type { Screenplay } from '../../src/shared/format/screenplay.ts'
import { peersIn } from '../peers.ts'
import { median, type Row } from '../table.ts'
import { dealSeason } from '../typing/season.ts'

/// The budgets of the design, in milliseconds: a second each way, five for the PDF of a season.
const budget = 1000
const pdfBudget = 5000
const times = 5

const peers = peersIn('formats', { 'fountain-js': '1.2.4', afterwriting: '1.17.3' })

export async function formats(): Promise<readonly Row[]> {
  peers.install()
  const text = featureText()
  const feature = await read(new TextEncoder().encode(text))
  const season = await dealSeason('en', 100)
  const rows: Row[] = []
  for (const [name, screenplay] of [
    ['120 pages', feature],
    ['100 episodes', season],
  ] as const) {
    for (const { id, read, write } of allFormats) {
      if (!write) continue
      const written = await write(screenplay)
      const isSeasonPdf = id === 'pdf' && screenplay === season
      const most = isSeasonPdf ? pdfBudget : budget
      const took = await time(() => write(screenplay))
      rows.push({ what: `${id}, ${name}, written`, unit: 'ms', ours: took, budget: { most } })
      if (!read) continue
      const reading = await time(() => read(written.bytes))
      rows.push({ what: `${id}, ${name}, read`, unit: 'ms', ours: reading, budget: { most } })
    }
  }
  return [...rows, ...(await besidePeers(text, feature))]
}

async function besidePeers(text: string, feature: Screenplay): Promise<readonly Row[]> {
  const { Fountain } = (await import(
    pathToFileURL(peers.file('fountain-js', 'dist/index.js')).href
  )) as { Fountain: new () => { parse(text: string, tokens: boolean): unknown } }
  const bytes = new TextEncoder().encode(text)
  const theirs = await time(async () => new Fountain().parse(text, true))
  const ours = await time(() => read(bytes))
  const pdf = allFormats.find(({ id }) => id === 'pdf')
  const printed = await time(async () => pdf?.write?.(feature))
  return [
    {
      what: 'Fountain, 120 pages, read',
      unit: 'ms',
      ours,
      beside: { name: 'fountain-js 1.2.4', value: theirs },
    },
    {
      what: 'PDF, 120 pages, from Fountain',
      unit: 'ms',
      ours: ours + printed,
      beside: { name: 'afterwriting 1.17.3, with its start', value: printByPeer(text) },
    },
  ]
}

/// Milliseconds that afterwriting's program takes, its start included.
function printByPeer(text: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'ninety-formats-'))
  try {
    const [source, pdf] = [join(folder, 'in.fountain'), join(folder, 'out.pdf')]
    writeFileSync(source, text)
    const program = peers.file('afterwriting', 'awc.js')
    const began = performance.now()
    const { status, stderr } = spawnSync(
      process.execPath,
      [program, '--source', source, '--pdf', pdf, '--overwrite'],
      { cwd: folder, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`afterwriting ended with ${status}: ${stderr}`)
    return performance.now() - began
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function read(bytes: Uint8Array): Promise<Screenplay> {
  const reading = await fountain.read(bytes)
  if ('code' in reading) throw new Error(reading.message)
  return reading.screenplay
}

/// The one in the middle of several, in milliseconds.
async function time(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return median(taken)
}

/// A feature script of some 120 pages, 55 lines to the page.
function featureText(): string {
  const scene = (i: number) =>
    [
      `INT. ROOM ${i} - ${i % 2 ? 'DAY' : 'NIGHT'}`,
      `Someone comes in, *stops*, and looks at the table. Nobody _moves_.\nThe clock says ${i}.`,
      'ANNA\n(low)\nIs this yours? I found it in the lift, and it has your **name** on it.',
      'BEN (O.S.)\nThen it is mine. Put it back where it was, and close the door.',
      'The door closes by itself. A long, long silence in which nothing at all is said.',
    ].join('\n\n')
  return Array.from({ length: 470 }, (_, i) => scene(i + 1)).join('\n\n')
}
