import { ArrowLeft, ListChecks } from 'lucide-react'
import { type TouchEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { may } from '../../shared/domain/access.ts'
import { sayFault } from '../parts/ask.ts'
import { Button, classes, IconButton } from '../parts/button.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWide } from '../parts/usewide.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { onStep } from '../series/walk.ts'
import { ActionBar } from './actionbar.tsx'
import { lastReviewed, noteReviewed, useReviewAddress } from './address.ts'
import { noteSeen } from './api.ts'
import type { Reviewer } from './deeds.ts'
import { beside, type EpisodeReview } from './episodereview.ts'
import { EpisodeSheet } from './episodesheet.tsx'
import styles from './reviewpage.module.css'
import { type ReviewRoom, useReviewRoom } from './reviewroom.ts'
import { useComments } from './usecomments.ts'
import { Walk } from './walk.tsx'

/// From this width (CSS pixels) the list of episodes stands beside the sheet.
const roomForWalk = 1120
/// Milliseconds that an outline is on the screen before it counts as looked at.
const glance = 900

/// The review: a mode of the Board that shows one episode at a time.
export default function ReviewPage() {
  const words = useWords()
  const room = useReviewRoom()
  const reviews = useStore(room.reviews)
  const failure = useStore(room.failure)
  const data = useStore(room.data)
  if (data && reviews.length > 0) return <Walking room={room} reviews={reviews} />
  if (failure === undefined) return null
  return (
    <main className={styles.nothing}>
      <p role="alert">{sayFault(words, failure)}</p>
      <Button onClick={() => void room.refresh()}>{words('action.retry')}</Button>
    </main>
  )
}

interface WalkingProps {
  readonly room: ReviewRoom
  readonly reviews: readonly EpisodeReview[]
}

function Walking({ room, reviews }: WalkingProps) {
  const words = useWords()
  const session = useSession()
  const [named, show] = useReviewAddress(session.id)
  const [onlyWaiting, setOnlyWaiting] = useState(() => reviews.some(({ waits }) => waits))
  const [listed, setListed] = useState(false)
  const wide = useWide(roomForWalk)
  const scroller = useRef<HTMLDivElement>(null)
  const standing = useStore(room.standing)
  const review = reviews.find(({ id }) => id === named) ?? whereToBegin(session.id, reviews)
  const waiting = reviews.filter(({ waits }) => waits).length
  const reviewer = useMemo(
    (): Reviewer => ({ series: session.id, room, words, show }),
    [session.id, room, words, show],
  )
  const { id } = review

  const step = (by: 1 | -1) => {
    const passing = onlyWaiting && waiting > 0 ? ({ waits }: EpisodeReview) => waits : () => true
    const next = beside(reviews, id, by, passing) ?? (onlyWaiting ? undefined : review)
    if (next) show(next.id)
    // Round to the first that waits, so that nobody ends at the last with some left over.
    else {
      const again = reviews.find((each) => each.waits && each.id !== id)
      if (again) show(again.id)
    }
  }
  const steps = useRef(step)
  useLayoutEffect(() => {
    steps.current = step
  })
  useEffect(() => onStep(session, (by) => steps.current(by)), [session])
  useEffect(
    () => session.onGo(({ episode }) => episode !== undefined && show(episode)),
    [session, show],
  )
  useEffect(() => {
    if (named !== id) show(id)
    noteReviewed(session.id, id)
    session.show({ episode: id })
  }, [session, id, named, show])
  useLayoutEffect(() => {
    if (id) scroller.current?.scrollTo(0, 0)
  }, [id])
  useSeen(room, review)
  useComments(id, show)
  const swipe = useSwipe((by) => steps.current(by))

  const walk = (
    <Walk
      reviews={reviews}
      here={id}
      onlyWaiting={onlyWaiting}
      onOnlyWaiting={setOnlyWaiting}
      onShow={(episode) => {
        show(episode)
        setListed(false)
      }}
    />
  )
  return (
    <main className={styles.review}>
      {wide && (
        <aside className={styles.walk} aria-label={words('review.filter')}>
          {walk}
        </aside>
      )}
      <div className={styles.sheet} ref={scroller} {...swipe}>
        <nav className={styles.head} aria-label={words('review.title')}>
          <Link href={`/series/${session.id}/board#${id}`} className={styles.back}>
            <ArrowLeft size={15} aria-hidden />
            {words('review.board')}
          </Link>
          <span className={styles.left}>
            {waiting > 0
              ? words('review.todo', { count: waiting })
              : may(standing, 'reviews.sign') && words('review.todo.none')}
          </span>
          {!wide && (
            <IconButton label={words('review.list')} onClick={() => setListed(true)}>
              <ListChecks size={17} aria-hidden />
            </IconButton>
          )}
        </nav>
        <EpisodeSheet
          // A new sheet for each episode, and when one's own word about it is new or stands no
          // more: what has changed is then reckoned anew.
          key={`${id} ${ownWord(room, review)}`}
          review={review}
          room={room}
          reviewer={reviewer}
        />
        <ActionBar review={review} count={reviews.length} reviewer={reviewer} onStep={step} />
      </div>
      {listed && (
        <Drawer side="left" title={words('review.list')} onClose={() => setListed(false)}>
          <div className={classes(styles.walk, styles.drawn)}>{walk}</div>
        </Drawer>
      )}
    </main>
  )
}

function ownWord(room: ReviewRoom, { said, since }: EpisodeReview): string {
  const me = room.data.get()?.me
  const own = said.findLast(({ by }) => by.id === me)?.id ?? ''
  return since?.what === 'approved' && since.outline ? `${own} changed` : own
}

/// Where somebody left off, or the next from there that waits for them.
function whereToBegin(series: string, reviews: readonly EpisodeReview[]): EpisodeReview {
  const left = reviews.find(({ id }) => id === lastReviewed(series))
  if (left?.waits) return left
  return (
    beside(reviews, left?.id, 1, ({ waits }) => waits) ??
    reviews.find(({ waits }) => waits) ??
    left ??
    (reviews[0] as EpisodeReview)
  )
}

/// Tells the server what this person has looked at, when they have and go on.
function useSeen(room: ReviewRoom, review: EpisodeReview): void {
  const session = useSession()
  const shown = useRef(review)
  useLayoutEffect(() => {
    shown.current = review
  }, [review])
  const { id } = review
  useEffect(() => {
    const began = performance.now()
    const note = () => {
      const { fingerprint, id: episode } = shown.current
      if (episode !== id || performance.now() - began < glance) return
      const known = room.data.get()?.seen.find((look) => look.episode === id)
      if (known?.fingerprint === fingerprint) return
      const look = { episode: id, fingerprint }
      // What one has looked at is not worth a word when it cannot be noted.
      noteSeen(session.id, [look]).catch(() => {})
      room.change((data) => ({
        ...data,
        seen: [...data.seen.filter(({ episode }) => episode !== id), { ...look, at: Date.now() }],
        outlines: { ...data.outlines, [fingerprint]: shown.current.outline },
      }))
    }
    addEventListener('pagehide', note)
    return () => {
      removeEventListener('pagehide', note)
      note()
    }
  }, [room, session, id])
}

/// Pixels that a finger goes sideways for a step, and may go up or down meanwhile.
const far = 70
const straight = 45

function useSwipe(step: (by: 1 | -1) => void) {
  const from = useRef<{ readonly x: number; readonly y: number }>(undefined)
  return {
    onTouchStart({ touches }: TouchEvent) {
      const touch = touches[0]
      from.current =
        touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : undefined
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const touch = changedTouches[0]
      if (!from.current || !touch || getSelection()?.isCollapsed === false) return
      const across = touch.clientX - from.current.x
      if (Math.abs(across) < far || Math.abs(touch.clientY - from.current.y) > straight) return
      step(across < 0 ? 1 : -1)
    },
  }
}
