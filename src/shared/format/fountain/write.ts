import type { Language } from '../../domain/language.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import { guessLanguage } from '../language.ts'
import type { Loss, Screenplay, ScreenplayEpisode, ScreenplaySegment } from '../screenplay.ts'
import { writeEmphasis } from './emphasis.ts'
import { episodeHeading, segmentHeading } from './headings.ts'
import { normalScreenplay } from './normal.ts'
import { writeScript } from './script.ts'
import { escapeField } from './source.ts'
import { writeTitlePage } from './titlepage.ts'

/// Writes Fountain 1.1 with the full micro-drama mapping, so that `readFountain` gives the
/// screenplay back in normal form (see normal.ts). Other programs read the same script: elements
/// are forced where they would not be taken for what they are.
export function writeFountain(screenplay: Screenplay): {
  text: string
  losses: readonly Loss[]
} {
  const normal = normalScreenplay(screenplay)
  const { language, targetSeconds, settings, titlePage: entries } = normal
  const unlocks = normal.episodes.flatMap(({ unlock }, i) => (unlock ? [i + 1] : []))
  const body = normal.episodes
    .map((episode, i) => writeEpisode(episode, i + 1, language))
    .join('\n\n\n')
  const head = writeTitlePage(
    {
      title: writeEmphasis(normal.title === '' ? [] : [{ text: normal.title, style: {} }]),
      logline: normal.logline,
      language,
      ...(targetSeconds !== undefined && { targetSeconds }),
      ...(settings && { settings }),
      unlocks,
      entries,
    },
    guessLanguage(body) === language,
  )
  const text = head.length === 0 ? body : `${head.join('\n')}\n\n${body}`
  return { text: `${text}\n`, losses: lossesOf(screenplay, normal) }
}

function writeEpisode(episode: ScreenplayEpisode, number: number, language: Language): string {
  const heading = episodeHeading(language, number, escapeField(episode.title))
  return [
    [heading, ...synopses(episode.summary)].join('\n'),
    writeSegment('hook', episode.hook, language),
    ...episode.beats.map((beat) => writeSegment('beat', beat, language)),
    writeSegment('cliffhanger', episode.cliffhanger, language),
  ].join('\n\n')
}

function writeSegment(kind: SegmentKind, segment: ScreenplaySegment, language: Language): string {
  const heading = [segmentHeading(language, kind), ...synopses(segment.outline)].join('\n')
  const script = writeScript(segment.lines)
  return script === '' ? heading : `${heading}\n\n${script}`
}

function synopses(text: string): string[] {
  if (text === '') return []
  return text.split('\n').map((paragraph) => `= ${escapeField(paragraph)}`.trimEnd())
}

function lossesOf(given: Screenplay, normal: Screenplay): Loss[] {
  const losses: Loss[] = []
  const struck = given.episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .flatMap((segment) => segment.lines)
    .filter((line) => line.spans.some((span) => span.style.strike)).length
  if (struck > 0) {
    losses.push({
      code: 'fountain.strike',
      message: `Fountain has no strike-through: the text is kept without it (lines: ${struck}).`,
    })
  }
  for (const [i, { key }] of given.titlePage.entries()) {
    const kept = normal.titlePage[i]?.key
    if (kept === key.trim()) continue
    losses.push({
      code: 'fountain.title-key',
      message: `The title-page entry “${key}” is written as “${kept}”.`,
    })
  }
  if (given.targetSeconds !== normal.targetSeconds) {
    losses.push({
      code: 'fountain.target',
      message: `A target of ${given.targetSeconds} seconds cannot be written.`,
    })
  }
  return losses
}
