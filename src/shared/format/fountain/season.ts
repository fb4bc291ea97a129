import type { SegmentKind } from '../../domain/segment.ts'
import type { Loss, ScreenplayEpisode, ScreenplayLine, ScreenplaySegment } from '../screenplay.ts'
import type { Block } from './blocks.ts'
import { readEpisodeHeading, readSegmentHeading } from './headings.ts'
import { normalLines, normalParagraphs, normalTitle } from './normal.ts'
import { unescapeField } from './source.ts'

/// The episodes of a file, made of its blocks. Text never changes its order: what stands where no
/// episode can have it (a second hook, a beat behind the cliffhanger) becomes a beat in its place.
export interface Season {
  /// At least one.
  readonly episodes: readonly ScreenplayEpisode[]
  /// Whether the file itself names episodes or segments.
  readonly structured: boolean
  readonly losses: readonly Loss[]
}

interface SegmentDraft {
  /// Absent for text under no segment heading.
  readonly kind?: SegmentKind
  readonly at: number
  readonly outline: string[]
  readonly lines: ScreenplayLine[]
}

interface EpisodeDraft {
  /// Absent for what stands before the first episode heading.
  readonly heading?: { readonly title: string; readonly number?: number; readonly at: number }
  readonly summary: string[]
  readonly segments: SegmentDraft[]
}

/// Whether a section is part of a season's structure when episodes are sections of this level.
export function isStructure(level: number, text: string, episodeLevel: number): boolean {
  if (level === episodeLevel) return readEpisodeHeading(text) !== undefined
  return level === episodeLevel + 1 && readSegmentHeading(text) !== undefined
}

export function readSeason(blocks: readonly Block[]): Season {
  const losses: Loss[] = []
  const drafts = draft(blocks)
  settleOpening(drafts, losses)
  reportNumbers(drafts, losses)
  const structured = drafts.some(
    ({ heading, segments }) => heading || segments.some(({ kind }) => kind),
  )
  return { episodes: drafts.map((episode) => finish(episode, losses)), structured, losses }
}

function draft(blocks: readonly Block[]): EpisodeDraft[] {
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
  return {
    title: normalTitle(episode.heading?.title ?? ''),
    summary: normalParagraphs(episode.summary.join('\n')),
    hook: finishSegment(first),
    beats: segments.map(finishSegment),
    cliffhanger: finishSegment(last),
  }
}

function finishSegment(segment: SegmentDraft | undefined): ScreenplaySegment {
  return {
    outline: normalParagraphs(segment?.outline.join('\n') ?? ''),
    lines: normalLines(segment?.lines ?? []),
  }
}
