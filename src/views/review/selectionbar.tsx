import { X } from 'lucide-react'
import { useLocation } from 'wouter'
import { may } from '../../shared/domain/access.ts'
import { useDesk } from '../board/desk.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import styles from './actionbar.module.css'
import { reviewAddress } from './address.ts'
import { approve, mark, type Reviewer, signingAs, signOffFor } from './deeds.ts'
import { useReviewRoom } from './reviewroom.ts'
import { selectAll } from './selection.ts'

/// What can be done to all episodes that are selected on the Board.
export function SelectionBar() {
  const words = useWords()
  const desk = useDesk()
  const session = useSession()
  const room = useReviewRoom()
  const [, go] = useLocation()
  const selected = useStore(desk.selected)
  const reviews = useStore(room.reviews).filter(({ id }) => selected.has(id))
  const standing = useStore(room.standing)
  const chosen = useStore(signingAs)
  if (reviews.length === 0) return null
  const reviewer: Reviewer = {
    series: session.id,
    room,
    words,
    show: (episode) => go(reviewAddress(session.id, episode)),
  }
  const first = reviews.find(({ open }) => open.length > 0)
  const signOff = first && signOffFor(first, chosen)
  const approvable = reviews.filter(({ open }) => signOff !== undefined && open.includes(signOff))
  const fresh = reviews.filter(({ status }) => !status.ready || status.state === 'changes')
  const done = () => desk.selected.set(new Set())
  return (
    <div
      className={styles.bar}
      role="toolbar"
      aria-label={words('review.selected', { count: reviews.length })}
    >
      <div className={styles.steps}>
        <button
          type="button"
          className={styles.step}
          aria-label={words('review.select.none')}
          onClick={done}
        >
          <X size={17} aria-hidden />
        </button>
        <span className={styles.where}>{words('review.selected', { count: reviews.length })}</span>
        <button type="button" className={styles.script} onClick={() => selectAll(desk)}>
          {words('review.select.all')}
        </button>
      </div>
      <div className={styles.deeds}>
        {may(standing, 'reviews.ready') && (
          <button
            type="button"
            className={approvable.length > 0 ? styles.plain : styles.accent}
            onClick={() => {
              done()
              void mark(reviewer, fresh.length > 0 ? fresh : reviews, fresh.length > 0)
            }}
          >
            {fresh.length > 0
              ? words('review.ready.many', { count: fresh.length })
              : words('review.unready.many', { count: reviews.length })}
          </button>
        )}
        {approvable.length > 0 && (
          <button
            type="button"
            className={styles.approve}
            onClick={() => {
              void approve(reviewer, approvable).then((isDone) => isDone && done())
            }}
          >
            {words('review.approve.many', { count: approvable.length })}
          </button>
        )}
      </div>
    </div>
  )
}
