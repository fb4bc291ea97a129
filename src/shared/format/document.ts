import type { SeriesContent } from '../document/content.ts'
import { carriedGlossary, glossaryValues } from '../document/glossary.ts'
import type { Kept } from '../document/kept.ts'
import type { EntityValues } from '../document/make.ts'
import { carriedKey, writerKey } from '../document/roots.ts'
import type { CastEntry } from '../domain/castentry.ts'
import { beatsOf, cliffhangerOf, type Episode, hookOf } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'
import { outlineText, type Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { chosenSettings } from '../domain/settings.ts'
import { withJoined } from './joined.ts'
import type {
  Carried,
  Screenplay,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from './screenplay.ts'

const nothing: Kept = { titlePage: [], cast: [], places: [], carried: new Map() }

/// A series as a neutral screenplay: what is shown, without ids, without the bin. `given` is what the
/// document keeps beside.
export function screenplayOf(series: Series, given: Kept = nothing): Screenplay {
  const kept = withJoined(series, given)
  const settings = chosenSettings(series.settings)
  const { title, logline, notes, language, targetSeconds } = series
  const { titlePage, cast, places } = kept
  return {
    title,
    logline,
    ...(notes && { notes }),
    language,
    targetSeconds,
    ...(Object.keys(settings).length > 0 && { settings }),
    titlePage,
    ...(cast.length > 0 && { cast: cast.map(withoutId) }),
    ...(places.length > 0 && { places: places.map(withoutId) }),
    ...carriedBySeries(kept),
    episodes: series.episodes.map((episode) => episodeOf(episode, kept)),
  }
}

function withoutId({ id: _, ...entry }: CastEntry): ScreenplayEntry {
  return entry
}

function carriedBy({ carried }: Pick<Kept, 'carried'>, id: string): { readonly carried?: Carried } {
  const found = carried.get(id)
  return found ? { carried: found } : {}
}

/// The glossary travels as one text with the series.
function carriedBySeries({ carried, glossary = [] }: Kept): { readonly carried?: Carried } {
  if (glossary.length === 0) return carriedBy({ carried }, '')
  return { carried: { ...carried.get(''), glossary: carriedGlossary(glossary) } }
}

function episodeOf(episode: Episode, kept: Kept): ScreenplayEpisode {
  const { id, title, summary, targetSeconds, writers, due, unlock } = episode
  const segment = (each: Segment) => segmentOf(each, kept)
  return {
    title,
    summary,
    hook: segment(hookOf(episode)),
    beats: beatsOf(episode).map(segment),
    cliffhanger: segment(cliffhangerOf(episode)),
    ...(targetSeconds === undefined ? {} : { targetSeconds }),
    ...(writers && { writers }),
    ...(due && { due }),
    ...(unlock && { unlock }),
    ...carriedBy(kept, id),
  }
}

/// A segment that nobody has written in is a segment without lines.
function segmentOf(segment: Segment, kept: Kept): ScreenplaySegment {
  const { id, lines, emotion, tags, seconds } = segment
  return {
    outline: outlineText(segment),
    lines: isUntouched(lines, kept) ? [] : lines.map((line) => lineOf(line, kept)),
    ...(emotion === undefined ? {} : { emotion }),
    ...(tags.length > 0 && { tags }),
    ...(seconds === undefined ? {} : { seconds }),
    ...carriedBy(kept, id),
  }
}

function isUntouched(lines: readonly Line[], { carried }: Kept): boolean {
  const [only, ...more] = lines
  if (!only || more.length > 0 || only.text !== '' || only.element !== 'action') return false
  const { id, element: _, spans: __, text: ___, ...attributes } = only
  return Object.keys(attributes).length === 0 && !carried.has(id)
}

/// What a line said when it was translated travels in every file that carries anything.
function lineOf({ id, text: _, translated, ...line }: Line, kept: Kept): ScreenplayLine {
  if (translated === undefined) return { ...line, ...carriedBy(kept, id) }
  return { ...line, carried: { ...kept.carried.get(id), translated } }
}

/// A screenplay as the content of a new series.
export function contentOf(screenplay: Screenplay): SeriesContent {
  const { episodes, carried, ...head } = screenplay
  return {
    ...head,
    values: seriesValues(carried),
    episodes: episodes.map(({ title, summary, hook, beats, cliffhanger, ...own }) => ({
      title,
      summary,
      hook: segmentContent(hook),
      beats: beats.map(segmentContent),
      cliffhanger: segmentContent(cliffhanger),
      values: episodeValues(own),
    })),
  }
}

function segmentContent({ outline, lines, emotion, tags, seconds, carried }: ScreenplaySegment) {
  return {
    outline,
    lines: lines.map(({ element, spans, carried: left, ...attributes }) => ({
      element,
      spans,
      attributes: { ...attributes, ...lineValues(left) },
    })),
    values: {
      ...(emotion === undefined ? {} : { emotion }),
      ...(tags && tags.length > 0 && { tags }),
      ...(seconds === undefined ? {} : { seconds }),
      ...carriedValues(carried),
    },
  }
}

type EpisodeFacts = Omit<ScreenplayEpisode, 'title' | 'summary' | 'hook' | 'beats' | 'cliffhanger'>

function episodeValues(episode: EpisodeFacts): EntityValues {
  const { targetSeconds, writers = [], due, unlock, carried } = episode
  return {
    ...(targetSeconds === undefined ? {} : { target: targetSeconds }),
    ...Object.fromEntries(writers.map(({ id, name }) => [writerKey + id, name])),
    ...(due && { due }),
    ...(unlock && { unlock }),
    ...carriedValues(carried),
  }
}

function carriedValues(carried: Carried = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(carried).map(([format, text]) => [carriedKey + format, text]),
  )
}

function lineValues({ translated, ...carried }: Carried = {}): Record<string, string> {
  return { ...carriedValues(carried), ...(translated !== undefined && { translated }) }
}

function seriesValues({ glossary, ...carried }: Carried = {}): Record<string, string> {
  return { ...carriedValues(carried), ...glossaryValues(glossary) }
}
