import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { lineSeconds } from '../src/shared/derive/line-time.ts'
import { type Language, languages } from '../src/shared/domain/language.ts'
import { textOf } from '../src/shared/domain/line.ts'
import { formatOf, formats } from '../src/shared/format/formats.ts'
import type { ReadOptions } from '../src/shared/format/reading.ts'
import type { Loss, ScreenplayLine } from '../src/shared/format/screenplay.ts'

const usage = `Usage: ninety convert IN OUT [--language ${languages.join('|')}] [--divide SECONDS]
Formats go by the ends of the names: ${formats.flatMap(({ extensions }) => extensions).join(' ')}
--divide cuts a script without episodes at its scene headings, near that length.
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
  const { input, output, options } = asked
  const [from, to] = [formatOf(input), formatOf(output)]
  if (!from?.read) return complain(`${input}: no format has this ending.\n${usage}`, 2)
  if (!to?.write) return complain(`${output}: no format has this ending.\n${usage}`, 2)

  let bytes: Uint8Array
  try {
    bytes = await readFile(input)
  } catch (error) {
    return complain(`${input}: cannot be read (${reason(error)}).\n`, 2)
  }
  const reading = await from.read(bytes, options)
  if ('code' in reading) return complain(`${input}: ${reading.message} [${reading.code}]\n`, 2)
  const writing = await to.write(reading.screenplay)
  for (const loss of reading.losses) say(reported(input, loss))
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
  readonly options: ReadOptions
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
  const { language, divide } = parsed.values
  if (language !== undefined && !isLanguage(language)) return `No language is called ${language}.`
  const said = language === undefined ? {} : { language }
  if (divide === undefined) return { input, output, options: said }
  const targetSeconds = Number(divide)
  if (!(targetSeconds > 0)) return `Episodes cannot be ${divide} seconds long.`
  return { input, output, options: { ...said, divide: 'scenes', targetSeconds, seconds } }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string' }, divide: { type: 'string' } },
  })
}

function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value)
}

function seconds(line: ScreenplayLine, language: Language): number {
  return lineSeconds({ ...line, id: '', text: textOf(line.spans) }, language).total
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
