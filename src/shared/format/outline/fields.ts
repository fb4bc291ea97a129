import { episodeTime, segmentTime } from '../../derive/runtime.ts'
import type { Episode } from '../../domain/episode.ts'
import type { Language } from '../../domain/language.ts'
import { outlineText, type Segment } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import { sheetWord } from '../sheetwords.ts'
import type { TableCell } from '../table.ts'

/// What a grid of outlines says of an episode and of its segments, field by field. An empty text is
/// nothing.

export type EpisodeField = 'number' | 'title' | 'summary' | 'target' | 'time'
export type SegmentField = 'part' | 'outline' | 'seconds' | 'emotion' | 'tags' | 'time'

/// Fields that follow from the rest: nobody changes them in a sheet.
export function isReckoned(field: EpisodeField | SegmentField): boolean {
  return field === 'number' || field === 'time' || field === 'part'
}

export function episodeValue(
  field: EpisodeField,
  episode: Episode,
  series: Series,
  index: number,
): TableCell {
  switch (field) {
    case 'number':
      return index + 1
    case 'title':
      return episode.title
    case 'summary':
      return episode.summary
    case 'target':
      return episode.targetSeconds ?? ''
    case 'time':
      return Math.round(episodeTime(episode, series).seconds)
  }
}

/// `index` is the segment's place in its episode: beats count from 1.
export function segmentValue(
  field: SegmentField,
  segment: Segment,
  series: Series,
  index: number,
  language: Language,
): TableCell {
  switch (field) {
    case 'part': {
      if (segment.kind === 'beat') return sheetWord(language, 'sheet.beat', index)
      return sheetWord(language, segment.kind === 'hook' ? 'sheet.hook' : 'sheet.cliffhanger')
    }
    case 'outline':
      return outlineText(segment)
    case 'seconds':
      return segment.seconds ?? ''
    case 'emotion':
      return segment.emotion ?? ''
    case 'tags':
      return segment.tags.join(', ')
    case 'time':
      return Math.round(segmentTime(segment, series.language, series.settings.pace).seconds)
  }
}

/// What parts the values of several segments in one cell: `3 | -1 | | 5`.
const between = ' | '

/// Values of segments as one cell; an empty one where all are.
export function listed(values: readonly TableCell[]): TableCell {
  const [only, more] = values
  if (more === undefined) return only ?? ''
  if (values.every((value) => value === '')) return ''
  // A hyphen at the start of a cell would make a spreadsheet reckon.
  return values.map((value) => String(value).replace(/^-(?=\d)/, '−')).join(between)
}

/// The values in a cell of a list; undefined where it has another number of them than `count`.
export function parted(cell: string, count: number): readonly string[] | undefined {
  const text = cell.trim()
  if (text === '') return Array.from({ length: count }, () => '')
  if (count === 1) return [text]
  const values = text.split(/[|｜]/).map((value) => value.trim())
  return values.length === count ? values : undefined
}

/// A number as people write one: `12`, `+3`, `−2`, `１２`, `12 s`, `12 秒`, `1:30`. Undefined where it
/// is none.
export function readNumber(cell: string): number | undefined {
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/^[−–—]/, '-')
    .replace(/\s*(?:s|sec|seconds?|秒)$/i, '')
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  return /^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

/// Words of a tag cell, each once.
export function readTags(cell: string): readonly string[] {
  const tags = cell.split(/[,，、;；\n]/).map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
export function withoutGuard(text: string): string {
  return /^'(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u.test(text) ? text.slice(1) : text
}

/// As docs/DOCUMENT.md has them.
export function isSeconds(number: number): boolean {
  return number > 0 && number <= 86_400
}

export function isEmotion(number: number): boolean {
  return Number.isInteger(number) && number >= -5 && number <= 5
}
