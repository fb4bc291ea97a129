import type { Span } from '../domain/line.ts'

/// Lines as rows of one flat run (see diff.ts).

interface Row {
  readonly spans: readonly Span[]
}

/// The flat positions of the line ends.
export function endsOf(lines: readonly Row[]): number[] {
  let at = 0
  return lines.map(({ spans }) => {
    for (const { text } of spans) at += text.length
    return at++
  })
}

/// The line that a flat position is in, its end included; −1 behind them all.
export function rowAt(lines: readonly Row[], flat: number): number {
  return endsOf(lines).findIndex((end) => flat <= end)
}
