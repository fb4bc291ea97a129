import { defaultTargetSeconds } from '../../domain/series.ts'
import { divideAtScenes } from '../divide.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions } from '../reading.ts'
import type { Loss, ScreenplayEpisode, ScreenplayLine, TitlePageEntry } from '../screenplay.ts'
import { readBlocks } from './blocks.ts'
import { readEmphasis } from './emphasis.ts'
import { normalLogline, normalTitle } from './normal.ts'
import { readSeason } from './season.ts'
import { exactly } from './seriesfacts.ts'
import { fileLines, isBlank, type SourceLine, sourceLines } from './source.ts'
import { normalEntries, readTitlePage, type TitlePage } from './titlepage.ts'

/// Reads Fountain 1.1 with the micro-drama mapping (see headings.ts). Any text is a screenplay:
/// what has no other meaning is action. Notes, boneyard, page breaks, and sections and synopses
/// that are no episodes or segments are kept as text, in a line of general or in the line they
/// stand in, and are written back as they were.
export function readFountain(text: string, options: ReadOptions = {}): Reading {
  const lines = fileLines(text)
  const { page, source, boneyards } = openFile(lines)
  const season = readSeason(readBlocks(source))
  const language = options.language ?? page?.language ?? guessLanguage(text)
  let episodes = season.episodes
  if (options.divide === 'scenes' && !season.structured) {
    const target = options.targetSeconds ?? page?.targetSeconds ?? defaultTargetSeconds
    const whole = episodes.flatMap(({ beats }) => beats)
    const seconds = (line: ScreenplayLine) => options.seconds(line, language)
    episodes = divideAtScenes(
      whole.flatMap((beat) => beat.lines),
      target,
      seconds,
    )
  }
  const title = readEmphasis(page?.title ?? '')
  const losses: Loss[] = [...season.losses]
  const beyond = page?.unlocks?.find((number) => number > episodes.length)
  if (beyond !== undefined) {
    losses.push({
      code: 'fountain.unlock',
      message: `The title page has an unlock at episode ${beyond}, but there are ${episodes.length}.`,
    })
  }
  if (title.some(({ style }) => style.bold || style.italic || style.underline)) {
    losses.push({ code: 'fountain.title-style', message: 'The title has lost its emphasis.' })
  }
  if (boneyards > 0) {
    losses.push({
      code: 'fountain.boneyard',
      message: `What was cut out with /* and */ is kept, but shows as text (passages: ${boneyards}).`,
    })
  }
  const { series, cast, places } = season.notes
  const targetSeconds = page?.targetSeconds ?? series.targetSeconds
  const entries = page?.entries ?? []
  return {
    screenplay: {
      title: exactly(title.map((span) => span.text).join(''), series.title, normalTitle),
      logline: exactly(page?.logline ?? '', series.logline, normalLogline),
      ...(series.notes !== undefined && { notes: series.notes }),
      language,
      ...(targetSeconds !== undefined && { targetSeconds }),
      ...(page?.settings && { settings: page.settings }),
      titlePage:
        series.titlePage && sameEntries(normalEntries(series.titlePage), entries)
          ? series.titlePage
          : entries,
      ...(cast.length > 0 && { cast }),
      ...(places.length > 0 && { places }),
      ...(series.carried && { carried: series.carried }),
      episodes: unlocked(episodes, page?.unlocks ?? []),
    },
    losses,
  }
}

function sameEntries(a: readonly TitlePageEntry[], b: readonly TitlePageEntry[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/// The episodes, with a mark on those of these numbers.
function unlocked(
  episodes: readonly ScreenplayEpisode[],
  unlocks: readonly number[],
): readonly ScreenplayEpisode[] {
  if (unlocks.length === 0) return episodes
  return episodes.map((episode, i) =>
    unlocks.includes(i + 1) ? { ...episode, unlock: true } : episode,
  )
}

/// Tells the title page from the script. Empty lines, notes and boneyard may stand before it; they
/// go to the script.
function openFile(lines: readonly string[]): {
  page: TitlePage | undefined
  source: readonly SourceLine[]
  boneyards: number
} {
  const whole = sourceLines(lines)
  const before = whole.lines.findIndex((line) => !isBlank(line.text) && line.bare !== '')
  const first = whole.lines[before]
  const page = first && readTitlePage(lines, first.at - 1)
  if (!page) return { page: undefined, source: whole.lines, boneyards: whole.boneyards }
  const head = sourceLines(lines.slice(0, (first?.at ?? 1) - 1))
  const rest = sourceLines(lines, page.end)
  return {
    page,
    source: [...head.lines, ...rest.lines],
    boneyards: head.boneyards + rest.boneyards,
  }
}
