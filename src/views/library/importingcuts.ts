import type { SegmentKind } from '../../shared/domain/segment.ts'
import { type Cut, withCut } from '../../shared/format/cuts.ts'
import type { CutEpisode } from '../../shared/format/cutting.ts'

/// Changes somebody makes to where a script is cut. Cuts that are given are never changed.

/// What can begin at a line: a segment, an episode, or nothing, so that what was before goes on.
export type Begins = 'nothing' | 'episode' | SegmentKind

/// What begins at a line. Of several things the one that holds it.
export function beginsAt(cuts: readonly Cut[], at: number): Begins {
  const own = cuts.filter((cut) => cut.at === at)
  const segment = own.findLast(({ begins }) => begins !== 'episode')
  return segment?.begins ?? (own.length > 0 ? 'episode' : 'nothing')
}

/// Another thing begins at a line. An episode that begins there goes on beginning there.
export function begin(cuts: readonly Cut[], at: number, begins: Begins): readonly Cut[] {
  const holds = cuts.findLastIndex((cut) => cut.at === at && cut.begins !== 'episode')
  if (begins === 'episode') {
    const segment: Cut = cuts[holds] ?? { at, begins: 'beat', why: 'chosen' }
    const others = holds < 0 ? cuts : cuts.toSpliced(holds, 1)
    return withCut(withCut(others, segment), { at, begins: 'episode', why: 'chosen' })
  }
  if (begins === 'nothing') return holds < 0 ? cuts : cuts.toSpliced(holds, 1)
  if (holds < 0) return withCut(cuts, { at, begins, why: 'chosen' })
  return cuts.with(holds, { ...(cuts[holds] as Cut), begins, why: 'chosen' })
}

/// An episode goes on where the one before it ends.
export function join(cuts: readonly Cut[], episode: CutEpisode): readonly Cut[] {
  const at = indexOf(cuts, episode)
  return at <= 0 ? cuts : cuts.toSpliced(at, 1)
}

/// Another title. The heading it was read from stays no script.
export function entitle(cuts: readonly Cut[], episode: CutEpisode, title: string): readonly Cut[] {
  const at = indexOf(cuts, episode)
  if (at < 0) return [{ ...episode.cut, title }, ...cuts]
  const { title: _, ...cut } = cuts[at] as Cut
  return cuts.with(at, title === '' ? cut : { ...cut, title })
}

/// The cut that an episode begins with: `episodesCut` gives a copy of it.
function indexOf(cuts: readonly Cut[], { cut: { at, begins, mark } }: CutEpisode): number {
  return cuts.findIndex((cut) => cut.at === at && cut.begins === begins && cut.mark === mark)
}
