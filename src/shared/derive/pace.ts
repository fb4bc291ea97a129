import type { Pace } from '../domain/settings.ts'
import type { Sound } from './sound.ts'

/// How fast a series is played and cut: every modelled second is divided by the pace.
///
/// Slow is Mandarin as it is spoken freely against Mandarin as it is read aloud, 4.4 to 5.18
/// syllables a second (Pellegrino 2011), which is 0.85; fast is as far to the other side.
export const paceFactor: Readonly<Record<Pace, number>> = { slow: 0.85, normal: 1, fast: 1.18 }

/// The constants of the model, in seconds and units a second.
///
/// Speech: film and television dialogue has a median of 5.1 syllables a second (Nitta 2010);
/// Mandarin is read at 5.18 syllables a second (Pellegrino 2011) and spoken at 4.4 characters, and
/// drama lies nearer to reading. Singing is at half that: the rhythm of speech peaks near 5 Hz, that
/// of music near 2 Hz (Ding et al. 2017). The other figures are conventions that were tried on
/// episodes with a published length.
export const rate = {
  charactersPerSecond: 5,
  syllablesPerSecond: 5.1,
  singing: 0.5,
  comma: 0.2,
  stop: 0.4,
  leastSpeech: 0.8,
  /// Between one speech and the next.
  gap: 0.5,
  leastPicture: 1.5,
  picture: 1,
  picturePerCharacter: 0.12,
  picturePerWord: 0.2,
  heading: 1,
  transition: 0.5,
  /// How far the truth is commonly from the model, to either side.
  error: 0.25,
} as const

/// Seconds of talking in a sound, without its rests.
export function speechSeconds(sound: Pick<Sound, 'characters' | 'syllables'>): number {
  return sound.characters / rate.charactersPerSecond + sound.syllables / rate.syllablesPerSecond
}

/// Seconds of rest inside a sound.
export function restSeconds(sound: Pick<Sound, 'commas' | 'stops'>): number {
  return sound.commas * rate.comma + sound.stops * rate.stop
}

/// Seconds a picture stands that is described in so many characters and words.
export function pictureSeconds(length: { characters: number; words: number }): number {
  return Math.max(
    rate.leastPicture,
    rate.picture +
      length.characters * rate.picturePerCharacter +
      length.words * rate.picturePerWord,
  )
}
