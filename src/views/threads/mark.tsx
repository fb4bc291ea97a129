import { MessageSquare } from 'lucide-react'
import { useRef } from 'react'
import { classes } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import styles from './mark.module.css'
import { isAt, type Spot, subjectOf } from './placed.ts'
import { usePlaced, useTalk } from './talk.ts'

interface ThreadMarkProps extends Pick<Spot, 'on' | 'id'> {
  readonly episode: string
}

/// How many threads there are at a segment or on an episode; a press shows them. Nothing where there
/// are none.
export function ThreadMark({ on, id, episode }: ThreadMarkProps) {
  const words = useWords()
  const talk = useTalk()
  const ref = useRef<HTMLButtonElement>(null)
  const spot = { on, id } as Spot
  const count = usePlaced(
    talk,
    (all) => all.filter((each) => !each.thread.resolved && isAt(each, spot)).length,
  )
  const unread = usePlaced(talk, (all) =>
    all.some((each) => each.thread.unread > 0 && isAt(each, spot)),
  )
  if (count === 0) return null
  const label = words(unread ? 'threads.mark.unread' : 'threads.mark', { count })
  return (
    <button
      ref={ref}
      type="button"
      className={classes(styles.mark, unread && styles.unread)}
      aria-label={label}
      title={label}
      data-threads={id}
      onClick={(event) => {
        // The card around it would begin to write.
        event.stopPropagation()
        talk.open.set({
          threads: spot,
          subject: subjectOf(spot, episode),
          anchor: () => ref.current ?? undefined,
          takesFocus: event.detail === 0,
        })
      }}
    >
      <MessageSquare size={13} aria-hidden />
      {count}
    </button>
  )
}
