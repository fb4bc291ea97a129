import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readScript } from '../server/files.ts'
import { asLanguage, languages } from '../src/shared/domain/language.ts'
import { ask, openLibrary } from './access.ts'
import { complain, readInput, reportLosses } from './input.ts'

const usage = `Usage: ninety import FILE [--language ${languages.join('|')}] [--divide SECONDS] [--url ADDRESS [--token TOKEN]]`

const Answer = z.object({
  series: z.object({ id: z.string(), title: z.string() }),
  losses: z.array(z.object({ code: z.string(), message: z.string(), at: z.int().optional() })),
})

/// `ninety import FILE`: adds a series to the store in DATA_DIR, or to the running server that
/// `--url` names, and prints its id. Losses go to standard error. Exits 2 when the file cannot be
/// read or the command not be understood, 1 when the series cannot be stored.
export async function importFile(args: string[]): Promise<number> {
  const asked = understand(args)
  if (typeof asked === 'string') return complain(asked, 2)
  const { file, language, divide, url, token } = asked
  const bytes = await readInput(file)
  if (typeof bytes === 'string') return complain(bytes, 2)

  if (url !== undefined) {
    const query = new URLSearchParams({ name: basename(file) })
    if (language) query.set('language', language)
    if (divide !== undefined) query.set('divide', String(divide))
    const body = new Uint8Array(bytes)
    const answer = await ask({ url, token }, `/api/series/import?${query}`, {
      method: 'POST',
      body,
    })
    if (typeof answer === 'string') return complain(answer, 1)
    const { series, losses } = Answer.parse(await answer.json())
    return told(file, series, losses)
  }

  const read = await readScript(file, bytes, {
    language: language === undefined ? undefined : asLanguage(language),
    divideSeconds: divide,
  })
  if ('code' in read) return complain(`${file}: ${read.message} [${read.code}]`, 2)
  const own = await openLibrary()
  if (typeof own === 'string') return complain(own, 1)
  try {
    return told(file, await own.library.import(read.screenplay, null), read.losses)
  } finally {
    await own.close()
  }
}

function told(
  file: string,
  { id, title }: { readonly id: string; readonly title: string },
  losses: Parameters<typeof reportLosses>[1],
): number {
  reportLosses(file, losses)
  process.stdout.write(`${id} ${title}\n`)
  return 0
}

interface Asked {
  readonly file: string
  readonly language: string | undefined
  readonly divide: number | undefined
  readonly url: string | undefined
  readonly token: string | undefined
}

/// What the arguments ask for, or what is wrong with them.
function understand(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        language: { type: 'string' },
        divide: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
      },
    })
    const [file, ...more] = positionals
    if (!file || more.length > 0) return usage
    const { language, url, token } = values
    if (language !== undefined && !(languages as readonly string[]).includes(language)) return usage
    const divide = values.divide === undefined ? undefined : Number(values.divide)
    if (divide !== undefined && !(divide > 0)) return usage
    return { file, language, divide, url, token }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}
