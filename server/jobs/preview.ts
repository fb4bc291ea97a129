import { readCue } from '../../src/shared/derive/cue.ts'
import { textOf } from '../../src/shared/domain/line.ts'
import { linesOf, proposeCuts } from '../../src/shared/format/cuts.ts'
import type { Preview } from '../../src/shared/format/preview.ts'
import type { ScreenplayLine } from '../../src/shared/format/screenplay.ts'
import { type CutChoice, type ReadScript, secondsOf } from '../files.ts'

/// Code units of an opening.
const longest = 100

export function previewOf(read: ReadScript, choice: CutChoice): Preview {
  const { format, formats, screenplay } = read
  const { title, language, targetSeconds } = screenplay
  const lines = linesOf(screenplay)
  const proposal = proposeCuts(screenplay, { ...choice, seconds: secondsOf })
  const places = new Set(proposal.cuts.map(({ at }) => at))
  for (const [at, { element }] of lines.entries()) if (element === 'scene-heading') places.add(at)
  return {
    format,
    formats,
    title,
    language,
    targetSeconds,
    cast: speakersOf(lines),
    proposal,
    seconds: lines.map((line) => Math.round(secondsOf(line, language) * 10) / 10),
    openings: [...places].sort((a, b) => a - b).map((at) => ({ at, text: wordsAt(lines, at) })),
  }
}

function wordsAt(lines: readonly ScreenplayLine[], at: number): string {
  for (const { spans } of lines.slice(at, at + 10)) {
    const text = textOf(spans).trim()
    if (text !== '') return text.slice(0, longest).toWellFormed()
  }
  return ''
}

/// Names as they are written, without what stands in brackets behind them.
function speakersOf(lines: readonly ScreenplayLine[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { element, spans } of lines) {
    if (element !== 'character') continue
    for (const { name } of readCue(textOf(spans)).names) {
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name)
}
