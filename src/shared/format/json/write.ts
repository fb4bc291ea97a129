import { type Span, styleNames } from '../../domain/line.ts'
import type { Screenplay, ScreenplayLine, ScreenplaySegment } from '../screenplay.ts'

/// What a file says it is, and the version of what docs/FORMATS.md describes. The version is raised
/// when a reader of the one before would misunderstand a file.
export const jsonFormat = 'ninety.series'
export const jsonVersion = 1

/// A whole series as JSON, two spaces to a level: all that a screenplay has, and nothing else.
export function writeJson(screenplay: Screenplay): string {
  const { episodes, ...head } = screenplay
  const value = {
    format: jsonFormat,
    version: jsonVersion,
    ...head,
    episodes: episodes.map(({ hook, beats, cliffhanger, ...episode }) => ({
      ...episode,
      hook: segment(hook),
      beats: beats.map(segment),
      cliffhanger: segment(cliffhanger),
    })),
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function segment({ lines, ...own }: ScreenplaySegment) {
  return { ...own, lines: lines.map(line) }
}

/// Most lines are plain: their text is a string. One with styles is a list of its stretches.
function line({ element, spans, ...own }: ScreenplayLine) {
  const [only, more] = spans
  const plain = more === undefined && (!only || !styleNames.some((name) => only.style[name]))
  return { element, text: plain ? (only?.text ?? '') : spans.map(stretch), ...own }
}

function stretch({ text, style }: Span) {
  const on = styleNames.filter((name) => style[name])
  return on.length === 0 ? text : { text, ...Object.fromEntries(on.map((name) => [name, true])) }
}
