import type { Carried, Screenplay, ScreenplaySegment } from '../screenplay.ts'
import { canonicalLine } from './linefacts.ts'
import { linesThatSay } from './normal.ts'
import { normalSettings } from './titlepage.ts'

/// A screenplay as Fountain gives it back: everything it says, each thing said in one way. What is
/// empty is absent, a segment of one empty line of action has no lines, settings are those that
/// somebody has chosen, and a number that is none is left out.
export function canonicalScreenplay(screenplay: Screenplay): Screenplay {
  const { title, logline, notes, language, targetSeconds, titlePage } = screenplay
  const { cast = [], places = [], episodes } = screenplay
  return {
    title,
    logline,
    ...(notes !== undefined && { notes }),
    language,
    ...(Number.isFinite(targetSeconds) && { targetSeconds }),
    ...normalSettings(screenplay.settings),
    titlePage,
    ...(cast.length > 0 && { cast }),
    ...(places.length > 0 && { places }),
    ...canonicalCarried(screenplay.carried),
    episodes: episodes.map((episode) => {
      const { title, summary, targetSeconds, writers = [], due, unlock, carried } = episode
      return {
        title,
        summary,
        hook: canonicalSegment(episode.hook),
        beats: episode.beats.map(canonicalSegment),
        cliffhanger: canonicalSegment(episode.cliffhanger),
        ...(Number.isFinite(targetSeconds) && { targetSeconds }),
        ...(writers.length > 0 && { writers }),
        ...(due !== undefined && { due }),
        ...(unlock && { unlock }),
        ...canonicalCarried(carried),
      }
    }),
  }
}

function canonicalSegment(segment: ScreenplaySegment): ScreenplaySegment {
  const { outline, lines, emotion, tags = [], seconds, carried } = segment
  return {
    outline,
    lines: linesThatSay(lines.map(canonicalLine)),
    ...(Number.isFinite(emotion) && { emotion }),
    ...(tags.length > 0 && { tags }),
    ...(Number.isFinite(seconds) && { seconds }),
    ...canonicalCarried(carried),
  }
}

function canonicalCarried(carried: Carried = {}): { readonly carried?: Carried } {
  return Object.keys(carried).length > 0 ? { carried } : {}
}
