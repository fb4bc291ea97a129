import type { Language } from '../../../src/shared/domain/language.ts'

/// What a submission has to hold, and how long each part of it may be: data, because every platform
/// and every year has figures of its own. Lengths are words in English and 字 in Chinese, as
/// `countText` has them.
export interface Template {
  readonly parts: readonly Part[]
  /// How many episodes of script go along, unless another number is asked for.
  readonly episodes: number
}

export const parts = ['logline', 'synopsis', 'cast', 'episodes', 'script'] as const
export type PartName = (typeof parts)[number]

export interface Part {
  readonly name: PartName
  /// Of the whole part; of each episode or character in `episodes`, `cast` and `script`.
  readonly length?: Readonly<Record<Language, Length>>
}

export interface Length {
  readonly least: number
  readonly most: number
}

/// Scripts of 500 to 800 字 or 450 to 750 words an episode are what platforms ask for; of ten
/// episodes, or thirty. For the other parts no platform publishes figures: these are what readers
/// get through, and whoever asks may give others.
const script: Part = {
  name: 'script',
  length: { en: { least: 450, most: 750 }, 'zh-Hans': { least: 500, most: 800 } },
}
const logline: Part = {
  name: 'logline',
  length: { en: { least: 10, most: 60 }, 'zh-Hans': { least: 15, most: 100 } },
}
const synopsis: Part = {
  name: 'synopsis',
  length: { en: { least: 300, most: 1500 }, 'zh-Hans': { least: 500, most: 2000 } },
}
const cast: Part = {
  name: 'cast',
  length: { en: { least: 20, most: 250 }, 'zh-Hans': { least: 30, most: 400 } },
}
const episodes: Part = {
  name: 'episodes',
  length: { en: { least: 15, most: 200 }, 'zh-Hans': { least: 30, most: 300 } },
}

const templates = {
  /// What a platform reads before it decides.
  platform: { parts: [logline, synopsis, cast, episodes, script], episodes: 10 },
  /// What is filed: the story, no script.
  filing: { parts: [logline, synopsis, cast, episodes], episodes: 0 },
} as const satisfies Readonly<Record<string, Template>>

/// The template of a name, with lengths that are asked for in place of its own: `synopsis: 300-1200`.
export function templateOf(chosen: Readonly<Record<string, string>>): Template {
  const base: Template = chosen.template === 'filing' ? templates.filing : templates.platform
  const wanted = Number(chosen.scripts)
  return {
    episodes: Number.isInteger(wanted) && wanted > 0 ? wanted : base.episodes,
    parts: base.parts.map((part) => {
      const [, least, most] = /^(\d{1,6})-(\d{1,6})$/.exec(chosen[part.name] ?? '') ?? []
      if (least === undefined) return part
      const length = { least: Number(least), most: Number(most) }
      return { ...part, length: { en: length, 'zh-Hans': length } }
    }),
  }
}
