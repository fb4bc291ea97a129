import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import { textOf } from '../../../src/shared/domain/line.ts'
import type { Segment, SegmentKind } from '../../../src/shared/domain/segment.ts'
import { dressOf, type Series } from '../../../src/shared/domain/series.ts'
import { asSettings } from '../../../src/shared/domain/settings.ts'
import type {
  Screenplay,
  ScreenplaySegment,
  TitlePageEntry,
} from '../../../src/shared/format/screenplay.ts'

/// A script to be written: everything has an id.
export interface Script {
  readonly title: string
  readonly logline: string
  readonly language: Language
  readonly dress: Language
  readonly capitals: boolean
  /// Whether scenes without a number show one.
  readonly counted: boolean
  readonly titlePage: readonly TitlePageEntry[]
  readonly episodes: readonly Episode[]
  /// Whether the ids are those of a series, so that what comes back can be held against it; else
  /// they only say where in the file something was.
  readonly lasting: boolean
}

export function scriptOf(series: Series, titlePage: readonly TitlePageEntry[]): Script {
  const { title, logline, language, settings, episodes } = series
  const { capitals, sceneNumbers: counted } = settings
  const dress = dressOf(series)
  return { title, logline, language, dress, capitals, counted, titlePage, episodes, lasting: true }
}

/// A screenplay has no ids: each part is called by its place.
export function placedScript(screenplay: Screenplay): Script {
  const { title, logline, language, titlePage } = screenplay
  const settings = asSettings((name) => screenplay.settings?.[name])
  const episodes = screenplay.episodes.map(({ hook, beats, cliffhanger, ...own }, i): Episode => {
    const segment = (kind: SegmentKind, at: number, found: ScreenplaySegment) =>
      placedSegment(`${i}.${at}`, kind, found)
    return {
      ...own,
      id: String(i),
      segments: [
        segment('hook', 0, hook),
        ...beats.map((beat, j) => segment('beat', j + 1, beat)),
        segment('cliffhanger', beats.length + 1, cliffhanger),
      ],
    }
  })
  return {
    ...{ title, logline, language, titlePage, episodes },
    dress: settings.dress ?? language,
    capitals: settings.capitals,
    counted: settings.sceneNumbers,
    lasting: false,
  }
}

function placedSegment(id: string, kind: SegmentKind, segment: ScreenplaySegment): Segment {
  const { outline, lines, tags = [] } = segment
  return {
    id,
    kind,
    outlines: [{ id, text: outline }],
    lines: lines.map((line, i) => ({ ...line, id: `${id}.${i}`, text: textOf(line.spans) })),
    tags,
  }
}
