import type { CastEntry } from '../domain/castentry.ts'
import type { Element } from '../domain/element.ts'
import type { Writer } from '../domain/episode.ts'
import type { Language } from '../domain/language.ts'
import type { Span } from '../domain/line.ts'
import type { SeriesSettings } from '../domain/settings.ts'

/// The neutral screenplay: where every format meets. A reader makes one from a file, a writer makes
/// a file from one, and `document.ts` carries it into and out of a series. It has no ids and no
/// history: only what is on the page.
export interface Screenplay {
  readonly title: string
  readonly logline: string
  readonly notes?: string
  readonly language: Language
  /// Seconds an episode is meant to run, where the file says so.
  readonly targetSeconds?: number
  /// What the room has agreed on; absent where all is as usual.
  readonly settings?: Partial<SeriesSettings>
  /// Title-page entries that mean nothing to a series, in order, kept as they were read.
  readonly titlePage: readonly TitlePageEntry[]
  /// What is written down about the people and the places of the script; the ids are left behind.
  readonly cast?: readonly ScreenplayEntry[]
  readonly places?: readonly ScreenplayEntry[]
  readonly carried?: Carried
  /// At least one.
  readonly episodes: readonly ScreenplayEpisode[]
}

/// What a format holds that nothing here means, by the format's id, as text that only its own reader
/// and writer understand. It travels with what it belongs to and comes back out.
export type Carried = Readonly<Record<string, string>>

export type ScreenplayEntry = Omit<CastEntry, 'id'>

export interface TitlePageEntry {
  readonly key: string
  readonly values: readonly string[]
}

export interface ScreenplayEpisode {
  readonly title: string
  readonly summary: string
  readonly hook: ScreenplaySegment
  readonly beats: readonly ScreenplaySegment[]
  readonly cliffhanger: ScreenplaySegment
  /// Seconds it is meant to run, where that differs from the series.
  readonly targetSeconds?: number
  readonly writers?: readonly Writer[]
  /// The day it is due, as `2031-04-09`.
  readonly due?: string
  /// Whether viewers pay behind it to go on.
  readonly unlock?: true
  readonly carried?: Carried
}

export interface ScreenplaySegment {
  /// One text; "\n" parts its paragraphs.
  readonly outline: string
  readonly lines: readonly ScreenplayLine[]
  /// −5 … +5.
  readonly emotion?: number
  readonly tags?: readonly string[]
  /// Seconds that are planned for the whole segment.
  readonly seconds?: number
  readonly carried?: Carried
}

export interface ScreenplayLine {
  readonly element: Element
  readonly spans: readonly Span[]
  readonly dual?: 'left' | 'right'
  readonly align?: 'center'
  readonly sceneNumber?: string
  /// Seconds that are planned for the line, and on a scene heading for the whole scene.
  readonly seconds?: number
  readonly sceneSeconds?: number
  /// The line in the series' other language.
  readonly translation?: string
  readonly carried?: Carried
}

/// Something a format could not carry, or a reader had to guess. Reported, never dropped in silence.
export interface Loss {
  /// A stable code, such as `fountain.boneyard`.
  readonly code: string
  /// What happened, in a sentence a writer understands.
  readonly message: string
  /// The line of the file, counted from 1, where there is one.
  readonly at?: number
}
