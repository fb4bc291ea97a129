import { type Language, languages } from '../../domain/language.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { divideAtScenes } from '../divide.ts'
import { readJson } from '../json/read.ts'
import { jsonFormat, jsonVersion } from '../json/write.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import {
  elementsOf,
  isXml,
  parseXml,
  writeFragment,
  type XmlElement,
  type XmlNode,
  xmlLimits,
  xmlText,
} from '../xml.ts'
import {
  type NoteEnd,
  readCarriedLine,
  withFdx,
  writeCarriedHeading,
  writeCarriedLine,
  writeCarriedShell,
} from './carried.ts'
import { type Draft, draftsIn } from './draft.ts'
import { lineValue, overlaid, takeFacts, type Value } from './facts.ts'
import { isSilent, outlineOf, plainEpisode, plainSegment } from './headings.ts'
import { lossesIn } from './losses.ts'
import { plainParagraph, readParagraph } from './paragraph.ts'
import { plainText } from './runs.ts'
import { readScriptNotes } from './scriptnotes.ts'
import { type EpisodeDraft, type SegmentDraft, seasonOf } from './season.ts'
import { contentOf, plainShell, titlePageOf, typesIn, undeclaredIn, withContent } from './shell.ts'
import { firstOf, sameList, sameXml, tidied, withChildren } from './tree.ts'
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

/// The screenplay with what its file has beyond it: the same episodes, segments and lines.
function carry(
  screenplay: Screenplay,
  drafts: readonly EpisodeDraft[],
  ends: ReadonlyMap<Draft, readonly NoteEnd[]>,
  losses: Loss[],
): Screenplay {
  const { language } = screenplay
  const only = drafts.length === 1
  const episodes = screenplay.episodes.map((episode, i) => {
    const draft = drafts[i] as EpisodeDraft
    const first = (draft.hook ?? draft.beats[0] ?? draft.cliffhanger) as SegmentDraft | undefined
    const segment = (of: ScreenplaySegment, from: SegmentDraft | undefined, kind: Kind) =>
      from ? carrySegment(of, from, kind, from === first) : of
    const { heading } = draft
    const plain = plainEpisode(language, i, episode)
    const silent = only && episode.title === '' && episode.summary === '' && !heading?.facts
    const whole: ScreenplayEpisode = {
      ...episode,
      hook: segment(episode.hook, draft.hook, 'hook'),
      beats: episode.beats.map((beat, j) => segment(beat, draft.beats[j], 'beat')),
      cliffhanger: segment(episode.cliffhanger, draft.cliffhanger, 'cliffhanger'),
    }
    if (!heading && !only) {
      return withFdx(whole, writeCarriedHeading({ paragraphs: [], untitled: true }))
    }
    if (!heading || (sameList(heading.paragraphs, plain) && !silent)) return whole
    const kept = { paragraphs: heading.paragraphs, place: i }
    return withFdx(whole, writeCarriedHeading(kept))
  })
  return { ...screenplay, episodes }

  function carrySegment(of: ScreenplaySegment, from: SegmentDraft, kind: Kind, first: boolean) {
    const only = of.lines.length === 1
    const lines = of.lines.map((line, i) => carryLine(line, from.lines[i] as Draft, only))
    const paragraphs = from.heading?.paragraphs ?? []
    const whole = { ...of, lines }
    const plain = sameList(paragraphs, plainSegment(language, kind, of.outline))
    const silent = isSilent(kind, whole, first)
    if (!from.heading || (plain && !silent)) return whole
    return withFdx(whole, writeCarriedHeading({ paragraphs }))
  }

  function carryLine(line: ScreenplayLine, from: Draft, only: boolean): ScreenplayLine {
    const { paragraph, carried } = from
    // A segment whose only line is this counts as one that nobody has written in.
    const untouched = sameXml(paragraph, plainParagraph({ element: 'action', spans: [] }))
    const alone = only && untouched && Object.keys(line).length === 2
    const notes = ends.get(from) ?? []
    // A note is on words, which are told by the text they were in.
    const plain = !alone && notes.length === 0 && sameXml(paragraph, plainParagraph(line))
    const text = writeCarriedLine({ ...carried, notes, ...(!plain && { paragraph }) })
    if (text === undefined || text.length <= mostOfLine) return withFdx(line, text)
    const at = from.at === undefined ? {} : { at: from.at }
    losses.push({ code: 'fdx.left-out', message: tooLarge('What stands beside this line'), ...at })
    return line
  }
}

type Kind = 'hook' | 'beat' | 'cliffhanger'

/// What is carried with the series and with a line, at most, in characters: a series is in
/// everybody's browser.
const mostCarried = 1_000_000
const mostOfLine = 100_000

function tooLarge(what: string): string {
  return `${what} is too large to come along and was left out.`
}

/// The file without its script; what is too large to be carried is left out, the largest first.
function shellOf(root: XmlElement, behind: readonly XmlElement[]) {
  // What stands behind the script is weighed as one.
  const tail = behind.reduce((sum, each) => sum + writeFragment(each).length, 0)
  const shell = withContent(root, tail > mostCarried ? [] : behind)
  const content = contentOf(shell)
  const sizes = elementsOf(shell)
    .filter((child) => child !== content)
    .map((child) => ({ child, size: writeFragment(child).length }))
    .sort((a, b) => b.size - a.size)
  let size = sizes.reduce((sum, each) => sum + each.size, 0)
  const out = new Set<XmlNode>()
  for (const each of sizes) {
    if (size <= mostCarried) break
    size -= each.size
    out.add(each.child)
  }
  const names = new Set([...out].map((child) => (typeof child === 'string' ? child : child.name)))
  const losses = [...names].map((name): Loss => {
    return { code: 'fdx.left-out', message: tooLarge(`“${name}”`) }
  })
  const kept = shell.children.filter((child) => !out.has(child))
  if (tail > mostCarried) {
    losses.push({ code: 'fdx.left-out', message: tooLarge('What stands behind the script') })
  }
  return { root: withChildren(shell, kept), losses }
}

function withShell(
  screenplay: Screenplay,
  shell: XmlElement,
  drafts: readonly Draft[],
  foreign: boolean,
): Screenplay {
  const types = typesIn(drafts.map(({ paragraph }) => paragraph))
  const plain = plainShell(screenplay, types)
  if (!foreign && sameXml(shell, plain)) return screenplay
  const undeclared = undeclaredIn(shell, types)
  return withFdx(screenplay, writeCarriedShell({ shell, undeclared }))
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
