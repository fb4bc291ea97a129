/// Reckons published running times by their counts: `npm run timings -- FILE.tsv`. Prints every row
/// of the table with the model's figure, the published one, and their ratio.
///
/// Columns: id, lang, kind, units, unit, lines, punct, action_units, action_lines, published_s. A
/// published range counts by its middle. A unit of "… total" or "… (all)" is everything on the page.
import { readFileSync } from 'node:fs'
import {
  type Counts,
  secondsFromCounts,
  usualScript,
  withUsualAction,
} from '../src/shared/derive/counts.ts'

interface Timing {
  readonly id: string
  readonly kind: string
  readonly counts: Counts
  readonly published: string
}

function timing(header: readonly string[], row: string): Timing {
  const cells = row.split('\t')
  const cell = (name: string) => cells[header.indexOf(name)]?.trim() ?? ''
  const count = (name: string) =>
    /^\d+/.test(cell(name)) ? Number.parseInt(cell(name), 10) : undefined
  const language = cell('lang') === 'zh' ? 'zh-Hans' : 'en'
  const unit = cell('unit')
  const units = count('units') ?? 0
  const lines = count('lines')
  const actionLines = count('action_lines')
  const read: Counts = {
    language,
    unit: unit.startsWith('han') ? 'han' : unit.startsWith('syllables') ? 'syllables' : 'words',
    units,
    lines: lines ?? 0,
    ...optional('punctuation', count('punct')),
    ...optional('actionUnits', count('action_units')),
    ...optional('actionLines', actionLines),
  }
  return {
    id: cell('id'),
    kind: cell('kind'),
    counts: filled(read),
    published: cell('published_s'),
  }

  function filled(counts: Counts): Counts {
    if (/total|all/.test(unit)) {
      const whole = usualScript(language, units)
      return { ...whole, lines: lines ?? whole.lines, ...optional('actionLines', actionLines) }
    }
    const wholeEpisode = /episode/.test(cell('kind')) && !/dialogue/.test(cell('kind'))
    return wholeEpisode && counts.actionUnits === undefined ? withUsualAction(counts) : counts
  }
}

function optional<Key extends keyof Counts>(key: Key, value: number | undefined) {
  return value === undefined ? {} : { [key]: value }
}

function middle(published: string): number {
  const [low, high = low] = published.split('-').map(Number)
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

const file = process.argv[2]
if (file === undefined) {
  console.error('Which table? npm run timings -- FILE.tsv')
  process.exit(2)
}
const [first = '', ...rows] = readFileSync(file, 'utf8')
  .split(/\r?\n/)
  .filter((row) => row !== '')
const header = first.split('\t')
console.log('id    model s  published s  ratio  within ±25 %  what')
let within = 0
for (const row of rows) {
  const { id, kind, counts, published } = timing(header, row)
  const { total } = secondsFromCounts(counts)
  const ratio = total / middle(published)
  const near = Math.abs(ratio - 1) <= 0.25
  if (near) within += 1
  console.log(
    [
      id.padEnd(4),
      total.toFixed(1).padStart(8),
      published.padStart(12),
      ratio.toFixed(2).padStart(6),
      (near ? 'yes' : 'no').padEnd(13),
      `${counts.language} ${kind}`,
    ].join(' '),
  )
}
console.log(`${within} of ${rows.length} rows are within ±25 %`)
