import type { SegmentKind } from '../../domain/segment.ts'
import type { Loss } from '../screenplay.ts'
import type { XmlElement } from '../xml.ts'
import type { Draft } from './draft.ts'
import type { Value } from './facts.ts'
import { isOutlineBody, kindAt, readEpisodeAt, readSegmentAt } from './headings.ts'

/// The paragraphs of a file as a season. A file that names no episodes is one, its text one beat.
/// Text never changes its order.
export interface SeasonDraft {
  /// At least one.
  readonly episodes: readonly EpisodeDraft[]
  /// Whether the file itself names episodes or segments.
  readonly structured: boolean
  /// What stood before a heading at the end of the file and is no paragraph.
  readonly behind: readonly XmlElement[]
  readonly losses: readonly Loss[]
}

export interface HeadingDraft {
  /// The heading and the outline below it, without our facts.
  readonly paragraphs: XmlElement[]
  readonly facts?: Value
  readonly at?: number
}

export interface SegmentDraft {
  /// Absent for text under no heading of a segment.
  readonly heading?: HeadingDraft & { readonly kind: SegmentKind; readonly words: string }
  readonly lines: Draft[]
}

export interface EpisodeDraft {
  readonly heading?: HeadingDraft & { readonly title: string; readonly number?: number }
  readonly hook?: SegmentDraft
  readonly beats: readonly SegmentDraft[]
  readonly cliffhanger?: SegmentDraft
}

interface OpenEpisode {
  readonly heading?: EpisodeDraft['heading']
  readonly segments: SegmentDraft[]
}

export function seasonOf(drafts: readonly Draft[]): SeasonDraft {
  const losses: Loss[] = []
  const { episodes: open, behind } = openEpisodes(drafts)
  settleOpening(open, losses)
  reportNumbers(open, losses)
  return {
    episodes: open.map((episode) => finish(episode, losses)),
    structured: open.some(
      ({ heading, segments }) => heading || segments.some((segment) => segment.heading),
    ),
    behind,
    losses,
  }
}

function openEpisodes(drafts: readonly Draft[]): {
  readonly episodes: OpenEpisode[]
  readonly behind: readonly XmlElement[]
} {
  let episode: OpenEpisode = { segments: [] }
  const episodes = [episode]
  /// What stands before a heading and is no paragraph goes before the next line.
  let behind: readonly XmlElement[] = []
  /// What a paragraph of outline would be added to.
  let below: XmlElement[] | undefined
  for (const draft of drafts) {
    const { paragraph, facts, at } = draft
    const heading = draft.paired ? undefined : readEpisodeAt(paragraph)
    const part = draft.paired || heading ? undefined : readSegmentAt(paragraph)
    const before = [...behind, ...draft.carried.before]
    behind = []
    if (below && !draft.paired && isOutlineBody(paragraph)) {
      below.push(paragraph)
      behind = before
      continue
    }
    const own = {
      paragraphs: [paragraph],
      ...(facts && { facts }),
      ...(at !== undefined && { at }),
    }
    below = heading || part ? own.paragraphs : undefined
    if (below) behind = before
    if (heading) {
      episode = { heading: { ...own, ...heading }, segments: [] }
      episodes.push(episode)
    } else if (part) {
      episode.segments.push({ heading: { ...own, ...part }, lines: [] })
    } else {
      if (episode.segments.length === 0) episode.segments.push({ lines: [] })
      episode.segments.at(-1)?.lines.push({ ...draft, carried: { ...draft.carried, before } })
    }
  }
  return { episodes, behind }
}

/// What stands before the first episode goes to the start of it, unless it has segments of its
/// own: then it is an episode without a heading.
function settleOpening(episodes: OpenEpisode[], losses: Loss[]): void {
  const [opening, first] = episodes
  if (!opening || !first || opening.segments.some(({ heading }) => heading)) return
  episodes.shift()
  const [text] = opening.segments
  if (!text) return
  if (first.segments.length === 0) first.segments.push({ lines: [] })
  const lines = text.lines.map((line) => ({ ...line, carried: { ...line.carried, preface: true } }))
  first.segments[0]?.lines.unshift(...lines)
  const at = text.lines[0]?.at
  losses.push({
    code: 'fdx.before-first-episode',
    message: 'The text before the first episode is now at the start of episode 1.',
    ...(at !== undefined && { at }),
  })
}

function reportNumbers(episodes: readonly OpenEpisode[], losses: Loss[]): void {
  for (const [i, { heading }] of episodes.entries()) {
    if (heading?.number === undefined || heading.number === i + 1) continue
    losses.push({
      code: 'fdx.episode-number',
      message: `Episodes are numbered by their order: episode ${heading.number} of the file is now episode ${i + 1}, and so on.`,
      ...(heading.at !== undefined && { at: heading.at }),
    })
    return
  }
}

function finish({ heading, segments }: OpenEpisode, losses: Loss[]): EpisodeDraft {
  const standing = (i: number) => ({ first: i === 0, last: i === segments.length - 1 })
  const kinds = segments.map((segment, i) => kindAt(segment.heading?.kind, standing(i)))
  for (const [i, segment] of segments.entries()) {
    const said = segment.heading?.kind
    if (said === undefined || said === kinds[i]) continue
    const at = segment.heading?.at
    losses.push({
      code: 'fdx.segment-order',
      message: `A ${said} that is not at the ${said === 'hook' ? 'start' : 'end'} of its episode is now a beat.`,
      ...(at !== undefined && { at }),
    })
  }
  const hook = segments[kinds.indexOf('hook')]
  const cliffhanger = segments[kinds.indexOf('cliffhanger')]
  return {
    ...(heading && { heading }),
    ...(hook && { hook }),
    beats: segments.filter((_, i) => kinds[i] === 'beat'),
    ...(cliffhanger && { cliffhanger }),
  }
}
