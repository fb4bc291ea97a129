import type { Language } from '../domain/language.ts'
import type { Line } from '../domain/line.ts'
import type { Pace } from '../domain/settings.ts'
import { paceFactor, pictureSeconds, rate, restSeconds, speechSeconds } from './pace.ts'
import { noTime, type Parts, secondsOf } from './parts.ts'
import { perPace } from './remembered.ts'
import { lengthOf, soundOf } from './sound.ts'

/// The seconds of one line, by parts. `total` is their sum.
export interface LineTime extends Parts {
  readonly total: number
}

/// How long a line runs. Every figure is finite and at least 0, whatever the text.
///
/// - dialogue: what is spoken, its rests, and the gap after it; an empty line costs nothing;
/// - lyric: the same, sung;
/// - action, shot: a picture stands for a moment and as long as its description is rich;
/// - on-screen text: the same figure, which is that of a subtitle being read after it appears;
/// - scene heading, transition: a fixed moment;
/// - character, parenthetical: nothing, they are played with the speech they belong to;
/// - general: nothing, it is what the audience neither sees nor hears (cast lists, act marks).
///
/// Planned seconds take the model's place and do not change with the pace.
export function lineSeconds(line: Line, language: Language, pace: Pace = 'normal'): LineTime {
  return remembered(line, language, pace)
}

const remembered = perPace((line: Line, language, pace): LineTime => {
  if (isPlan(line.seconds)) return timed({ ...noTime, planned: line.seconds })
  if (line.text.trim() === '') return nothing
  return timed(modelled(line, language, 1 / paceFactor[pace]))
})

const nothing: LineTime = { ...noTime, total: 0 }

function timed(parts: Parts): LineTime {
  return parts === noTime ? nothing : { ...parts, total: secondsOf(parts) }
}

function modelled(line: Line, language: Language, stretch: number): Parts {
  switch (line.element) {
    case 'dialogue':
    case 'lyric': {
      const { speech, pauses } = spoken(line, language)
      if (speech === 0) return noTime
      return {
        ...noTime,
        speech: speech * stretch,
        pauses: pauses * stretch,
        gap: rate.gap * stretch,
      }
    }
    case 'action':
    case 'shot':
      return { ...noTime, action: pictureSeconds(lengthOf(line.text)) * stretch }
    case 'on-screen-text':
      return { ...noTime, reading: pictureSeconds(lengthOf(line.text)) * stretch }
    case 'scene-heading':
      return { ...noTime, heading: rate.heading * stretch }
    case 'transition':
      return { ...noTime, transition: rate.transition * stretch }
    case 'character':
    case 'parenthetical':
    case 'general':
      return noTime
  }
}

/// What is said takes a moment however short it is: the time that is short of it counts as speech.
function spoken(line: Line, language: Language): { speech: number; pauses: number } {
  const sound = soundOf(line.text, language)
  if (!sound.sounded) return { speech: 0, pauses: 0 }
  const tempo = line.element === 'lyric' ? rate.singing : 1
  const pauses = restSeconds(sound)
  return { speech: Math.max(speechSeconds(sound) / tempo, rate.leastSpeech - pauses), pauses }
}

/// Seconds into a line at the code unit `offset`: 0 at its start, never less further on. The end of
/// a speech is where its gap begins.
export function secondsInto(line: Line, language: Language, pace: Pace, offset: number): number {
  const time = lineSeconds(line, language, pace)
  return (time.total - time.gap) * share(line, language, offset)
}

function share(line: Line, language: Language, offset: number): number {
  const at = Math.min(Math.max(offset, 0), line.text.length)
  const whole = weight(line, language, line.text.length)
  if (whole > 0) return Math.min(1, weight(line, language, at) / whole)
  return line.text.length === 0 ? 0 : at / line.text.length
}

function weight(line: Line, language: Language, end: number): number {
  if (line.element === 'dialogue' || line.element === 'lyric') {
    const sound = soundOf(line.text, language, end)
    return speechSeconds(sound) + restSeconds(sound)
  }
  const length = lengthOf(line.text, end)
  return length.characters * rate.picturePerCharacter + length.words * rate.picturePerWord
}

/// Whether a value stands for planned seconds. Others may write anything: what is no length of time
/// counts as no plan.
export function isPlan(seconds: number | undefined): seconds is number {
  return seconds !== undefined && Number.isFinite(seconds) && seconds >= 0
}
