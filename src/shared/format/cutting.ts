import type { SegmentKind } from '../domain/segment.ts'
import { type Cut, headingIn, linesOf, marksOf } from './cuts.ts'
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
/// hook that is not at the start of its episode and a cliffhanger that is not at its end are beats; a
/// heading that is not a line of its own episode is none.
export function episodesCut(lineCount: number, chosen: readonly Cut[]): readonly CutEpisode[] {
  const cuts = chosen
    .map((cut) => ({ ...cut, at: Math.min(Math.max(Math.trunc(cut.at) || 0, 0), lineCount) }))
    .toSorted((a, b) => a.at - b.at)
  const opens = cuts[0]?.begins === 'episode'
  const first = opens ? [] : [{ at: 0, begins: 'episode', why: 'start' } as const]
  const starts = withHeadings([...first, ...cuts], lineCount)
  const episodes: { cut: Cut; from: number; to: number; segments: CutSegment[] }[] = []
  for (const [i, cut] of starts.entries()) {
    const start = episodes.length === 0 ? 0 : cut.at
    const from = cut.heading === start ? start + 1 : start
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

function withHeadings(cuts: readonly Cut[], lineCount: number): readonly Cut[] {
  return cuts.map(({ heading, ...cut }, i) => {
    const end = cuts.slice(i + 1).find(({ begins }) => begins === 'episode')?.at ?? lineCount
    const isOwn =
      heading !== undefined && cut.begins === 'episode' && heading >= cut.at && heading < end
    return isOwn ? { ...cut, heading } : cut
  })
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
  const sound = soundCuts(chosen, lines, facts)
  const cut = episodesCut(lines.length, sound)
  const kept = new Set(sound.map(({ mark }) => mark))
  /// What is said at marks that are cut no more, in order; taken from the front as text goes on.
  const gone = facts.filter(({ mark }) => !kept.has(mark.mark))
  const takeUntil = (at: number) => {
    const end = gone.findIndex(({ mark }) => mark.at >= at)
    return gone.splice(0, end < 0 ? gone.length : end)
  }
  const headings = new Set(cut.map((episode) => episode.cut.heading))
  let plans = 0
  const episodes = cut.map((episode, i): ScreenplayEpisode => {
    const mine = takeUntil(cut[i + 1]?.cut.at ?? Number.POSITIVE_INFINITY)
    const segments = episode.segments.length > 0 ? episode.segments : [emptyBeat(episode, mine)]
    plans += mine.filter(({ planned }) => planned).length
    const made = segments.map(({ kind, from, to, cut: own }, j) => {
      const next = segments[j + 1]?.from ?? Number.POSITIVE_INFINITY
      const said = facts[own?.mark ?? -1]?.segment ?? { outline: '' }
      const script = lines.slice(from, to).filter((_, k) => !headings.has(from + k))
      const joined = mine.filter(({ mark }) => mark.at < next && (j === 0 || mark.at >= from))
      return [kind, withJoined({ ...said, lines: script }, joined)] as const
    })
    return episodeOf(episode, facts[episode.cut.mark ?? -1]?.episode, made, mine)
  })
  return {
    screenplay: { ...screenplay, episodes },
    losses: [...(plans === 0 ? [] : [plansLost(plans)]), ...numbersLost(lines, cut)],
  }
}

/// Cuts come from outside. One can only stand for a mark of its own sort that no other stands for,
/// and its heading is a line that reads like one: nothing else is taken out of the script.
function soundCuts(
  chosen: readonly Cut[],
  lines: readonly ScreenplayLine[],
  facts: readonly Fact[],
): readonly Cut[] {
  const taken = new Set<number>()
  return chosen.map(({ mark = -1, heading = -1, ...cut }) => {
    const said = facts[mark]
    const isSound =
      said && !taken.has(mark) && (cut.begins === 'episode') === (said.mark.begins === 'episode')
    if (isSound) taken.add(mark)
    const line = lines[heading]
    const reads = line && headingIn(line)
    return { ...cut, ...(isSound && { mark }), ...(reads && { heading }) }
  })
}

function plansLost(count: number): Loss {
  return {
    code: 'cuts.plans',
    message: `Plans of episodes and segments that were put together with others are not kept: lengths, dates, emotion (${count}).`,
  }
}

function numbersLost(
  lines: readonly ScreenplayLine[],
  cut: readonly CutEpisode[],
): readonly Loss[] {
  for (const [i, { heading = -1 }] of cut.map((episode) => episode.cut).entries()) {
    const line = lines[heading]
    const number = line && headingIn(line)?.number
    if (number === undefined || number === i + 1) continue
    const message = `Episodes are numbered by their order: episode ${number} of the file is now episode ${i + 1}, and so on.`
    return [{ code: 'cuts.episode-number', message }]
  }
  return []
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
  let number = -1
  let beat = 0
  return marksOf(screenplay).map((mark): Fact => {
    if (mark.begins === 'episode') {
      number++
      beat = 0
    }
    const { hook, beats, cliffhanger, ...episode } = screenplay.episodes[
      number
    ] as ScreenplayEpisode
    if (mark.begins === 'episode') {
      const { title, summary, writers: _, unlock: __, ...plans } = episode
      const planned = Object.keys(plans).length > 0
      return { mark, episode, words: [title, ...summary.split('\n')].filter(Boolean), planned }
    }
    const said = { hook, beat: beats[beat], cliffhanger }[mark.begins] as ScreenplaySegment
    if (mark.begins === 'beat') beat++
    const { lines: _, ...segment } = said
    const { outline, tags: __, ...plans } = segment
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
  const writers =
    joined.length === 0 ? all : [...new Map(all.map((writer) => [writer.id, writer])).values()]
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
