import type { SegmentKind } from '../domain/segment.ts'
import { type Cut, linesOf, marksOf } from './cuts.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from './screenplay.ts'

/// An episode as chosen cuts make it: lines `from` … `to`, without the last.
export interface CutEpisode {
  readonly cut: Cut
  readonly from: number
  readonly to: number
  /// Never empty of both cut and lines: a hook first, if there is one, a cliffhanger last.
  readonly segments: readonly CutSegment[]
}

export interface CutSegment {
  readonly kind: SegmentKind
  readonly from: number
  readonly to: number
  /// Absent for text that stands behind an episode's beginning without a cut of its own: a beat.
  readonly cut?: Cut
}

/// What cuts make of so many lines: always at least one episode, every line in exactly one segment,
/// in order. Cuts may come from anywhere. They are put in order; what lies outside the script is
/// moved to its nearer end; the script begins with an episode whether one is cut there or not; a
/// hook that is not at the start of its episode and a cliffhanger that is not at its end are beats.
export function episodesCut(lineCount: number, chosen: readonly Cut[]): readonly CutEpisode[] {
  const cuts = chosen
    .map((cut) => ({ ...cut, at: Math.min(Math.max(Math.trunc(cut.at) || 0, 0), lineCount) }))
    .toSorted((a, b) => a.at - b.at)
  const opens = cuts[0]?.begins === 'episode'
  const first = opens ? [] : [{ at: 0, begins: 'episode', why: 'start' } as const]
  const starts = [...first, ...cuts]
  const episodes: { cut: Cut; from: number; to: number; segments: CutSegment[] }[] = []
  for (const [i, cut] of starts.entries()) {
    const from = episodes.length === 0 ? 0 : cut.at
    const to = starts[i + 1]?.at ?? lineCount
    if (cut.begins === 'episode') {
      const loose: CutSegment[] = from < to ? [{ kind: 'beat', from, to }] : []
      episodes.push({ cut, from, to, segments: loose })
    } else {
      const episode = episodes.at(-1)
      episode?.segments.push({ kind: cut.begins, from, to, cut })
      if (episode) episode.to = to
    }
  }
  return episodes.map((episode) => ({ ...episode, segments: inPlace(episode.segments) }))
}

function inPlace(segments: readonly CutSegment[]): readonly CutSegment[] {
  const [loose, hook, ...rest] = segments
  const opening: readonly CutSegment[] =
    loose && !loose.cut && hook?.kind === 'hook'
      ? [{ ...hook, from: loose.from }, ...rest]
      : segments
  return opening.map((segment, i) => {
    const fits = segment.kind === 'beat' || i === (segment.kind === 'hook' ? 0 : opening.length - 1)
    return fits ? segment : { ...segment, kind: 'beat' }
  })
}

/// The script as chosen cuts make it. What the file said of an episode or segment that is cut no
/// more goes on where its text goes on: words as outline, tags, writers and the unlock; plans that
/// no longer fit anything are reported.
export function applyCuts(
  screenplay: Screenplay,
  chosen: readonly Cut[],
): { readonly screenplay: Screenplay; readonly losses: readonly Loss[] } {
  const lines = linesOf(screenplay)
  const facts = factsOf(screenplay)
  const cut = episodesCut(lines.length, chosen)
  const kept = new Set(chosen.map(({ mark }) => mark))
  const gone = facts.filter(({ mark }) => !kept.has(mark.mark))
  const headings = new Set(chosen.map(({ heading }) => heading))
  let plans = 0
  const episodes = cut.map((episode, i): ScreenplayEpisode => {
    const isLast = i === cut.length - 1
    const within = (at: number, from: number, to: number, last: boolean) =>
      at >= from && (at < to || (last && at >= to))
    const mine = gone.filter(({ mark }) => within(mark.at, episode.from, episode.to, isLast))
    const left = new Set(mine)
    const segments = episode.segments.length > 0 ? episode.segments : [emptyBeat(episode, mine)]
    const made = segments.map((segment, j): readonly [SegmentKind, ScreenplaySegment] => {
      const lastOne = j === segments.length - 1
      const joined = [...left].filter(
        ({ mark }) => lastOne || within(mark.at, segment.from, segment.to, false),
      )
      for (const each of joined) left.delete(each)
      const own = segment.cut && facts[segment.cut.mark ?? -1]?.segment
      plans += joined.filter(({ planned }) => planned).length
      return [
        segment.kind,
        withJoined(
          {
            ...(own ?? { outline: '' }),
            lines: lines
              .slice(segment.from, segment.to)
              .filter((_, k) => !headings.has(segment.from + k)),
          },
          joined,
        ),
      ]
    })
    return episodeOf(episode, facts[episode.cut.mark ?? -1]?.episode, made, mine)
  })
  return {
    screenplay: { ...screenplay, episodes },
    losses: plans === 0 ? [] : [plansLost(plans)],
  }
}

