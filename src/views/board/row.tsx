import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { LockKeyhole, MoreHorizontal, Plus } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { standing } from '../../shared/derive/clock.ts'
import { type EpisodeTime, episodeTime } from '../../shared/derive/runtime.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Segment } from '../../shared/domain/segment.ts'
import type { SeriesSettings } from '../../shared/domain/settings.ts'
import { classes } from '../parts/button.tsx'
import { NinetyBar, sayTime } from '../parts/ninetybar.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { RowReview, RowSelect } from '../review/rowreview.tsx'
import { ThreadMark } from '../threads/mark.tsx'
import { Card } from './card.tsx'
import { useDesk, useSelected } from './desk.ts'
import { acceptDrops, dragData } from './drag.ts'
import { DropMark } from './dropmark.tsx'
import styles from './row.module.css'
import { Writable } from './writable.tsx'

interface RowProps {
  readonly episode: Episode
  /// Whether it is among those that are shown; a row with the cursor in it always is.
  readonly isShown: boolean
  /// From 1.
  readonly number: number
  readonly language: Language
  readonly targetSeconds: number
  readonly settings: SeriesSettings
}

/// An episode on the board: its head, then a card for each of its segments.
export const Row = memo(function Row(props: RowProps) {
  const { episode, isShown, number, language, targetSeconds, settings } = props
  const words = useWords()
  const desk = useDesk()
  const mayEdit = useStore(desk.session.mayEdit)
  const ref = useRef<HTMLDivElement>(null)
  const { id, segments } = episode
  const time = episodeTime(episode, { language, targetSeconds, settings })
  const isHere = useSelected(desk.cursor, ({ spot }) =>
    spot?.on === 'episode' ? spot.id === id : segments.some((segment) => segment.id === spot?.id),
  )
  useEffect(() => {
    const element = ref.current
    return element ? dropTargetForElements(acceptDrops(desk, element, id)) : undefined
  }, [desk, id])

  const card = (segment: Segment | undefined, index: number) =>
    segment && (
      <Card
        key={segment.id}
        segment={segment}
        episode={id}
        number={number}
        index={index}
        seconds={time.segments[index]?.seconds ?? 0}
        language={language}
      />
    )
  const last = segments.length - 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the cells.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells are what takes the focus.
    <div
      ref={ref}
      role="row"
      aria-rowindex={number}
      className={classes(styles.row, isHere && styles.here)}
      hidden={!isShown && !isHere}
      data-row={id}
    >
      <Head
        episode={episode}
        number={number}
        language={language}
        time={time}
        isPaid={settings.money === 'paid'}
      />
      {card(segments[0], 0)}
      <div className={styles.lane} role="presentation" data-lane>
        <div className={styles.beats} role="presentation" data-beats={last - 1}>
          {segments.slice(1, last).map((segment, i) => card(segment, i + 1))}
        </div>
        {mayEdit && (
          <button
            type="button"
            className={styles.add}
            data-do="add"
            tabIndex={-1}
            aria-hidden
            title={words('board.beat.new')}
          >
            <Plus size={15} aria-hidden />
            <span>{words('board.beat.new')}</span>
          </button>
        )}
      </div>
      {card(segments[last], last)}
      <DropMark episode={id} />
    </div>
  )
})

interface HeadProps {
  readonly episode: Episode
  readonly number: number
  readonly language: Language
  readonly time: EpisodeTime
  /// Whether viewers pay, so that unlock points mean something.
  readonly isPaid: boolean
}

function Head({ episode, number, language, time, isPaid }: HeadProps) {
  const words = useWords()
  const desk = useDesk()
  const mayEdit = useStore(desk.session.mayEdit)
  const ref = useRef<HTMLDivElement>(null)
  const { id, title } = episode
  const isHere = useSelected(desk.cursor, ({ spot }) => spot?.on === 'episode' && spot.id === id)
  const isWriting = useSelected(
    desk.cursor,
    ({ spot, writing }) => writing !== undefined && spot?.id === id,
  )
  useEffect(() => {
    const element = ref.current
    if (!element || isWriting || !mayEdit) return
    const row = element.parentElement
    return draggable({
      element,
      getInitialData: () => dragData({ what: 'episode', id }),
      onDragStart: () => row?.setAttribute('data-dragged', ''),
      onDrop: () => row?.removeAttribute('data-dragged'),
    })
  }, [id, isWriting, mayEdit])
  const { time: clock, is, by } = standing(time.seconds, time.target)
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the cells.
    <div
      ref={ref}
      role="rowheader"
      tabIndex={isHere ? 0 : -1}
      className={styles.head}
      data-episode={id}
      data-writing={isWriting || undefined}
    >
      <div className={styles.name}>
        <span className={styles.number}>{number}</span>
        <RowSelect episode={episode} number={number} />
        <Writable
          field={{ in: 'title', episode: id }}
          text={title}
          label={words('board.title.of', { number })}
          ghost={words('episode.untitled')}
          className={styles.title}
          language={language}
        />
      </div>
      <NinetyBar time={time} />
      <div className={styles.time}>
        <span className="visually-hidden">{sayTime(words, time)}</span>
        <span aria-hidden className={classes(is === 'over' && styles.over)}>
          {time.seconds === 0 ? words('time.none') : clock}
        </span>
        {is === 'over' && (
          <span aria-hidden className={styles.by}>
            {words('board.over', { by })}
          </span>
        )}
        {isPaid && episode.unlock && (
          <span className={styles.unlock} title={words('board.unlock')}>
            <LockKeyhole size={13} aria-hidden />
            <span className="visually-hidden">{words('board.unlock')}</span>
          </span>
        )}
        <ThreadMark on="episode" id={id} episode={id} />
        <button
          type="button"
          className={styles.more}
          data-do="menu"
          tabIndex={isHere ? 0 : -1}
          aria-label={words('board.actions.episode', { number })}
          aria-haspopup="menu"
        >
          <MoreHorizontal size={15} aria-hidden />
        </button>
      </div>
      <RowReview episode={episode} number={number} />
    </div>
  )
}
