import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { writeScript } from '../server/files.ts'
import { type Format, formatOf, formats } from '../src/shared/format/formats.ts'
import { ask, openLibrary, type Running } from './access.ts'
import { complain, reportLosses } from './input.ts'

const usage = `Usage: ninety export SERIES [--format ${formats.map(({ id }) => id).join('|')}] [--out FILE] [--url ADDRESS [--token TOKEN]]`

/// `ninety export SERIES`: writes a series, named by its id, from the store in DATA_DIR or from the
/// running server that `--url` names. Losses go to standard error. Exits 2 when the command cannot
/// be understood, 1 when the series cannot be read or the file not be written.
export async function exportSeries(args: string[]): Promise<number> {
  const asked = understand(args)
  if (typeof asked === 'string') return complain(asked, 2)
  const { series, format, out, url, token } = asked
  const bytes = url === undefined ? await fromStore(asked) : await fromServer(asked, { url, token })
  if (typeof bytes === 'string') return complain(bytes, 1)
  if (out === undefined) {
    await new Promise((done) => process.stdout.write(bytes, done))
    return 0
  }
  try {
    await writeFile(out, bytes)
    process.stderr.write(`${series} is in ${out} (${format.name}).\n`)
    return 0
  } catch (error) {
    return complain(`${out}: cannot be written (${(error as NodeJS.ErrnoException).code}).`, 1)
  }
}

async function fromServer(
  { series, format }: Asked,
  running: Running,
): Promise<Uint8Array | string> {
  const path = `/api/series/${encodeURIComponent(series)}/export?format=${format.id}`
  const answer = await ask(running, path)
  if (typeof answer === 'string') return answer
  const losses = Number(answer.headers.get('x-losses') ?? 0)
  if (losses > 0) process.stderr.write(`${losses} things could not be carried as they are.\n`)
  return new Uint8Array(await answer.arrayBuffer())
}

async function fromStore({ series, format }: Asked): Promise<Uint8Array | string> {
  const own = await openLibrary()
  if (typeof own === 'string') return own
  try {
    const found = await own.library.screenplay(series)
    if ('code' in found) return found.message
    const { name, bytes, losses } = await writeScript(found.screenplay, format)
    reportLosses(name, losses)
    return bytes
  } finally {
    await own.close()
  }
}

interface Asked {
  readonly series: string
  readonly format: Format
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
        out: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    })
    const [series, ...more] = positionals
    if (!series || more.length > 0) return usage
    const { out, url, token } = values
    const named = values.format
    const format = named ? formats.find(({ id }) => id === named) : out ? formatOf(out) : formats[0]
    return format ? { series, format, out, url, token } : usage
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}
