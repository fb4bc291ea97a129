import { memo, useEffect, useRef } from 'react'
import { classes } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import type { EpisodeReview } from './episodereview.ts'
import { StatusSign } from './statuspill.tsx'
import styles from './walk.module.css'

interface WalkProps {
  readonly reviews: readonly EpisodeReview[]
  /// The id of the episode that is shown.
  readonly here: string
  readonly onlyWaiting: boolean
  readonly onOnlyWaiting: (only: boolean) => void
  readonly onShow: (episode: string) => void
}

/// The way through a season: every episode with how far it has come, or only those that wait.
export function Walk({ reviews, here, onlyWaiting, onOnlyWaiting, onShow }: WalkProps) {
  const words = useWords()
  const ref = useRef<HTMLOListElement>(null)
  const waiting = reviews.filter(({ waits }) => waits)
  const listed = onlyWaiting ? reviews.filter(({ waits, id }) => waits || id === here) : reviews
  useEffect(() => {
    const current = ref.current?.querySelector(`[data-id="${CSS.escape(here)}"]`)
    current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  return (
    <>
      <fieldset className={styles.which}>
        <legend className="visually-hidden">{words('review.filter')}</legend>
        <button type="button" aria-pressed={onlyWaiting} onClick={() => onOnlyWaiting(true)}>
          {words('review.filter.todo')} <span>{waiting.length}</span>
        </button>
        <button type="button" aria-pressed={!onlyWaiting} onClick={() => onOnlyWaiting(false)}>
          {words('review.filter.all')} <span>{reviews.length}</span>
        </button>
      </fieldset>
      <ol className={styles.list} ref={ref} aria-label={words('review.list')}>
        {listed.map((review) => (
          <Step key={review.id} review={review} isHere={review.id === here} onShow={onShow} />
        ))}
      </ol>
    </>
  )
}

interface StepProps {
  readonly review: EpisodeReview
  readonly isHere: boolean
  readonly onShow: (episode: string) => void
}

const Step = memo(
  function Step({ review, isHere, onShow }: StepProps) {
    const words = useWords()
    const { id, number, episode, status, waits } = review
    return (
      <li>
        <button
          type="button"
          data-id={id}
          className={classes(styles.step, isHere && styles.here, waits && styles.waits)}
          aria-current={isHere ? 'step' : undefined}
          onClick={() => onShow(id)}
        >
          <span className={styles.number}>{number}</span>
          <span className={styles.title}>{episode.title || words('episode.untitled')}</span>
          <StatusSign state={status.state} />
        </button>
      </li>
    )
  },
  // What it does is the same whichever function does it.
  (a, b) => a.review === b.review && a.isHere === b.isHere,
)
