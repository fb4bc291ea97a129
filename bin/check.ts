import { readScript } from '../server/files.ts'
import { complain, readInput, reportLosses } from './input.ts'

/// `ninety check FILE`: says what is in a file and, on standard error, what importing it would not
/// carry over as it is. Exits 0 when there is nothing of that, 1 when there is, 2 when the file
/// cannot be read.
export async function check(args: readonly string[]): Promise<number> {
  const [file, ...more] = args
  if (!file || more.length > 0) return complain('Usage: ninety check FILE', 2)
  const bytes = await readInput(file)
  if (typeof bytes === 'string') return complain(bytes, 2)
  const read = await readScript(file, bytes)
  if ('code' in read) return complain(`${file}: ${read.message} [${read.code}]`, 2)
  const { title, language, episodes } = read.screenplay
  const segments = episodes.flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
  const lines = segments.reduce((sum, segment) => sum + segment.lines.length, 0)
  process.stdout.write(
    `${title} (${language}): ${episodes.length} episodes, ${segments.length} segments, ` +
      `${lines} lines\n`,
  )
  reportLosses(file, read.losses)
  return read.losses.length > 0 ? 1 : 0
}
