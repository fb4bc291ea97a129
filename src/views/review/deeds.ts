import { createStore } from '../../session/store.ts'
import type { Verdict } from '../../shared/domain/review.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Fault, sayFault } from '../parts/ask.ts'
import { remembered } from '../parts/remembered.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { markReady, say, withdraw } from './api.ts'
import type { EpisodeReview } from './episodereview.ts'
import type { ReviewRoom } from './reviewroom.ts'

/// What reviewers and writers do. Each says what came of it; what was said can be taken back.

/// The sign-off somebody gives who may give several.
export const signingAs = remembered<string>('ninety.sign-as', (stored) => stored ?? '')

export interface Reviewer {
  readonly series: string
  readonly room: ReviewRoom
  readonly words: Words
  /// Shows an episode, by its id.
  readonly show: (episode: string) => void
}

/// Under which name somebody would approve an episode, or undefined when there is nothing to give.
export function signOffFor({ open }: EpisodeReview, chosen: string): string | undefined {
  return open.includes(chosen) ? chosen : open[0]
}

/// What can be taken back with one key: the ids of what was said last, and of which episode.
const last = createStore<{ readonly ids: readonly string[]; readonly episode: string } | undefined>(
  undefined,
)

export async function approve(
  reviewer: Reviewer,
  reviews: readonly EpisodeReview[],
): Promise<boolean> {
  const { words } = reviewer
  const first = reviews.find(({ open }) => open.length > 0)
  const signOff = first && signOffFor(first, signingAs.get())
  if (signOff === undefined) return false
  const all = reviews.filter(({ open }) => open.includes(signOff))
  const done = await sign(reviewer, all, signOff, 'approved', '')
  if (!done) return false
  const [only] = all
  offerUndo(
    reviewer,
    all.length === 1 && only
      ? words('review.approved', { number: only.number })
      : words('review.approved.many', { count: all.length }),
  )
  return true
}

export async function requestChanges(
  reviewer: Reviewer,
  review: EpisodeReview,
  note: string,
): Promise<boolean> {
  const signOff = signOffFor(review, signingAs.get()) ?? null
  const done = await sign(reviewer, [review], signOff, 'changes', note)
  if (done) offerUndo(reviewer, reviewer.words('review.changes.done', { number: review.number }))
  return done
}

async function sign(
  { series, room, words, show }: Reviewer,
  reviews: readonly EpisodeReview[],
  signOff: string | null,
  verdict: Verdict,
  note: string,
): Promise<boolean> {
  const episodes = reviews.map(({ id, fingerprint }) => ({ episode: id, fingerprint }))
  try {
    const signOffs = await say(series, { episodes, signOff, verdict, note })
    room.change((data) => ({ ...data, signOffs: [...data.signOffs, ...signOffs] }))
    last.set({ ids: signOffs.map(({ id }) => id), episode: reviews[0]?.id ?? '' })
    void room.refresh()
    return true
  } catch (refusal) {
    const stale = refusal instanceof Fault ? refusal.episodes : []
    const changed = reviews.filter(({ id }) => stale.includes(id))
    const [first] = changed
    const numbers = changed.map(({ number }) => number).join(', ')
    toasts.add({
      title: first
        ? words('review.stale', { count: changed.length, numbers })
        : sayFault(words, refusal),
      priority: 'high',
      timeout: lasting,
      ...(first && {
        actionProps: {
          children: words('episode', { number: first.number }),
          onClick: () => show(first.id),
        },
      }),
    })
    void room.refresh()
    return false
  }
}

/// Only the last can be taken back with a key; what was said before it makes room.
let told = ''

function offerUndo(reviewer: Reviewer, title: string): void {
  toasts.close(told)
  told = toasts.add({
    title,
    timeout: lasting,
    actionProps: {
      children: reviewer.words('action.undo'),
      onClick: () => void takeBack(reviewer),
    },
  })
}

/// Takes back what was said last, or what is named.
export async function takeBack(reviewer: Reviewer, ids = last.get()?.ids): Promise<void> {
  const { series, room, words, show } = reviewer
  if (!ids || ids.length === 0) return
  const { episode } = last.get() ?? {}
  try {
    await withdraw(series, ids)
  } catch (refusal) {
    toasts.add({ title: sayFault(words, refusal), priority: 'high' })
    return
  }
  if (ids === last.get()?.ids) {
    last.set(undefined)
    if (ids.length === 1 && episode !== undefined) show(episode)
  }
  room.change((data) => ({
    ...data,
    signOffs: data.signOffs.filter(({ id }) => !ids.includes(id)),
  }))
  toasts.close(told)
  told = toasts.add({ title: words('review.undone') })
  void room.refresh()
}

/// Marks episodes ready for review, or takes the mark away.
export async function mark(
  reviewer: Reviewer,
  reviews: readonly EpisodeReview[],
  ready: boolean,
): Promise<void> {
  const { series, room, words } = reviewer
  const [only] = reviews
  if (!only) return
  const ids = reviews.map(({ id }) => id)
  try {
    await markReady(series, ids, ready)
  } catch (refusal) {
    toasts.add({ title: sayFault(words, refusal), priority: 'high' })
    return
  }
  const key = ready ? ('review.ready.done' as const) : ('review.unready.done' as const)
  toasts.add({
    title:
      reviews.length === 1
        ? words(key, { number: only.number })
        : words(`${key}.many`, { count: reviews.length }),
    timeout: lasting,
    actionProps: {
      children: words('action.undo'),
      onClick: () => void mark(reviewer, reviews, !ready),
    },
  })
  await room.refresh()
}
