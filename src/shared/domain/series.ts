import type { Episode } from './episode.ts'
import type { Language } from './language.ts'
import type { Line } from './line.ts'
import type { Outline } from './segment.ts'
import type { SeriesSettings } from './settings.ts'

/// How long an episode is meant to run unless it says otherwise, in seconds.
export const defaultTargetSeconds = 90

/// A whole series as it stands: everything that is shown, and what lies in the bin.
export interface Series {
  readonly title: string
  readonly logline: string
  readonly notes: string
  readonly language: Language
  readonly targetSeconds: number
  readonly settings: SeriesSettings
  readonly episodes: readonly Episode[]
  readonly bin: readonly Binned[]
}

/// How the script is dressed: by its language, unless the room has agreed on another dress.
export function dressOf({ language, settings }: Pick<Series, 'language' | 'settings'>): Language {
  return settings.dress ?? language
}

/// Something in the bin. It keeps its text and can be put back.
/// `text` is text that belongs to no segment (a third party wrote it before any mark).
export type Binned =
  | { readonly what: 'episode'; readonly id: string; readonly episode: Episode }
  | {
      readonly what: 'segment'
      readonly id: string
      readonly outlines: readonly Outline[]
      readonly lines: readonly Line[]
    }
  | { readonly what: 'text'; readonly id: string; readonly lines: readonly Line[] }
