import { type Language, languages } from '../../domain/language.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { divideAtScenes } from '../divide.ts'
import { readJson } from '../json/read.ts'
import { jsonFormat, jsonVersion } from '../json/write.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type { Loss, Screenplay, ScreenplayLine } from '../screenplay.ts'
import { elementsOf, isXml, parseXml, type XmlElement, xmlLimits, xmlText } from '../xml.ts'
import { readCarriedLine } from './carried.ts'
import { carry, shellOf, withShell } from './carry.ts'
import { type Draft, draftsIn } from './draft.ts'
import { lineValue, overlaid, takeFacts, type Value } from './facts.ts'
import { outlineOf } from './headings.ts'
import { lossesIn } from './losses.ts'
import { readParagraph } from './paragraph.ts'
import { plainText } from './runs.ts'
import { readScriptNotes } from './scriptnotes.ts'
import { type EpisodeDraft, type SegmentDraft, seasonOf } from './season.ts'
import { contentOf, titlePageOf } from './shell.ts'
import { firstOf, tidied } from './tree.ts'
import { type Paginated, paginatedIn } from './types.ts'

/// Reads a Final Draft file with the micro-drama mapping (see headings.ts). Whatever a series has no
/// place for is carried (see carried.ts) and comes back out of `writeFdx`.
export function readFdx(
  source: string | Uint8Array,
  options: ReadOptions = {},
): Reading | Unreadable {
  const places = new Map<XmlElement, number>()
  const parsed = parseXml(source, xmlLimits, places)
  if (!isXml(parsed)) return parsed
  if (parsed.name !== 'FinalDraft') return stranger
  const { bare: root, facts, damaged } = takeFacts(tidied(parsed, places))
  const content = contentOf(root)
  if (!content) return empty
  const paginated = paginatedIn(root)
  const { drafts, behind, losses } = draftsIn(content, paginated, places)
  const season = seasonOf(drafts)
  const page = titlePageOf(root)
  const { language: said, ...own } = facts ?? {}
  const noted = (languages as readonly unknown[]).includes(said) ? (said as Language) : undefined
  const { episodes } = season
  const lines = episodes.flatMap(linesOf)
  const text = lines.map(({ paragraph }) => plainText(paragraph)).join('\n')
  const language = options.language ?? noted ?? guessLanguage(text)
  const stale: Stale = { at: [] }
  const head = overlaid({ ...page, logline: '' }, facts && own)
  if (head.stale) stale.at.push(undefined)
  const file = {
    ...head.value,
    format: jsonFormat,
    version: jsonVersion,
    language,
    episodes: episodes.map((episode) => episodeIn(episode, paginated, stale)),
  }
  // The values are looked at where those of a JSON file are.
  const reading = readJson(JSON.stringify(file))
  if ('code' in reading) return reading
  const notes = readScriptNotes(root, lines)
  const shell = shellOf(root, [...behind, ...season.behind])
  const large: Loss[] = []
  const carrying = carry(reading.screenplay, episodes, notes.ends, large)
  // A season without a word of ours is another program's, however like ours it is.
  const foreign = season.structured && !facts
  const screenplay = withShell(carrying, shell.root, drafts, foreign)
  return {
    screenplay: divided(screenplay, season.structured, options),
    losses: [
      ...losses,
      ...season.losses,
      ...reading.losses,
      ...stale.at.map(staleFact),
      ...(damaged ? [damagedFacts] : []),
      ...large,
      ...shell.losses,
      ...lossesIn({ root, drafts, paginated, page, notes: notes.notes.length }),
    ],
    ...(notes.notes.length > 0 && { notes: notes.notes }),
  }
}

interface Stale {
  /// The lines of the file where facts did not fit.
  readonly at: (number | undefined)[]
}

function linesOf({ hook, beats, cliffhanger }: EpisodeDraft): readonly Draft[] {
  return [hook, ...beats, cliffhanger].flatMap((segment) => segment?.lines ?? [])
}

function episodeIn(episode: EpisodeDraft, paginated: Paginated, stale: Stale): Value {
  const { heading, hook, beats, cliffhanger } = episode
  const segment = (each: SegmentDraft | undefined) => each && segmentIn(each, paginated, stale)
  const title = heading?.title ?? ''
  const summary = outlineOf(heading?.paragraphs.slice(1) ?? [])
  const own = overlaid({ title, summary }, heading?.facts)
  if (own.stale) stale.at.push(heading?.at)
  return {
    ...own.value,
    hook: segment(hook),
    beats: beats.map(segment),
    cliffhanger: segment(cliffhanger),
  }
}

function segmentIn({ heading, lines }: SegmentDraft, paginated: Paginated, stale: Stale): Value {
  const outline = heading ? outlineOf(heading.paragraphs.slice(1), heading.words) : ''
  const own = overlaid({ outline }, heading?.facts)
  if (own.stale) stale.at.push(heading?.at)
  const values = lines.map(({ paragraph, side, facts, at }) => {
    const read = { ...readParagraph(paragraph, paginated), ...(side && { dual: side }) }
    const line = overlaid(lineValue(read), facts)
    if (line.stale) stale.at.push(at)
    return line.value
  })
  return { ...own.value, lines: values }
}

/// A file without episodes is divided where that is asked for; what it says of a scene is the
/// outline of its beat.
function divided(screenplay: Screenplay, structured: boolean, options: ReadOptions): Screenplay {
  if (options.divide !== 'scenes' || structured) return screenplay
  const { language, targetSeconds } = screenplay
  const target = options.targetSeconds ?? targetSeconds ?? defaultTargetSeconds
  const lines = screenplay.episodes.flatMap(({ beats }) => beats.flatMap((beat) => beat.lines))
  const episodes = divideAtScenes(lines, target, (line) => options.seconds(line, language))
  return {
    ...screenplay,
    episodes: episodes.map((episode) => ({
      ...episode,
      beats: episode.beats.map((beat) => ({ ...beat, outline: sceneSummary(beat.lines) })),
    })),
  }
}

/// What the file says of the scene that these lines begin with.
function sceneSummary(lines: readonly ScreenplayLine[]): string {
  const heading = lines.find(({ element }) => element === 'scene-heading')
  const paragraph = readCarriedLine(heading?.carried).paragraph
  const properties = paragraph && firstOf(paragraph, 'SceneProperties')
  const summary = properties && firstOf(properties, 'Summary')
  if (!summary) return ''
  return elementsOf(summary, 'Paragraph')
    .map(xmlText)
    .filter((text) => text.trim() !== '')
    .join('\n')
}

const stranger: Unreadable = {
  code: 'fdx.stranger',
  message: 'This file is not a script of Final Draft’s, although its name says so.',
}
const empty: Unreadable = {
  code: 'fdx.empty',
  message: 'This file of Final Draft’s has no script in it.',
}
const damagedFacts: Loss = {
  code: 'fdx.facts',
  message: 'What this program had noted at the end of the file is damaged and was left out.',
}

function staleFact(at: number | undefined): Loss {
  return {
    code: 'fdx.stale',
    message:
      'This was changed in another program after it was exported from here: what had been noted beside it does not fit any more and was left out.',
    ...(at !== undefined && { at }),
  }
}
