import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { formatOf, formats } from '../server/jobs/formats.ts'
import type { WriteJob } from '../server/jobs/job.ts'
import { reports } from '../server/jobs/reports.ts'
import { work } from '../server/jobs/work.ts'
import { documentBytes } from '../server/rooms/content.ts'
import { type Language, languages } from '../src/shared/domain/language.ts'
import { ask, openLibrary, type Running } from './access.ts'
import { complain, optionsOf, reportLosses } from './input.ts'

const ids = [...formats.filter(({ write }) => write), ...reports].map(({ id }) => id)

const usage = `Usage: ninety export SERIES [--format FORMAT] [--option NAME=VALUE] [--language ${languages.join('|')}] [--out FILE] [--url ADDRESS [--token TOKEN]]
Formats: ${ids.join(' ')}`

/// `ninety export SERIES`: writes a series, named by its id, from the store in DATA_DIR or from the
/// running server that `--url` names. Losses go to standard error. Exits 2 when the command cannot
/// be understood, 1 when the series cannot be read or the file not be written.
export async function exportSeries(args: string[]): Promise<number> {
  const asked = understand(args)
  if (typeof asked === 'string') return complain(asked, 2)
  const { series, as, out, url, token } = asked
  const bytes = url === undefined ? await fromStore(asked) : await fromServer(asked, { url, token })
  if (typeof bytes === 'string') return complain(bytes, 1)
  if (out === undefined) {
    await new Promise((done) => process.stdout.write(bytes, done))
    return 0
  }
  try {
    await writeFile(out, bytes)
    process.stderr.write(`${series} is in ${out} (${as}).\n`)
    return 0
  } catch (error) {
    return complain(`${out}: cannot be written (${(error as NodeJS.ErrnoException).code}).`, 1)
  }
}

async function fromServer(
  { series, as, language, chosen }: Asked,
  running: Running,
): Promise<Uint8Array | string> {
  const query = new URLSearchParams({ ...chosen, format: as, ...(language && { language }) })
  const path = `/api/series/${encodeURIComponent(series)}/export?${query}`
  const answer = await ask(running, path)
  if (typeof answer === 'string') return answer
  const losses = Number(answer.headers.get('x-losses') ?? 0)
  if (losses > 0) process.stderr.write(`${losses} things could not be carried as they are.\n`)
  return new Uint8Array(await answer.arrayBuffer())
}

async function fromStore({ series, as, language, chosen }: Asked): Promise<Uint8Array | string> {
  const own = await openLibrary()
  if (typeof own === 'string') return own
  try {
    const found = await own.library.read(series, documentBytes)
    if ('code' in found) return found.message
    const job: WriteJob = { kind: 'write', document: found.value, as, language, chosen }
    const written = await work(job, () => {})
    if ('code' in written) return written.message
    reportLosses(written.name, written.losses)
    return written.bytes
  } finally {
    await own.close()
  }
}

interface Asked {
  readonly series: string
  /// The id of a format or of a report.
  readonly as: string
  readonly language: Language | undefined
  readonly chosen: Readonly<Record<string, string>>
  readonly out: string | undefined
  readonly url: string | undefined
  readonly token: string | undefined
}

/// What the arguments ask for, or what is wrong with them. Without `--format` the end of the file's
/// name says it, else it is the first format.
function understand(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        option: { type: 'string', multiple: true },
        language: { type: 'string' },
        out: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    })
    const [series, ...more] = positionals
    if (!series || more.length > 0) return usage
    const { format, option = [], out, url, token } = values
    const language = languages.find((each) => each === values.language)
    if (values.language !== undefined && !language) return usage
    const as = format ?? (out ? formatOf(out)?.id : formats[0]?.id)
    const chosen = optionsOf(option)
    if (!as || !ids.includes(as) || !chosen) return usage
    return { series, as, language, chosen, out, url, token }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}
