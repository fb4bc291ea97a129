import type { Language } from '../domain/language.ts'
import type { Line } from '../domain/line.ts'
import type { Pace } from '../domain/settings.ts'
import { isPlan, lineSeconds } from './line-time.ts'
import { paceFactor, rate, restSeconds, speechSeconds } from './pace.ts'
import { lengthOf, soundOf } from './sound.ts'

/// Why a line costs what it does: the sum that `lineSeconds` reckons, term by term.

/// One term. `perSecond` and `each` are those of the pace; `seconds` add up to the line's.
export type Reason =
  /// Said at so many a second; sung at half of it.
  | {
      readonly why: 'characters' | 'syllables' | 'sung-characters' | 'sung-syllables'
      readonly count: number
      readonly perSecond: number
      readonly seconds: number
    }
  /// Rests, and what a picture's description is rich in.
  | {
      readonly why: 'commas' | 'stops' | 'picture-characters' | 'picture-words'
      readonly count: number
      readonly each: number
      readonly seconds: number
    }
  /// What is short of the least that anything said or seen takes.
  | {
      readonly why: 'least-speech' | 'least-picture'
      readonly least: number
      readonly seconds: number
    }
  | {
      readonly why: 'gap' | 'picture' | 'heading' | 'transition' | 'planned'
      readonly seconds: number
    }

/// Why a line costs nothing: there is no text; it is played with the speech it belongs to; the
/// audience neither sees nor hears it; nothing of it is said.
type Nothing = 'empty' | 'played' | 'unheard' | 'silent'

interface Why {
  readonly reasons: readonly Reason[]
  readonly nothing?: Nothing
  readonly seconds: number
  /// Where the truth commonly lies. What is planned is not in doubt.
  readonly low: number
  readonly high: number
}

export function whyOf(line: Line, language: Language, pace: Pace = 'normal'): Why {
  const { total: seconds, planned } = lineSeconds(line, language, pace)
  const doubt = (seconds - planned) * rate.error
  const reasons = reasonsOf(line, language, paceFactor[pace]).filter(
    (reason) => reason.seconds > 1e-9,
  )
  const nothing = reasons.length === 0 ? nothingOf(line) : undefined
  return {
    reasons,
    ...(nothing !== undefined && { nothing }),
    seconds,
    low: seconds - doubt,
    high: seconds + doubt,
  }
}

function nothingOf({ element, text }: Line): Nothing {
  if (text.trim() === '') return 'empty'
  if (element === 'character' || element === 'parenthetical') return 'played'
  return element === 'general' ? 'unheard' : 'silent'
}

function reasonsOf(line: Line, language: Language, factor: number): readonly Reason[] {
  if (isPlan(line.seconds)) return [{ why: 'planned', seconds: line.seconds }]
  if (line.text.trim() === '') return []
  switch (line.element) {
    case 'dialogue':
    case 'lyric':
      return speech(line, language, factor)
    case 'action':
    case 'shot':
    case 'on-screen-text':
      return picture(line, factor)
    case 'scene-heading':
      return [{ why: 'heading', seconds: rate.heading / factor }]
    case 'transition':
      return [{ why: 'transition', seconds: rate.transition / factor }]
    case 'character':
    case 'parenthetical':
    case 'general':
      return []
  }
}

function speech(line: Line, language: Language, factor: number): readonly Reason[] {
  const sound = soundOf(line.text, language)
  if (!sound.sounded) return []
  const sung = line.element === 'lyric'
  const tempo = factor * (sung ? rate.singing : 1)
  const said = (unit: 'characters' | 'syllables', unhurried: number): Reason => {
    const perSecond = unhurried * tempo
    const count = sound[unit]
    return { why: sung ? `sung-${unit}` : unit, count, perSecond, seconds: count / perSecond }
  }
  const rests = (mark: 'commas' | 'stops', unhurried: number): Reason => {
    const each = unhurried / factor
    return { why: mark, count: sound[mark], each, seconds: sound[mark] * each }
  }
  const least = rate.leastSpeech / factor
  const taken = speechSeconds(sound) / tempo + restSeconds(sound) / factor
  return [
    said('characters', rate.charactersPerSecond),
    said('syllables', rate.syllablesPerSecond),
    rests('commas', rate.comma),
    rests('stops', rate.stop),
    { why: 'least-speech', least, seconds: Math.max(0, least - taken) },
    { why: 'gap', seconds: rate.gap / factor },
  ]
}

function picture({ text }: Line, factor: number): readonly Reason[] {
  const length = lengthOf(text)
  const rich = (unit: 'characters' | 'words', unhurried: number): Reason => {
    const each = unhurried / factor
    return { why: `picture-${unit}`, count: length[unit], each, seconds: length[unit] * each }
  }
  const terms: Reason[] = [
    { why: 'picture', seconds: rate.picture / factor },
    rich('characters', rate.picturePerCharacter),
    rich('words', rate.picturePerWord),
  ]
  const least = rate.leastPicture / factor
  const taken = terms.reduce((sum, { seconds }) => sum + seconds, 0)
  return [...terms, { why: 'least-picture', least, seconds: Math.max(0, least - taken) }]
}