function plansLost(count: number): Loss {
  return {
    code: 'cuts.plans',
    message: `Plans of episodes and segments that were put together with others are not kept: lengths, dates, emotion (${count}).`,
  }
}

function emptyBeat({ from }: CutEpisode, said: readonly Fact[]): CutSegment {
  return { kind: said.length > 0 ? 'beat' : 'hook', from, to: from }
}

/// What the file says at one of its marks.
interface Fact {
  readonly mark: Cut
  readonly episode?: Omit<ScreenplayEpisode, 'hook' | 'beats' | 'cliffhanger'>
  readonly segment?: Omit<ScreenplaySegment, 'lines'>
  /// Words that must not be lost, a paragraph each.
  readonly words: readonly string[]
  readonly planned: boolean
}

function factsOf(screenplay: Screenplay): readonly Fact[] {
  const segments: Record<SegmentKind, readonly ScreenplaySegment[]>[] = screenplay.episodes.map(
    ({ hook, beats, cliffhanger }) => ({ hook: [hook], beat: beats, cliffhanger: [cliffhanger] }),
  )
  let episodeIndex = -1
  let beat = 0
  return marksOf(screenplay).map((mark): Fact => {
    if (mark.begins === 'episode') {
      episodeIndex++
      beat = 0
      const {
        hook: _,
        beats: __,
        cliffhanger: ___,
        ...episode
      } = screenplay.episodes[episodeIndex] as ScreenplayEpisode
      const { title, summary, writers, unlock, ...plans } = episode
      const planned = Object.keys(plans).length > 0
      return { mark, episode, words: [title, ...summary.split('\n')].filter(Boolean), planned }
    }
    const kind = mark.begins
    const { lines: _, ...segment } = segments[episodeIndex]?.[kind][
      kind === 'beat' ? beat++ : 0
    ] as ScreenplaySegment
    const { outline, tags, ...plans } = segment
    const planned = Object.keys(plans).length > 0
    return { mark, segment, words: outline.split('\n').filter(Boolean), planned }
  })
}

function withJoined(segment: ScreenplaySegment, joined: readonly Fact[]): ScreenplaySegment {
  if (joined.length === 0) return segment
  const said = joined.flatMap(({ words }) => words)
  const outline = [segment.outline, ...said].filter((text) => text !== '').join('\n')
  const tags = [
    ...new Set(
      [segment, ...joined.map(({ segment }) => segment)].flatMap((each) => each?.tags ?? []),
    ),
  ]
  return { ...segment, outline, ...(tags.length > 0 && { tags }) }
}

function episodeOf(
  { cut }: CutEpisode,
  said: Fact['episode'],
  segments: readonly (readonly [SegmentKind, ScreenplaySegment])[],
  gone: readonly Fact[],
): ScreenplayEpisode {
  const of = (kind: SegmentKind) => segments.filter(([own]) => own === kind).map(([, each]) => each)
  const empty: ScreenplaySegment = { outline: '', lines: [] }
  const joined = gone.flatMap(({ episode }) => (episode ? [episode] : []))
  const all = [...(said?.writers ?? []), ...joined.flatMap(({ writers = [] }) => writers)]
  const writers = [...new Map(all.map((writer) => [writer.id, writer])).values()]
  const unlock = said?.unlock ?? joined.some((episode) => episode.unlock)
  return {
    ...(said ?? { summary: '' }),
    title: cut.title ?? '',
    hook: of('hook')[0] ?? empty,
    beats: of('beat'),
    cliffhanger: of('cliffhanger')[0] ?? empty,
    ...(writers.length > 0 && { writers }),
    ...(unlock && { unlock: true }),
  }
}
