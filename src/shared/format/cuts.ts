import type { Language } from '../domain/language.ts'
import { textOf } from '../domain/line.ts'
import type { SegmentKind } from '../domain/segment.ts'
import { defaultTargetSeconds } from '../domain/series.ts'
import { nearest, sceneStarts } from './divide.ts'
import { type EpisodeHeading, readEpisodeHeading } from './fountain/headings.ts'
import type { Screenplay, ScreenplayLine, ScreenplaySegment } from './screenplay.ts'

/// Where a script that comes in is cut into episodes and segments: proposals that people change
/// before anything is made of them. Cuts are plain values over the lines of the whole script, one
/// behind the other (`linesOf`), so they travel as JSON; `applyCuts` (cutting.ts) makes a
/// screenplay of chosen ones. No line is lost or changes its order whatever the cuts are.

export interface Cut {
  /// The line it is made before, counted from 0; the number of lines for what stands behind all.
  readonly at: number
  readonly begins: 'episode' | SegmentKind
  readonly why: CutReason
  /// Of an episode; absent where it has none.
  readonly title?: string
  /// The line that is the episode's heading (`EPISODE 3`): its title is kept, the line is no script.
  /// Text in front of the first heading belongs to the first episode.
  readonly heading?: number
  /// The mark of the file that this cut stands for, an index into `marksOf`: what the file says of
  /// the episode or segment (outline, emotion, writers …) goes with it.
  readonly mark?: number
}

/// - said: the file marks it as an episode or segment itself (sections, outline levels);
/// - heading: a line reads like `EPISODE 3` or `第3集`;
/// - scene: a scene begins;
/// - length: a scene begins, and the episode before comes nearest its target so;
/// - start: the script begins;
/// - chosen: somebody wanted it here.
export type CutReason = 'said' | 'heading' | 'scene' | 'length' | 'start' | 'chosen'

/// How a script is cut into episodes: as the file says, at lines that read like the heading of an
/// episode, at scene headings near the target length, or not at all.
export const cutWays = ['said', 'headings', 'scenes', 'none'] as const
export type CutWay = (typeof cutWays)[number]

/// How episodes are cut into segments: as the file says; an episode is one beat; each scene is one;
/// or each scene is one, the first of several the hook and the last the cliffhanger.
export const segmentWays = ['said', 'one', 'scenes', 'ends'] as const
export type SegmentWay = (typeof segmentWays)[number]

export interface CutOptions {
  /// One of `ways`; else the first.
  readonly way?: CutWay | undefined
  /// Else as the file says, where it does; else each scene is a beat, but a script that is not cut
  /// at all is one.
  readonly segments?: SegmentWay | undefined
  /// The length to cut near, in seconds; else what the file says, else 90.
  readonly targetSeconds?: number | undefined
  /// How long a line runs.
  readonly seconds: (line: ScreenplayLine, language: Language) => number
}

export interface CutProposal {
  /// What this script can be cut by, the best first.
  readonly ways: readonly CutWay[]
  readonly way: CutWay
  readonly segments: SegmentWay
  readonly cuts: readonly Cut[]
}

/// Every line of a script in order: what `Cut.at` counts.
export function linesOf({ episodes }: Screenplay): readonly ScreenplayLine[] {
  return episodes.flatMap(({ hook, beats, cliffhanger }) =>
    [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines),
  )
}

/// What the file itself marks as episodes and segments, as cuts: applying them gives it back.
export function marksOf({ episodes }: Screenplay): readonly Cut[] {
  const marks: Cut[] = []
  let at = 0
  const mark = (begins: Cut['begins'], title = '') => {
    marks.push({ at, begins, why: 'said', ...(title && { title }), mark: marks.length })
  }
  for (const { title, hook, beats, cliffhanger } of episodes) {
    mark('episode', title)
    const segment = (kind: SegmentKind, { lines, ...facts }: ScreenplaySegment) => {
      if (kind === 'beat' || lines.length > 0 || hasFacts(facts)) mark(kind)
      at += lines.length
    }
    segment('hook', hook)
    for (const beat of beats) segment('beat', beat)
    segment('cliffhanger', cliffhanger)
  }
  return marks
}

function hasFacts({ outline, ...facts }: Omit<ScreenplaySegment, 'lines'>): boolean {
  return outline !== '' || Object.keys(facts).length > 0
}

/// How a script would be cut. Reading the same script with the same options gives the same cuts.
export function proposeCuts(screenplay: Screenplay, options: CutOptions): CutProposal {
  const lines = linesOf(screenplay)
  const target = options.targetSeconds ?? screenplay.targetSeconds ?? defaultTargetSeconds
  const lengths = lines.map((line) => options.seconds(line, screenplay.language))
  const ways = waysOf(screenplay, lines, sum(lengths) > target * 1.5)
  const way = options.way !== undefined && ways.includes(options.way) ? options.way : ways[0]
  const episodes = episodeCuts(screenplay, lines, way, lengths, target)
  const segments = options.segments ?? (way === 'said' ? 'said' : way === 'none' ? 'one' : 'scenes')
  return { ways, way, segments, cuts: withSegments(screenplay, lines, episodes, way, segments) }
}

