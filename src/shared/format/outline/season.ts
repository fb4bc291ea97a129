import type { NewSegment } from '../../domain/outlineedit.ts'
import { defaultTargetSeconds, type Series } from '../../domain/series.ts'
import { defaultSettings } from '../../domain/settings.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type { Loss, ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'
import { sheetWords } from '../sheetwords.ts'
import { outlineEdits } from './edits.ts'
import { isMark } from './mark.ts'

/// A sheet of outlines as a series of its own: an episode to a row, nothing written yet. Rooms begin
/// with such sheets.
export function seasonOf(
  rows: readonly (readonly string[])[],
  { language }: ReadOptions = {},
): Reading | Unreadable {
  // Whatever the sheet was made from, this is a new series.
  const clean = byEpisodes(rows.map((row) => row.map((cell) => (isMark(cell) ? '' : cell))))
  const changes = outlineEdits(clean, nobody)
  if ('code' in changes) return changes
  const episodes = changes.edits.flatMap((edit): ScreenplayEpisode[] => {
    if (edit.what !== 'episode') return []
    const { title, summary, targetSeconds } = edit
    return [
      {
        title,
        summary,
        hook: segment(edit.hook),
        beats: edit.beats.map(segment),
        cliffhanger: segment(edit.cliffhanger),
        ...(targetSeconds !== undefined && { targetSeconds }),
      },
    ]
  })
  if (episodes.length === 0) return empty
  const losses = changes.remarks.flatMap(({ code, cell, values }): Loss[] => {
    if (code === 'unmarked') return []
    const row = Number(/\d+$/.exec(cell ?? '')?.[0])
    const message = `“${values.text ?? values.column ?? ''}” in ${cell ?? 'the sheet'} was left out.`
    return [{ code: `sheet.${code}`, message, ...(row > 0 && { at: row }) }]
  })
  const said = rows.slice(1).flat().join('\n')
  const screenplay = {
    title: '',
    logline: '',
    language: language ?? guessLanguage(said),
    titlePage: [],
    episodes,
  }
  return { screenplay, losses }
}

const empty: Unreadable = {
  code: 'outline.empty',
  message: 'This sheet has heads and no episode under them.',
}

/// A series of which there is nothing yet: all that a sheet says is new.
const nobody: Series = {
  title: '',
  logline: '',
  notes: '',
  language: 'en',
  targetSeconds: defaultTargetSeconds,
  settings: defaultSettings,
  episodes: [],
  bin: [],
}

function segment({ outline, emotion, tags, seconds }: NewSegment): ScreenplaySegment {
  return {
    outline,
    lines: [],
    ...(emotion !== undefined && { emotion }),
    ...(tags && { tags }),
    ...(seconds !== undefined && { seconds }),
  }
}

/// A sheet with a row for each segment as one with a row for each episode.
function byEpisodes(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const columnOf = (row: readonly string[], words: readonly string[]) =>
    row.findIndex((cell) => words.includes(cell.trim()))
  const outlines = sheetWords('sheet.outline')
  const headAt = rows.findIndex(
    (row) => columnOf(row, outlines) >= 0 && columnOf(row, sheetWords('sheet.number')) >= 0,
  )
  const head = rows[headAt]
  if (!head) return rows
  const at = (key: Parameters<typeof sheetWords>[0]) => columnOf(head, sheetWords(key))
  const own = (['sheet.title', 'sheet.summary', 'sheet.target'] as const).map(at)
  const lists = (['sheet.seconds', 'sheet.emotion', 'sheet.tags'] as const).map(at)
  const [number, part, outline] = [at('sheet.number'), at('sheet.part'), at('sheet.outline')]
  const episodes: Drafted[] = []
  let last = ''
  for (const row of rows.slice(headAt + 1)) {
    if (row.every((cell) => cell.trim() === '')) continue
    const said = row[number]?.trim() ?? ''
    let episode = episodes.at(-1)
    if (!episode || (said !== '' && said !== last)) {
      episode = { number: said, own: own.map(() => ''), segments: [] }
      episodes.push(episode)
    }
    last = said || last
    episode.own = episode.own.map((text, i) => text || (row[own[i] ?? -1] ?? ''))
    episode.segments.push({
      kind: kindOf(row[part] ?? ''),
      outline: row[outline] ?? '',
      values: lists.map((column) => row[column] ?? ''),
    })
  }
  const most = Math.max(0, ...episodes.map(({ segments }) => beatsIn(segments).length))
  const word = (key: Parameters<typeof sheetWords>[0]) => sheetWords(key)[0] ?? ''
  const beats = Array.from({ length: most }, (_, i) =>
    word('sheet.beat').replace('{{number}}', String(i + 1)),
  )
  return [
    [
      ...[word('sheet.number'), word('sheet.title'), word('sheet.summary'), word('sheet.target')],
      ...[word('sheet.hook'), ...beats, word('sheet.cliffhanger')],
      ...[word('sheet.seconds'), word('sheet.emotion'), word('sheet.tags')],
    ],
    ...episodes.map((episode) => {
      const hook = joined(
        episode.segments.filter(({ kind }) => kind === 'hook'),
        lists.length,
      )
      const ending = joined(
        episode.segments.filter(({ kind }) => kind === 'ending'),
        lists.length,
      )
      const between = beatsIn(episode.segments)
      const all = [hook, ...between, ending]
      const padding = Array.from({ length: most - between.length }, () => '')
      const texts = [hook.outline, ...between.map((beat) => beat.outline), ...padding]
      const values = lists.map((_, i) => all.map((each) => each.values[i] ?? '').join('|'))
      return [episode.number, ...episode.own, ...texts, ending.outline, ...values]
    }),
  ]
}

interface Drafted {
  readonly number: string
  own: readonly string[]
  readonly segments: Part[]
}

interface Part {
  readonly kind: 'hook' | 'beat' | 'ending'
  readonly outline: string
  readonly values: readonly string[]
}

/// Those that say nothing would be no beats of a row.
function beatsIn(segments: readonly Part[]): readonly Part[] {
  return segments.filter(({ kind, outline }) => kind === 'beat' && outline.trim() !== '')
}

function joined(parts: readonly Part[], values: number): Part {
  const [first] = parts
  return {
    kind: first?.kind ?? 'beat',
    outline: parts.map(({ outline }) => outline).join('\n'),
    values: first?.values ?? Array.from({ length: values }, () => ''),
  }
}

function kindOf(part: string): Part['kind'] {
  const said = part.trim().toLowerCase()
  const names = (key: 'sheet.hook' | 'sheet.cliffhanger') =>
    sheetWords(key).some((word) => said.startsWith(word.toLowerCase()))
  if (names('sheet.hook')) return 'hook'
  return names('sheet.cliffhanger') ? 'ending' : 'beat'
}
