import { stripVTControlCharacters } from 'node:util'

/// A test that did not go well, and what was said of it.
export interface Trouble {
  readonly file: string
  readonly title: string
  readonly message: string
}

const mostLines = 20
const longestLine = 200

/// What a run said last, as long as `brief` tells it.
export function lastOf(output: string): string {
  return output.trimEnd().split('\n').slice(-mostLines).join('\n')
}

/// The trouble in few lines: at the end of a long log it has to be found again.
export function brief({ file, title, message }: Trouble): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  const told = lines.slice(0, mostLines).map((line) => `      ${line.slice(0, longestLine)}`)
  return [`  ${file}: ${title}`, ...told].join('\n')
}
