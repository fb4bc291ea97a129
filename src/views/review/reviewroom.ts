import { useEffect, useSyncExternalStore } from 'react'
import type { Session } from '../../session/session.ts'
import { createStore, type Store } from '../../session/store.ts'
import type { EpisodeOutline } from '../../shared/derive/outline.ts'
import type { Review } from '../../shared/derive/review.ts'
import type { Standing } from '../../shared/domain/access.ts'
import { useSession } from '../series/opened.ts'
import { shownSeries } from '../series/shown.ts'
import { readReviews } from './api.ts'
import { type EpisodeReview, type Reviewed, reviewsOf } from './episodereview.ts'

/// The review of one open series: what the server holds of it, put together with the outlines as
/// they stand, and kept up with both.
export interface ReviewRoom {
  readonly data: Store<Review | undefined>
  readonly standing: Store<Standing | undefined>
  /// In the order of the season; empty until the server has answered.
  readonly reviews: Store<readonly EpisodeReview[]>
  /// Why the server did not answer, while it does not.
  readonly failure: Store<unknown>
  review(episode: string): EpisodeReview | undefined
  refresh(): Promise<void>
  /// Shows at once what the server will say when it is read again.
  change(change: (data: Review) => Review): void
}

interface Opened {
  readonly room: ReviewRoom
  users: number
  readonly open: () => () => void
  close: (() => void) | undefined
}

const rooms = new WeakMap<Session, Opened>()

/// The review of the series that the page around has open.
export function useReviewRoom(): ReviewRoom {
  const session = useSession()
  const opened = rooms.get(session) ?? createRoom(session)
  rooms.set(session, opened)
  useEffect(() => {
    if (opened.users++ === 0) opened.close = opened.open()
    return () => {
      if (--opened.users === 0) opened.close?.()
    }
  }, [opened])
  return opened.room
}

/// The review of one episode; rendered again only when that has changed.
export function useReview(room: ReviewRoom, episode: string): EpisodeReview | undefined {
  return useSyncExternalStore(room.reviews.subscribe, () => room.review(episode))
}

function createRoom(session: Session): Opened {
  const data = createStore<Review | undefined>(undefined)
  const { standing } = session
  const reviews = createStore<readonly EpisodeReview[]>([])
  const failure = createStore<unknown>(undefined)
  let before: { readonly from: Reviewed; readonly reviews: readonly EpisodeReview[] } | undefined
  let byId: ReadonlyMap<string, EpisodeReview> = new Map()
  const past = new Map<string, EpisodeOutline>()
  const missed = new Set<string>()
  let asked = 0

  const read = () => {
    const held = data.get()
    if (!held) return
    const { series } = session.document.reading
    const from = { series, data: held, standing: standing.get(), past }
    const made = reviewsOf(from, before)
    const old = before?.reviews
    const same = made.length === old?.length && made.every((each, i) => each === old[i])
    before = { from, reviews: same ? old : made }
    byId = new Map(made.map((review) => [review.id, review]))
    reviews.set(before.reviews)
    keepWhatIsNamed(made)
  }

  /// The server tells of an outline only once it does not stand any more: what is named and stands
  /// now is kept until then. What has slipped through is asked for, once each.
  const keepWhatIsNamed = (made: readonly EpisodeReview[]) => {
    const named = new Set(
      [...(data.get()?.signOffs ?? []), ...(data.get()?.seen ?? [])].map(
        (each) => each.fingerprint,
      ),
    )
    let lacks = false
    for (const { fingerprint, outline, since } of made) {
      if (named.has(fingerprint)) past.set(fingerprint, outline)
      if (!since || since.outline || missed.has(since.fingerprint)) continue
      missed.add(since.fingerprint)
      lacks = true
    }
    if (lacks) void room.refresh()
  }

  const room: ReviewRoom = {
    data,
    standing,
    reviews,
    failure,
    review: (episode) => byId.get(episode),
    change(change) {
      const held = data.get()
      if (!held) return
      data.set(change(held))
      read()
    },
    async refresh() {
      const mine = ++asked
      try {
        const found = await readReviews(session.id)
        // Only the last answer counts: an earlier one may come later.
        if (mine !== asked) return
        data.set(found)
        failure.set(undefined)
        read()
      } catch (refusal) {
        if (mine === asked) failure.set(refusal)
      }
    },
  }
  return {
    room,
    users: 0,
    close: undefined,
    open() {
      const shown = shownSeries(session.document.reading)
      const refresh = () => void room.refresh()
      const stops = [
        shown.subscribe(read),
        standing.subscribe(read),
        session.onNews((topics) => topics.includes('reviews') && refresh()),
        () => shown.destroy(),
      ]
      refresh()
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
