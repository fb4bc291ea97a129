import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { cutScript } from '../server/files.ts'
import { formatOf, formats } from '../server/jobs/formats.ts'
import { reports } from '../server/jobs/reports.ts'
import { beginFrom, openDocument } from '../server/rooms/content.ts'
import { type Language, languages } from '../src/shared/domain/language.ts'
import type { Writing } from '../src/shared/format/formats.ts'
import type { Loss, Screenplay } from '../src/shared/format/screenplay.ts'
import { optionsOf } from './input.ts'

const usage = `Usage: ninety convert IN OUT [--language ${languages.join('|')}] [--divide SECONDS]
                          [--as FORMAT] [--option NAME=VALUE]
Formats go by the ends of the names: ${formats.flatMap(({ extensions }) => extensions).join(' ')}
--divide cuts a script without episodes at its scene headings, near that length.
--as writes another format or report than the name says: ${reports.map(({ id }) => id).join(' ')}
`

type Say = (text: string) => void

const toStandardError: Say = (text) => process.stderr.write(text)

/// `ninety convert IN OUT`: reads one file and writes another, without a server. Every loss is a
/// line on standard error, `file:line: what happened [code]`. Exits 2 when the input cannot be
/// read or the command not be understood, 1 when the output cannot be written.
/// `say` is given what goes to standard error.
export async function convert(args: string[], say: Say = toStandardError): Promise<number> {
  const complain = (message: string, exitCode: number) => {
    say(message)
    return exitCode
  }
  const asked = understand(args)
  if (typeof asked === 'string') return complain(`${asked}\n${usage}`, 2)
  const { input, output, language, divideSeconds } = asked
  const from = formatOf(input)
  const write = writerOf(asked)
  if (!from?.read) return complain(`${input}: no format has this ending.\n${usage}`, 2)
  if (!write) return complain(`${output}: no format has this ending.\n${usage}`, 2)

  let bytes: Uint8Array
  try {
    bytes = await readFile(input)
  } catch (error) {
    return complain(`${input}: cannot be read (${reason(error)}).\n`, 2)
  }
  const reading = await from.read(bytes, language ? { language } : {})
  if ('code' in reading) return complain(`${input}: ${reading.message} [${reading.code}]\n`, 2)
  const cut =
    divideSeconds === undefined
      ? { screenplay: reading.screenplay, losses: [] }
      : cutScript(reading.screenplay, { divideSeconds })
  const writing = await write(cut.screenplay)
  for (const loss of [...reading.losses, ...cut.losses]) say(reported(input, loss))
  for (const loss of writing.losses) say(reported(output, loss))
  try {
    await writeFile(output, writing.bytes)
  } catch (error) {
    return complain(`${output}: cannot be written (${reason(error)}).\n`, 1)
  }
  return 0
}

interface Asked {
  readonly input: string
  readonly output: string
  readonly as: string | undefined
  readonly chosen: Readonly<Record<string, string>>
  readonly language: Language | undefined
  readonly divideSeconds: number | undefined
}

/// What writes the output: the format that its name says, or what was asked for by its id.
function writerOf({ output, as, chosen, language }: Asked) {
  const format = as === undefined ? formatOf(output) : formats.find(({ id }) => id === as)
  const write = format?.write?.bind(format)
  if (write) return (screenplay: Screenplay): Promise<Writing> => write(screenplay, chosen)
  const report = reports.find(({ id }) => id === as)
  if (!report) return undefined
  return (screenplay: Screenplay): Promise<Writing> => {
    const { material } = openDocument(beginFrom(screenplay))
    return report.write(material, { language: language ?? material.series.language, chosen })
  }
}

/// What the arguments ask for, or what is wrong with them.
function understand(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return (error as Error).message
  }
  const [input, output, ...more] = parsed.positionals
  if (!input || !output || more.length > 0) return 'One file to read and one to write are needed.'
  const { language, divide, as, option = [] } = parsed.values
  if (language !== undefined && !isLanguage(language)) return `No language is called ${language}.`
  const chosen = optionsOf(option)
  if (!chosen) return 'An option is a name and a value: paper=a4.'
  const divideSeconds = divide === undefined ? undefined : Number(divide)
  if (divideSeconds !== undefined && !(divideSeconds > 0)) {
    return `Episodes cannot be ${divide} seconds long.`
  }
  return { input, output, as, chosen, language, divideSeconds }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      divide: { type: 'string' },
      as: { type: 'string' },
      option: { type: 'string', multiple: true },
    },
  })
}

function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value)
}

function reported(file: string, { code, message, at }: Loss): string {
  return `${file}${at === undefined ? '' : `:${at}`}: ${message} [${code}]\n`
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'this is not allowed'
  return code === 'EISDIR' ? 'it is a folder' : String(code ?? error)
}
