import type { Language } from '../domain/language.ts'
import type { LineTime } from './line-time.ts'
import { pictureSeconds, rate, speechSeconds } from './pace.ts'
import { noTime, secondsOf } from './parts.ts'

/// A script known by its counts alone.
export interface Counts {
  readonly language: Language
  /// What `units` counts: Han characters, words or syllables that are spoken.
  readonly unit: 'han' | 'words' | 'syllables'
  readonly units: number
  /// Speeches. 0 for talk that is not cut into speeches.
  readonly lines: number
  /// Marks of punctuation in the speeches, the last of each included. What is usual, if absent.
  readonly punctuation?: number
  /// Characters (Chinese) or words of action, and the lines they stand in.
  readonly actionUnits?: number
  readonly actionLines?: number
  readonly headings?: number
  readonly transitions?: number
}

/// What is usual in a script, where a count of it is not to be had.
///
/// English: three screenplays that are passed around to try screenwriting tools on, 12,855 words
/// with names, headings and directions; their shares of dialogue are 33, 42 and 41 %. Chinese: an
/// aired episode and five written as examples, much alike, 2,550 characters with names, headings and cast lists. Small
/// samples: good for a figure within a quarter, not for more. Syllables per word: the words of film
/// and television subtitles (SUBTLEX-US) as they are pronounced (CMU dictionary), by frequency.
interface Usual {
  readonly syllablesPerWord: number
  /// Rests inside a speech, for each word or character; and the length of one.
  readonly restsPerUnit: number
  readonly rest: number
  readonly unitsPerSpeech: number
  readonly unitsPerActionLine: number
  /// Shares of all words or characters of a script, the rest being names and the like.
  readonly speech: number
  readonly action: number
  readonly headingsPerUnit: number
}

const usual: Readonly<Record<Language, Usual>> = {
  en: {
    syllablesPerWord: 1.27,
    restsPerUnit: 0.126,
    rest: 0.345,
    unitsPerSpeech: 8.4,
    unitsPerActionLine: 14.6,
    speech: 0.4,
    action: 0.44,
    headingsPerUnit: 0.004,
  },
  'zh-Hans': {
    syllablesPerWord: 1.27,
    restsPerUnit: 0.067,
    rest: 0.3,
    unitsPerSpeech: 8.8,
    unitsPerActionLine: 16.8,
    speech: 0.34,
    action: 0.48,
    headingsPerUnit: 0.005,
  },
}

/// The running time by counts: for a script whose text is not at hand, and to check the model
/// against published figures. The same constants as line by line.
export function secondsFromCounts(counts: Counts): LineTime {
  const language = usual[counts.language]
  const syllables = counts.unit === 'words' ? language.syllablesPerWord : 1
  const speech = speechSeconds({
    characters: counts.unit === 'han' ? counts.units : 0,
    syllables: counts.unit === 'han' ? 0 : counts.units * syllables,
  })
  const marks = counts.punctuation
  const rests =
    marks === undefined
      ? (counts.units / (counts.unit === 'syllables' ? language.syllablesPerWord : 1)) *
        language.restsPerUnit
      : Math.max(0, marks - counts.lines)
  const pauses = rests * language.rest
  const parts = {
    ...noTime,
    speech: Math.max(speech, rate.leastSpeech * counts.lines - pauses),
    pauses,
    gap: rate.gap * counts.lines,
    action: actionSeconds(counts),
    heading: rate.heading * (counts.headings ?? 0),
    transition: rate.transition * (counts.transitions ?? 0),
  }
  return { ...parts, total: secondsOf(parts) }
}

function actionSeconds(counts: Counts): number {
  const { actionUnits = 0, language } = counts
  const perLine = usual[language].unitsPerActionLine
  const lines = counts.actionLines ?? Math.ceil(actionUnits / perLine)
  if (lines === 0) return 0
  const each = actionUnits / lines
  const chinese = language === 'zh-Hans'
  return lines * pictureSeconds({ characters: chinese ? each : 0, words: chinese ? 0 : each })
}

/// A whole script of which only the length is known, everything on the page counted, split in the
/// usual way.
export function usualScript(language: Language, units: number): Counts {
  const { speech, action, unitsPerSpeech, headingsPerUnit } = usual[language]
  return {
    language,
    unit: language === 'zh-Hans' ? 'han' : 'words',
    units: units * speech,
    lines: Math.round((units * speech) / unitsPerSpeech),
    actionUnits: units * action,
    headings: Math.round(units * headingsPerUnit),
  }
}

/// Speeches with the action that usually goes with so many words or characters of them.
export function withUsualAction(counts: Counts): Counts {
  const { speech, action, headingsPerUnit } = usual[counts.language]
  return {
    ...counts,
    actionUnits: (counts.units * action) / speech,
    headings: Math.round((counts.units / speech) * headingsPerUnit),
  }
}
