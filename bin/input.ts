import { readFile } from 'node:fs/promises'

/// The bytes of a file that was named on the command line, or a sentence that says why not.
export async function readInput(file: string): Promise<Uint8Array | string> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'this is not allowed',
    }
    return `${file}: cannot be read (${reasons[code ?? ''] ?? String(error)}).`
  }
}

/// One line on standard error for each loss: `file:line: what happened [code]`.
export function reportLosses(
  file: string,
  losses: readonly {
    readonly code: string
    readonly message: string
    readonly at?: number | undefined
  }[],
): void {
  for (const { code, message, at } of losses) {
    process.stderr.write(`${file}${at === undefined ? '' : `:${at}`}: ${message} [${code}]\n`)
  }
}

/// Says what is wrong and gives the exit code.
export function complain(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`)
  return exitCode
}

/// Options that were given as `name=value`; undefined where one is not.
export function optionsOf(given: readonly string[]): Readonly<Record<string, string>> | undefined {
  const pairs = given.map((each) => /^([^=]+)=(.*)$/.exec(each))
  if (pairs.includes(null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}
