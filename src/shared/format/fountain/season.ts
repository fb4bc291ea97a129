import type { SegmentKind } from '../../domain/segment.ts'
import type {
  Loss,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import type { Block } from './blocks.ts'
import type { FactNote } from './facts.ts'
import { readEpisodeHeading, readSegmentHeading } from './headings.ts'
import { linesThatSay, normalParagraphs, normalTitle } from './normal.ts'
import {
  type EpisodeFacts,
  exactly,
  readEntryFacts,
  readEpisodeFacts,
  readSegmentFacts,
  readSeriesFacts,
  type SegmentFacts,
  type SeriesFacts,
} from './seriesfacts.ts'
import { unescapeField } from './source.ts'

/// The episodes of a file, made of its blocks. Text never changes its order: what stands where no
/// episode can have it (a second hook, a beat behind the cliffhanger) becomes a beat in its place.
export interface Season {
  /// At least one.
  readonly episodes: readonly ScreenplayEpisode[]
  /// Whether the file itself names episodes or segments.
  readonly structured: boolean
  readonly notes: SeriesNotes
  readonly losses: readonly Loss[]
}

/// What notes anywhere in the file say of all of it.
export interface SeriesNotes {
  readonly series: SeriesFacts
  readonly cast: readonly ScreenplayEntry[]
  readonly places: readonly ScreenplayEntry[]
}

interface SegmentDraft {
  /// Absent for text under no segment heading.
  readonly kind?: SegmentKind
  readonly at: number
  readonly outline: string[]
  readonly lines: ScreenplayLine[]
  facts?: SegmentFacts
}

interface EpisodeDraft {
  /// Absent for what stands before the first episode heading.
  readonly heading?: { readonly title: string; readonly number?: number; readonly at: number }
  readonly summary: string[]
  readonly segments: SegmentDraft[]
  facts?: EpisodeFacts
}

interface NotesDraft {
  series?: SeriesFacts
  readonly cast: ScreenplayEntry[]
  readonly places: ScreenplayEntry[]
}

/// Whether a section is part of a season's structure when episodes are sections of this level.
export function isStructure(level: number, text: string, episodeLevel: number): boolean {
  if (level === episodeLevel) return readEpisodeHeading(text) !== undefined
  return level === episodeLevel + 1 && readSegmentHeading(text) !== undefined
}

export function readSeason(blocks: readonly Block[]): Season {
  const losses: Loss[] = []
  const notes: NotesDraft = { cast: [], places: [] }
  const drafts = draft(blocks, notes)
  reportStale(blocks, losses)
  settleOpening(drafts, losses)
  reportNumbers(drafts, losses)
  const structured = drafts.some(
    ({ heading, segments }) => heading || segments.some(({ kind }) => kind),
  )
  const episodes = drafts.map((episode) => finish(episode, losses))
  return { episodes, structured, notes: { ...notes, series: notes.series ?? {} }, losses }
}

function draft(blocks: readonly Block[], notes: NotesDraft): EpisodeDraft[] {
  let episode: EpisodeDraft = { summary: [], segments: [] }
  const drafts = [episode]
  /// The level of the first episode heading is the level of them all.
  let episodeLevel: number | undefined
  /// What a synopsis would add to.
  let paragraphs: string[] | undefined
  const segment = (kind: SegmentKind | undefined, at: number): SegmentDraft => {
    const made = { ...(kind && { kind }), at, outline: [], lines: [] }
    episode.segments.push(made)
    return made
  }
  for (const block of blocks) {
    if (block.kind === 'section') {
      const text = unescapeField(block.text)
      const level = episodeLevel ?? 1
      const heading =
        block.level === (episodeLevel ?? block.level) ? readEpisodeHeading(text) : undefined
      const part = block.level === level + 1 && !heading ? readSegmentHeading(text) : undefined
      if (heading) {
        episodeLevel = block.level
        episode = { heading: { ...heading, at: block.at }, summary: [], segments: [] }
        drafts.push(episode)
        paragraphs = episode.summary
        continue
      }
      if (part) {
        const made = segment(part.kind, block.at)
        if (part.words !== '') made.outline.push(part.words)
        paragraphs = made.outline
        continue
      }
    }
    if (block.kind === 'facts' && takeNote(block.note, episode, notes)) continue
    const atStart = drafts.length === 1 && episode.segments.length === 0
    if (block.kind === 'synopsis' && (paragraphs || atStart)) {
      paragraphs ??= segment(undefined, block.at).outline
      paragraphs.push(unescapeField(block.text))
      continue
    }
    paragraphs = undefined
    const current = episode.segments.at(-1) ?? segment(undefined, block.at)
    current.lines.push(block.kind === 'line' ? block.line : general(block.source))
  }
  return drafts
}

function general(source: string): ScreenplayLine {
  return { element: 'general', spans: [{ text: source, style: {} }] }
}

/// Gives a note to what it speaks of. `false` where that is not there, or has one: then it is text.
function takeNote({ noun, facts }: FactNote, episode: EpisodeDraft, notes: NotesDraft): boolean {
  const segment = episode.segments.at(-1)
  switch (noun) {
    case 'line':
      return false
    case 'segment': {
      const found = readSegmentFacts(facts)
      if (!found || !segment?.kind || segment.facts || segment.lines.length > 0) return false
      segment.facts = found
      return true
    }
    case 'episode': {
      const found = readEpisodeFacts(facts)
      if (!found || !episode.heading || episode.facts || segment) return false
      episode.facts = found
      return true
    }
    case 'series': {
      const found = readSeriesFacts(facts)
      if (!found || notes.series) return false
      notes.series = found
      return true
    }
    case 'cast':
    case 'place': {
      const found = readEntryFacts(facts)
      if (!found) return false
      notes[noun === 'cast' ? 'cast' : 'places'].push(found)
      return true
    }
  }
}

/// Where somebody has changed a line in another program, the page is right.
function reportStale(blocks: readonly Block[], losses: Loss[]): void {
  for (const block of blocks) {
    if (block.kind !== 'line' || !block.stale) continue
    losses.push({
      code: 'fountain.stale-note',
      message:
        'A line has been changed since its note was written: styles in the note are left out.',
      at: block.at,
    })
  }
}

/// What stands before the first episode goes to the start of it, unless it has segments of its
/// own: then it is an episode without a heading.
function settleOpening(drafts: EpisodeDraft[], losses: Loss[]): void {
  const [opening, first] = drafts
  if (!opening || !first || opening.segments.some(({ kind }) => kind)) return
  drafts.shift()
  const text = opening.segments[0]
  if (!text) return
  const at = text.at
  const target = first.segments[0] ?? { at, outline: [], lines: [] }
  if (first.segments.length === 0) first.segments.push(target)
  target.lines.unshift(...text.outline.map((words) => general(`= ${words}`)), ...text.lines)
  losses.push({
    code: 'fountain.before-first-episode',
    message: 'The text before the first episode is now at the start of episode 1.',
    at,
  })
}

function reportNumbers(drafts: readonly EpisodeDraft[], losses: Loss[]): void {
  for (const [i, { heading }] of drafts.entries()) {
    if (heading?.number === undefined || heading.number === i + 1) continue
    losses.push({
      code: 'fountain.episode-number',
      message: `Episodes are numbered by their order: episode ${heading.number} of the file is now episode ${i + 1}, and so on.`,
      at: heading.at,
    })
    return
  }
}

function finish(episode: EpisodeDraft, losses: Loss[]): ScreenplayEpisode {
  const segments = [...episode.segments]
  const [before, hook] = segments
  if (before && !before.kind && hook?.kind === 'hook') {
    const outline = [...before.outline, ...hook.outline]
    segments.splice(0, 2, { ...hook, outline, lines: [...before.lines, ...hook.lines] })
  }
  const first = segments[0]?.kind === 'hook' ? segments.shift() : undefined
  const last = segments.at(-1)?.kind === 'cliffhanger' ? segments.pop() : undefined
  for (const { kind, at } of segments) {
    if (kind !== 'hook' && kind !== 'cliffhanger') continue
    losses.push({
      code: 'fountain.segment-order',
      message: `A ${kind} that is not at the ${kind === 'hook' ? 'start' : 'end'} of its episode is now a beat.`,
      at,
    })
  }
  const { title, summary, ...facts } = episode.facts ?? {}
  const shown = normalParagraphs(episode.summary.join('\n'))
  return {
    ...facts,
    title: exactly(normalTitle(episode.heading?.title ?? ''), title, normalTitle),
    summary: exactly(shown, summary, normalParagraphs),
    hook: finishSegment(first),
    beats: segments.map(finishSegment),
    cliffhanger: finishSegment(last),
  }
}

function finishSegment(segment: SegmentDraft | undefined): ScreenplaySegment {
  const { outline, ...facts } = segment?.facts ?? {}
  const shown = normalParagraphs(segment?.outline.join('\n') ?? '')
  return {
    ...facts,
    outline: exactly(shown, outline, normalParagraphs),
    lines: linesThatSay(segment?.lines ?? []),
  }
}
