import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { MoreHorizontal } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Segment } from '../../shared/domain/segment.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { initials } from '../series/initials.ts'
import { ThreadMark } from '../threads/mark.tsx'
import styles from './card.module.css'
import { signed } from './deeds.ts'
import { useDesk, useSelected } from './desk.ts'
import { dragData } from './drag.ts'
import { useListed } from './presence.ts'
import { Writable } from './writable.tsx'

interface CardProps {
  readonly segment: Segment
  /// The id of its episode.
  readonly episode: string
  /// Of the episode, from 1.
  readonly number: number
  /// Of the segment in its episode, from 0.
  readonly index: number
  readonly seconds: number
  readonly language: Language
}

/// A segment on the board: its outline, how long it runs, how it is felt, who is there.
export const Card = memo(function Card({
  segment,
  episode,
  number,
  index,
  seconds,
  language,
}: CardProps) {
  const words = useWords()
  const desk = useDesk()
  const ref = useRef<HTMLDivElement>(null)
  const { id, kind, outlines, emotion } = segment
  const isHere = useSelected(desk.cursor, ({ spot }) => spot?.on === 'segment' && spot.id === id)
  const isWriting = useSelected(
    desk.cursor,
    ({ spot, writing }) => writing !== undefined && spot?.id === id,
  )

  const mayEdit = useStore(desk.session.mayEdit)
  useEffect(() => {
    const element = ref.current
    // Around a text control a draggable would take the pointer's selection for a drag.
    if (!element || kind !== 'beat' || isWriting || !mayEdit) return
    return draggable({
      element,
      getInitialData: () => dragData({ what: 'beat', id }),
      onDragStart: () => element.setAttribute('data-dragged', ''),
      onDrop: () => element.removeAttribute('data-dragged'),
    })
  }, [id, kind, isWriting, mayEdit])

  const name = words(kind === 'beat' ? 'segment.beat.number' : `segment.${kind}`, {
    number: index,
  })
  const label = words(`board.outline.${kind}`, { number, beat: index })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row has as many cells as it has beats.
    <div
      ref={ref}
      role="gridcell"
      tabIndex={isHere ? 0 : -1}
      className={`${styles.card} ${styles[kind]}`}
      data-segment={id}
      data-writing={isWriting || undefined}
    >
      <span className={styles.kind}>{name}</span>
      {outlines.map((outline, i) => (
        <Writable
          key={outline.id}
          field={{ in: 'outline', segment: outline.id }}
          text={outline.text}
          label={label}
          ghost={i === 0 ? ghostOf(segment) || words(`board.ghost.${kind}`) : '…'}
          language={language}
        />
      ))}
      <div className={styles.foot}>
        {seconds > 0 && <span>{formatTime(seconds)}</span>}
        {emotion !== undefined && (
          <span>
            <span className="visually-hidden">
              {words('board.emotion', { value: signed(emotion) })}
            </span>
            <span aria-hidden>{signed(emotion)}</span>
          </span>
        )}
        <ThreadMark on="segment" id={id} episode={episode} />
        <Faces segment={id} />
        <button
          type="button"
          className={styles.more}
          data-do="menu"
          tabIndex={isHere ? 0 : -1}
          aria-label={words('board.actions.segment')}
          aria-haspopup="menu"
        >
          <MoreHorizontal size={15} aria-hidden />
        </button>
      </div>
    </div>
  )
})

/// Who else is at a segment.
function Faces({ segment }: { readonly segment: string }) {
  const words = useWords()
  const people = useListed(useDesk().presence.faces, segment)
  if (!people) return null
  const names = people.map(({ name }) => name).join(', ')
  return (
    <span className={styles.faces} title={names}>
      <span className="visually-hidden">{words('board.here', { names })}</span>
      {people.slice(0, 3).map(({ client, name, color }) => (
        <span key={client} className={styles.face} style={{ background: color }} aria-hidden>
          {initials(name)}
        </span>
      ))}
    </span>
  )
}

/// Without an outline, the first words of the script say what the segment is.
function ghostOf({ lines }: Segment): string {
  return lines.find(({ text }) => text.trim() !== '')?.text ?? ''
}
