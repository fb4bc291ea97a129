import { readCue } from '../../derive/cue.ts'
import { lineSeconds } from '../../derive/line-time.ts'
import { episodeTime } from '../../derive/runtime.ts'
import type { Episode } from '../../domain/episode.ts'
import { type Language, otherLanguage } from '../../domain/language.ts'
import type { Line } from '../../domain/line.ts'
import type { Series } from '../../domain/series.ts'
import { limits, stands, widthOf } from './limits.ts'
import { subtitlesOf } from './rows.ts'

/// A subtitle: seconds from the start of its episode, and one row or two.
export interface Subtitle {
  readonly from: number
  readonly to: number
  readonly text: string
  /// Only heard: a voice over the picture.
  readonly isVoice: boolean
}

export interface SubtitleOptions {
  /// What is shown: what is said, its translation, or both, the translation below.
  readonly text: 'original' | 'translation' | 'both'
  /// Whether the name of who speaks stands in front.
  readonly names: boolean
  /// Whether text on the screen is a subtitle too.
  readonly captions: boolean
}

export interface Subtitles {
  readonly cues: readonly Subtitle[]
  /// How many stand too short to be read at the speed of their language.
  readonly fast: number
  /// How many lines have no translation where one is asked for.
  readonly untranslated: number
}

/// A draft of the subtitles of an episode: when each line is spoken by the running time's reckoning,
/// cut to what can be read. Speech at the same time shares a subtitle.
export function subtitlesIn(
  episode: Episode,
  series: Pick<Series, 'language' | 'targetSeconds' | 'settings'>,
  options: SubtitleOptions,
): Subtitles {
  const time = episodeTime(episode, series)
  const spoken: Subtitle[] = []
  let untranslated = 0
  let speaker: ReturnType<typeof readCue> = { names: [] }
  for (const [i, { lines }] of episode.segments.entries()) {
    const start = time.segments[i]?.start ?? 0
    for (const [j, line] of lines.entries()) {
      if (line.element === 'character') speaker = readCue(line.text)
      if (!isShown(line, options.captions)) continue
      if (options.text !== 'original' && !line.translation?.trim()) untranslated++
      const from = start + (time.times[i]?.starts[j] ?? 0)
      const until = start + (time.times[i]?.ends[j] ?? 0)
      const { total, gap } = lineSeconds(line, series.language, series.settings.pace)
      const to = total === 0 ? until : from + ((until - from) * (total - gap)) / total
      const isCaption = line.element === 'on-screen-text'
      const who =
        options.names && !isCaption ? speaker.names.map(({ name }) => name).join(' & ') : ''
      const isVoice = !isCaption && /^[VO]\.?\s?[OSC]\.?$|画外|旁白/iu.test(speaker.extension ?? '')
      for (const part of spread(line, series.language, options, from, to)) {
        const text =
          who === '' ? part.text : `${who}${series.language === 'en' ? ': ' : '：'}${part.text}`
        spoken.push({ ...part, text, isVoice })
      }
    }
  }
  const shown = options.text === 'translation' ? otherLanguage(series.language) : series.language
  const cues = settled(together(spoken), shown)
  return { cues, fast: cues.filter((cue) => isFast(cue, shown)).length, untranslated }
}

function isShown({ element, text }: Line, captions: boolean): boolean {
  if (text.trim() === '') return false
  return element === 'dialogue' || element === 'lyric' || (captions && element === 'on-screen-text')
}

type Part = Omit<Subtitle, 'isVoice'>

function spread(
  { text, translation = '' }: Line,
  language: Language,
  { text: which }: SubtitleOptions,
  from: number,
  to: number,
): readonly Part[] {
  const other = otherLanguage(language)
  const own = which === 'translation' ? [] : inTime(subtitlesOf(text, language), language, from, to)
  const their = which === 'original' ? [] : inTime(subtitlesOf(translation, other), other, from, to)
  if (which !== 'both' || own.length === 0 || their.length === 0) return [...own, ...their]
  if (own.length === their.length) {
    return own.map((part, i) => ({
      ...part,
      text: `${flat(part.text, language)}\n${flat(their[i]?.text ?? '', other)}`,
    }))
  }
  // Cut differently: both in whole, for as long as it is said.
  const all = (parts: readonly Part[], spoken: Language) =>
    parts.map((part) => flat(part.text, spoken)).join(' ')
  return [{ from, to, text: `${all(own, language)}\n${all(their, other)}` }]
}

function flat(text: string, language: Language): string {
  return text.replaceAll('\n', language === 'en' ? ' ' : '')
}

/// Subtitles one behind the other in the time of their speech, each for its share of the characters;
/// a short one for as long as one must stand, where there is time for all.
function inTime(texts: readonly string[], language: Language, from: number, to: number): Part[] {
  const widths = texts.map((text) => Math.max(widthOf(text, language), 1))
  const whole = sum(widths)
  const seconds = Math.max(to - from, 0.001)
  const least = (whole * Math.min(stands.least + stands.gap, seconds / texts.length)) / seconds
  const shares = widths.map((width) => Math.max(width, least))
  const all = sum(shares)
  let at = from
  return texts.map((text, i) => {
    const start = at
    at += ((to - from) * (shares[i] ?? 0)) / all
    return { from: start, to: at, text }
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/// What is said at the same time stands together, a dash in front of each.
function together(cues: readonly Subtitle[]): readonly Subtitle[] {
  const joined: Subtitle[] = []
  for (const cue of cues.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (!last || cue.from >= last.to - 0.001) {
      joined.push(cue)
      continue
    }
    const dashed = (text: string) =>
      text.startsWith('-') ? text : `- ${text.replaceAll('\n', ' ')}`
    joined[joined.length - 1] = {
      from: last.from,
      to: Math.max(last.to, cue.to),
      text: `${dashed(last.text)}\n- ${cue.text.replaceAll('\n', ' ')}`,
      isVoice: last.isVoice && cue.isVoice,
    }
  }
  return joined
}

/// Each stands long enough to be seen and read where the next one leaves the time, never too long.
function settled(cues: readonly Subtitle[], language: Language): readonly Subtitle[] {
  return cues.map((cue, i) => {
    const { from, to } = cue
    const latest = (cues[i + 1]?.from ?? Number.POSITIVE_INFINITY) - stands.gap
    const wanted = Math.max(to, from + stands.least, from + readingSeconds(cue, language))
    return { ...cue, to: Math.max(Math.min(wanted, latest, from + stands.most), from + 0.001) }
  })
}

/// How long it takes to read. Speech at the same time is read in one, the longer of the two.
function readingSeconds({ text }: Subtitle, language: Language): number {
  const parts = text.startsWith('- ') ? text.split('\n') : [text.replaceAll('\n', '')]
  return Math.max(...parts.map((part) => widthOf(part, language))) / limits[language].perSecond
}

/// Beyond the rounding of a clock.
function isFast(cue: Subtitle, language: Language): boolean {
  return readingSeconds(cue, language) > (cue.to - cue.from) * 1.02
}
