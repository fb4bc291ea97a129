import type { SeriesContent } from '../document/content.ts'
import { beatsOf, cliffhangerOf, type Episode, hookOf } from '../domain/episode.ts'
import type { Line } from '../domain/line.ts'
import { outlineText, type Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { chosenSettings } from '../domain/settings.ts'
import type {
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from './screenplay.ts'

/// A series as a neutral screenplay: what is shown, without ids, without the bin. `titlePage` is
/// what the series keeps of the file it came from.
export function screenplayOf(series: Series, titlePage: Screenplay['titlePage'] = []): Screenplay {
  const settings = chosenSettings(series.settings)
  return {
    title: series.title,
    logline: series.logline,
    language: series.language,
    targetSeconds: series.targetSeconds,
    ...(Object.keys(settings).length > 0 && { settings }),
    titlePage,
    episodes: series.episodes.map(episodeOf),
  }
}

function episodeOf(episode: Episode): ScreenplayEpisode {
  return {
    title: episode.title,
    summary: episode.summary,
    hook: segmentOf(hookOf(episode)),
    beats: beatsOf(episode).map(segmentOf),
    cliffhanger: segmentOf(cliffhangerOf(episode)),
    ...(episode.unlock && { unlock: true }),
  }
}

/// A segment that nobody has written in is a segment without lines.
function segmentOf(segment: Segment): ScreenplaySegment {
  const untouched = segment.lines.length === 1 && segment.lines[0]?.text === ''
  return { outline: outlineText(segment), lines: untouched ? [] : segment.lines.map(lineOf) }
}

function lineOf({ element, spans, dual, align, sceneNumber }: Line): ScreenplayLine {
  return {
    element,
    spans,
    ...(dual ? { dual } : {}),
    ...(align ? { align } : {}),
    ...(sceneNumber === undefined ? {} : { sceneNumber }),
  }
}

/// A screenplay as the content of a new series.
export function contentOf(screenplay: Screenplay): SeriesContent {
  const { title, logline, language, targetSeconds, settings, titlePage } = screenplay
  const segment = ({ outline, lines }: ScreenplaySegment) => ({
    outline,
    lines: lines.map(({ element, spans, ...attributes }) => ({ element, spans, attributes })),
  })
  return {
    title,
    logline,
    language,
    titlePage,
    ...(targetSeconds === undefined ? {} : { targetSeconds }),
    ...(settings && { settings }),
    episodes: screenplay.episodes.map(({ hook, beats, cliffhanger, ...names }) => ({
      ...names,
      hook: segment(hook),
      beats: beats.map(segment),
      cliffhanger: segment(cliffhanger),
    })),
  }
}