type Ways = readonly [CutWay, ...CutWay[]]

function waysOf(screenplay: Screenplay, lines: readonly ScreenplayLine[], isLong: boolean): Ways {
  const ways: CutWay[] = []
  if (isStructured(screenplay)) ways.push('said')
  if (lines.some((line) => headingIn(line) !== undefined)) ways.push('headings')
  const hasScenes = lines.filter(({ element }) => element === 'scene-heading').length > 1
  const [first = 'none', ...rest] = [
    ...ways,
    ...(hasScenes && isLong ? (['scenes', 'none'] as const) : (['none'] as const)),
    ...(hasScenes && !isLong ? (['scenes'] as const) : []),
  ]
  return [first, ...rest]
}

/// Whether the file itself names episodes or segments.
export function isStructured({ episodes }: Screenplay): boolean {
  const [only, second] = episodes
  if (!only || second) return second !== undefined
  const { title, summary, hook, beats, cliffhanger, ...facts } = only
  const [beat, ...more] = beats
  const { lines: _, ...beatFacts } = beat ?? { outline: '', lines: [] }
  return (
    title !== '' ||
    summary !== '' ||
    more.length > 0 ||
    Object.keys(facts).length > 0 ||
    hasFacts(beatFacts) ||
    [hook, cliffhanger].some(({ lines, ...said }) => lines.length > 0 || hasFacts(said))
  )
}

/// `EPISODE 3`, `第3集：电梯`, `【第三集】`: undefined for a line that is no heading of an episode.
export function headingIn({ element, spans }: ScreenplayLine): EpisodeHeading | undefined {
  if (element === 'dialogue' || element === 'parenthetical' || element === 'lyric') return undefined
  const text = textOf(spans).trim()
  if (text.length > longestHeading) return undefined
  const bare = /^[【[《]([^】\]》]*)[】\]》](.*)$/su.exec(text)
  return readEpisodeHeading(bare ? `${bare[1]}${bare[2]}` : text)
}

/// Code units: what is longer is a sentence about an episode.
const longestHeading = 80

function episodeCuts(
  screenplay: Screenplay,
  lines: readonly ScreenplayLine[],
  way: CutWay,
  lengths: readonly number[],
  target: number,
): readonly Cut[] {
  const start: Cut = { at: 0, begins: 'episode', why: 'start' }
  switch (way) {
    case 'said':
      return marksOf(screenplay).filter(({ begins }) => begins === 'episode')
    case 'headings': {
      const cuts = lines.flatMap((line, at): Cut[] => {
        const title = headingIn(line)?.title
        if (title === undefined) return []
        return [{ at, begins: 'episode', why: 'heading', ...(title && { title }), heading: at }]
      })
      const [first = start, ...rest] = cuts
      const opens = lines.slice(0, first.at).some(({ element }) => element === 'scene-heading')
      return opens ? [start, ...cuts] : [{ ...first, at: 0 }, ...rest]
    }
    case 'scenes': {
      const starts = sceneStarts(lines)
      const scenes = starts.map((from, i) => sum(lengths.slice(from, starts[i + 1])))
      const firsts = nearest(scenes, target).map((scene) => starts[scene] ?? 0)
      return firsts.map(
        (at, i): Cut => (i === 0 ? start : { at, begins: 'episode', why: 'length' }),
      )
    }
    case 'none':
      return [start]
  }
}

function withSegments(
  screenplay: Screenplay,
  lines: readonly ScreenplayLine[],
  episodes: readonly Cut[],
  way: CutWay,
  segments: SegmentWay,
): readonly Cut[] {
  if (segments === 'said' && way === 'said') return marksOf(screenplay)
  return episodes.flatMap((episode, i) => {
    const from = episode.at + (episode.heading === episode.at ? 1 : 0)
    const to = episodes[i + 1]?.at ?? lines.length
    const starts = segments === 'one' ? [from] : sceneStarts(lines, from, to)
    const cuts = starts.map((at, scene): Cut => {
      const ends = segments === 'ends' && starts.length > 1
      const last = ends && scene === starts.length - 1
      const begins = ends && scene === 0 ? 'hook' : last ? 'cliffhanger' : 'beat'
      return { at, begins, why: lines[at]?.element === 'scene-heading' ? 'scene' : 'start' }
    })
    return [episode, ...(from < to ? cuts : [])]
  })
}

/// One more cut. Where something begins at the line already, the new one stands in front of what
/// holds the line.
export function withCut(cuts: readonly Cut[], cut: Cut): readonly Cut[] {
  const same = cuts.findLastIndex(({ at }) => at === cut.at)
  const behind = cuts.findIndex(({ at }) => at > cut.at)
  const at = same >= 0 ? same : behind >= 0 ? behind : cuts.length
  return cuts.toSpliced(at, 0, cut)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
