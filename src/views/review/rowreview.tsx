import { UserRoundPen } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Episode } from '../../shared/domain/episode.ts'
import { useDesk, useSelected } from '../board/desk.ts'
import { onDemand } from '../parts/ondemand.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { AssignedEpisode } from './assigned.ts'
import { useReview, useReviewRoom } from './reviewroom.ts'
import styles from './rowreview.module.css'
import { selectThrough } from './selection.ts'
import { StatusPill } from './statuspill.tsx'
import { WritersAndDue } from './writersanddue.tsx'

const AssignPopup = onDemand(() => import('./assignpopup.tsx'))

interface RowReviewProps {
  readonly episode: Episode
  /// From 1.
  readonly number: number
}

/// What stands about the review in the head of a row: how far it has come, who writes it, by when.
export function RowReview({ episode, number }: RowReviewProps) {
  const words = useWords()
  const { session } = useDesk()
  const room = useReviewRoom()
  const review = useReview(room, episode.id)
  const mayEdit = useStore(session.mayEdit)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps presses from the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps presses from the row.
    <div className={styles.review} onClick={stay}>
      {review && <StatusPill status={review.status} />}
      <WritersAndDue episode={episode} isFinal={review?.status.state === 'final'} />
      {mayEdit && (
        <AssignedEpisode value={{ episode: episode.id, number }}>
          <AssignPopup
            trigger={
              <button
                type="button"
                className={styles.assign}
                tabIndex={-1}
                title={words('review.assign.short')}
                aria-label={words('review.assign', { number })}
              >
                <UserRoundPen size={14} aria-hidden />
              </button>
            }
          />
        </AssignedEpisode>
      )}
    </div>
  )
}

/// Selects the episode of a row, for what is done to several at once.
export function RowSelect({ episode, number }: RowReviewProps) {
  const words = useWords()
  const desk = useDesk()
  const isSelected = useSelected(desk.selected, (selected) => selected.has(episode.id))
  const hasSelection = useSelected(desk.selected, (selected) => selected.size > 0)
  return (
    <input
      type="checkbox"
      className={styles.select}
      data-open={hasSelection || undefined}
      checked={isSelected}
      tabIndex={-1}
      aria-label={words('review.select', { number })}
      onClick={(event) => {
        event.stopPropagation()
        selectThrough(desk, episode.id, event.shiftKey)
      }}
      // What a press does depends on Shift, which only the press knows.
      onChange={() => {}}
    />
  )
}

function stay(event: MouseEvent): void {
  event.stopPropagation()
}
