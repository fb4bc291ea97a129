import type { Language } from '../../domain/language.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import { guessLanguage } from '../language.ts'
import type { Loss, Screenplay, ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'
import { canonicalScreenplay } from './canonical.ts'
import { writeEmphasis } from './emphasis.ts'
import { episodeHeading, segmentHeading } from './headings.ts'
import { normalLogline, normalParagraphs, normalTitle } from './normal.ts'
import { writeScript } from './script.ts'
import { episodeNote, segmentNote, seriesNotes } from './seriesfacts.ts'
import { escapeField } from './source.ts'
import { normalEntries, normalTarget, writeTitlePage } from './titlepage.ts'

/// Writes Fountain 1.1 with the full micro-drama mapping, so that `readFountain` gives the
/// screenplay back (see canonical.ts). Other programs read the same script: elements are forced
/// where they would not be taken for what they are, and what Fountain has no sign for is in notes.
export function writeFountain(screenplay: Screenplay): {
  text: string
  losses: readonly Loss[]
} {
  const whole = canonicalScreenplay(screenplay)
  const { language, settings, episodes } = whole
  const targetSeconds = normalTarget(whole.targetSeconds)
  const title = normalTitle(whole.title)
  const unlocks = episodes.flatMap(({ unlock }, i) => (unlock ? [i + 1] : []))
  const notes = seriesNotes(whole).join('\n')
  const body = [
    ...episodes.map((episode, i) => writeEpisode(episode, i + 1, language)),
    ...(notes === '' ? [] : [notes]),
  ].join('\n\n\n')
  const head = writeTitlePage(
    {
      title: writeEmphasis(title === '' ? [] : [{ text: title, style: {} }]),
      logline: normalLogline(whole.logline),
      language,
      ...(targetSeconds !== undefined && { targetSeconds }),
      ...(settings && { settings }),
      unlocks,
      entries: normalEntries(whole.titlePage),
    },
    guessLanguage(body) === language,
  )
  const text = head.length === 0 ? body : `${head.join('\n')}\n\n${body}`
  return { text: `${text}\n`, losses: lossesOf(screenplay, whole) }
}

function writeEpisode(episode: ScreenplayEpisode, number: number, language: Language): string {
  const heading = episodeHeading(language, number, escapeField(normalTitle(episode.title)))
  return [
    headOf(heading, episode.summary, episodeNote(episode)),
    writeSegment('hook', episode.hook, language),
    ...episode.beats.map((beat) => writeSegment('beat', beat, language)),
    writeSegment('cliffhanger', episode.cliffhanger, language),
  ].join('\n\n')
}

function writeSegment(kind: SegmentKind, segment: ScreenplaySegment, language: Language): string {
  const heading = headOf(segmentHeading(language, kind), segment.outline, segmentNote(segment))
  const script = writeScript(segment.lines)
  return script === '' ? heading : `${heading}\n\n${script}`
}

/// A heading, what is outlined under it, and what a note says of it.
function headOf(heading: string, outline: string, note: string | undefined): string {
  return [heading, ...synopses(outline), ...(note === undefined ? [] : [note])].join('\n')
}

function synopses(text: string): string[] {
  const shown = normalParagraphs(text)
  if (shown === '') return []
  return shown.split('\n').map((paragraph) => `= ${escapeField(paragraph)}`.trimEnd())
}

function lossesOf(given: Screenplay, whole: Screenplay): Loss[] {
  if (given.targetSeconds === whole.targetSeconds) return []
  return [
    {
      code: 'fountain.target',
      message: `A target of ${given.targetSeconds} seconds cannot be written.`,
    },
  ]
}
