import { type EpisodeOutline, fingerprintOf, outlineOf } from '../../shared/derive/outline.ts'
import type { Ready, Review, SignOff } from '../../shared/derive/review.ts'
import {
  changedSince,
  type ReviewState,
  type ReviewStatus,
  reviewStatus,
  type Since,
} from '../../shared/derive/reviewstatus.ts'
import type { Standing } from '../../shared/domain/access.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Series } from '../../shared/domain/series.ts'

/// The review of one episode as one person sees it.
export interface EpisodeReview {
  readonly id: string
  /// In the season, from 1.
  readonly number: number
  readonly episode: Episode
  readonly outline: EpisodeOutline
  readonly fingerprint: string
  readonly status: ReviewStatus<SignOff>
  readonly mark: Ready | undefined
  /// Everything that was said of it and not taken back, the oldest first.
  readonly said: readonly SignOff[]
  /// The sign-offs that this person may give and that do not approve what stands.
  readonly open: readonly string[]
  /// Whether it waits for this person.
  readonly waits: boolean
  /// What has changed for this person, and the outline that it has changed from, once that is here.
  readonly since: (Since & { readonly outline: EpisodeOutline | undefined }) | undefined
}

/// What the reviews of a season are made of.
export interface Reviewed {
  readonly series: Series
  readonly data: Review
  readonly standing: Standing | undefined
  /// Outlines that were there when the server was asked and that have changed since.
  readonly past: ReadonlyMap<string, EpisodeOutline>
}

/// The reviews of a season in its order. An episode that nothing has happened to keeps its object.
export function reviewsOf(
  { series, data, standing, past }: Reviewed,
  before?: { readonly from: Reviewed; readonly reviews: readonly EpisodeReview[] },
): readonly EpisodeReview[] {
  const same = before?.from.data === data && before.from.standing === standing
  const known = new Map(same ? before.reviews.map((review) => [review.id, review]) : [])
  const said = groupBy(data.signOffs)
  const marks = new Map(data.ready.map((mark) => [mark.episode, mark]))
  const looks = new Map(data.seen.map((look) => [look.episode, look]))
  const mine = data.required.filter((name) => standing?.signOffs.includes(name))
  return series.episodes.map((episode, i): EpisodeReview => {
    const old = known.get(episode.id)
    if (old?.episode === episode && old.number === i + 1) return old
    const outline = outlineOf(episode)
    const fingerprint = fingerprintOf(outline)
    const words = said.get(episode.id) ?? []
    const mark = marks.get(episode.id)
    const status = reviewStatus(fingerprint, data.required, words, mark)
    const own = words.filter(({ by }) => by.id === data.me)
    const look = looks.get(episode.id)
    const since = changedSince(fingerprint, own, look)
    const before = since && (data.outlines[since.fingerprint] ?? past.get(since.fingerprint))
    return {
      id: episode.id,
      number: i + 1,
      episode,
      outline,
      fingerprint,
      status,
      mark,
      said: words,
      open: mine.filter((name) => status.missing.includes(name)),
      waits: waits(),
      since: since && { ...since, outline: before },
    }

    /// It has been handed over, and this person has not said what they have to say about what
    /// stands now; without a sign-off to give, has not looked at it.
    function waits(): boolean {
      if (!status.ready && words.length === 0) return false
      if (standing?.role === 'producer' && mine.length === 0) {
        return status.state !== 'final' && look?.fingerprint !== fingerprint
      }
      return mine.some(
        (name) =>
          status.missing.includes(name) &&
          !status.asked.some(({ signOff, by }) => signOff === name || by.id === data.me),
      )
    }
  })
}

export const filters = [
  'all',
  'todo',
  'mine',
  'draft',
  'ready',
  'changes',
  'partly',
  'changed',
  'final',
] as const
export type Filter = (typeof filters)[number]

/// Whether an episode is among those that a filter shows. `mine` are those that this person writes.
export function passes(review: EpisodeReview, filter: Filter, me: Me): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'todo':
      return review.waits
    case 'mine':
      return writes(review.episode, me)
    default:
      return review.status.state === (filter satisfies ReviewState)
  }
}

/// Who somebody is, to find what is theirs: a writer is named by account, or by name alone.
export interface Me {
  readonly id: string | undefined
  readonly name: string
}

export function writes({ writers }: Episode, { id, name }: Me): boolean {
  return writers?.some((writer) => writer.id === id || writer.id === name) ?? false
}

/// The episode to go to from one (by its id): the next (1) or the one before (−1) that passes;
/// undefined when there is none that way. From nowhere, the first.
export function beside(
  reviews: readonly EpisodeReview[],
  from: string | undefined,
  by: 1 | -1,
  passes: (review: EpisodeReview) => boolean,
): EpisodeReview | undefined {
  const here = reviews.findIndex(({ id }) => id === from)
  if (by === 1) return reviews.slice(here + 1).find(passes)
  return reviews.slice(0, Math.max(here, 0)).findLast(passes)
}

function groupBy(signOffs: readonly SignOff[]): ReadonlyMap<string, readonly SignOff[]> {
  const groups = new Map<string, SignOff[]>()
  for (const each of signOffs) {
    const group = groups.get(each.episode)
    if (group) group.push(each)
    else groups.set(each.episode, [each])
  }
  return groups
}
