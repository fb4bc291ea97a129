import { Plus } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { seasonTime } from '../../shared/derive/runtime.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { BoardStrip } from '../review/boardstrip.tsx'
import { SelectionBar } from '../review/selectionbar.tsx'
import { useShown } from '../review/useshown.ts'
import { useSession } from '../series/opened.ts'
import { StrayPen } from '../series/straypen.tsx'
import { useTalk } from '../threads/talk.ts'
import { useAddress } from './address.ts'
import styles from './board.module.css'
import { BoardMenu } from './boardmenu.tsx'
import { keepComments } from './comment.ts'
import { newEpisode } from './deeds.ts'
import { createDesk, type Desk, DeskProvider } from './desk.ts'
import { listenToDrops } from './drag.ts'
import { blur, click, focus, openContextMenu, press } from './hear.ts'
import { useHold } from './hold.ts'
import { Row } from './row.tsx'

/// The Board: a row for each episode, its hook, beats and cliffhanger as cards, outlines written in
/// place. What is pressed anywhere on it is heard here.
export default function Board() {
  const session = useSession()
  const words = useWords()
  const talk = useTalk()
  const [desk] = useState(() => createDesk(session, words))
  useLayoutEffect(() => {
    desk.words = words
  }, [desk, words])
  useEffect(() => desk.open(), [desk])
  useEffect(() => keepComments(desk, talk), [desk, talk])
  return (
    <DeskProvider value={desk}>
      <Rows desk={desk} />
      <StrayPen />
      <BoardMenu />
      <Said desk={desk} />
    </DeskProvider>
  )
}

function Rows({ desk }: { readonly desk: Desk }) {
  const words = useWords()
  const series = useStore(desk.series)
  const stacked = useStacked()
  const ref = useRef<HTMLElement>(null)
  const { episodes, language, targetSeconds, settings } = series
  useLayoutEffect(() => {
    desk.root = ref.current ?? undefined
    return ref.current ? listenToDrops(desk, ref.current) : undefined
  }, [desk])
  const mayEdit = useStore(desk.session.mayEdit)
  // Whoever may write no longer has no text open.
  useEffect(() => {
    if (!mayEdit) desk.settle(desk.cursor.get().spot)
  }, [desk, mayEdit])
  useAddress(desk)
  useHold(desk)
  const isShown = useShown(desk)
  useBoardKeys(mayEdit)
  const total = formatTime(seasonTime(series).seconds)
  return (
    <main
      ref={ref}
      className={styles.board}
      data-stacked={stacked}
      data-reads={!mayEdit || undefined}
      onKeyDown={(event) => press(desk, event)}
      onClick={(event) => click(desk, event)}
      onContextMenu={(event) => openContextMenu(desk, event)}
      onFocus={(event) => focus(desk, event)}
      onBlur={(event) => blur(desk, event)}
    >
      <BoardStrip />
      {/* No column heads to the machine: a row has as many columns as beats, and cards say theirs. */}
      <div className={styles.heads}>
        <span>{words('episodes.total', { count: episodes.length, time: total })}</span>
        <span className={styles.hook}>{words('segment.hook')}</span>
        <span className={styles.beats}>{words('board.column.beats')}</span>
        <span className={styles.cliffhanger}>{words('segment.cliffhanger')}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see the cells. */}
      <div role="grid" aria-label={words('place.board')} aria-rowcount={episodes.length}>
        {episodes.map((episode, i) => (
          <Row
            key={episode.id}
            episode={episode}
            isShown={isShown(episode.id)}
            number={i + 1}
            language={language}
            targetSeconds={targetSeconds}
            settings={settings}
          />
        ))}
      </div>
      <div className={styles.end}>
        {mayEdit && (
          <button
            type="button"
            className={styles.new}
            onClick={() => newEpisode(desk, desk.series.get().episodes.length)}
          >
            <Plus size={15} aria-hidden />
            {words('episode.new')}
          </button>
        )}
      </div>
      <SelectionBar />
    </main>
  )
}

/// What the board has just done, for whoever does not see it.
function Said({ desk }: { readonly desk: Desk }) {
  return (
    <p className="visually-hidden" role="status">
      {useStore(desk.said)}
    </p>
  )
}

const narrow = '(max-width: 759px)'

function useStacked(): boolean {
  const [stacked, setStacked] = useState(() => matchMedia(narrow).matches)
  useEffect(() => {
    const query = matchMedia(narrow)
    const note = () => setStacked(query.matches)
    note()
    query.addEventListener('change', note)
    return () => query.removeEventListener('change', note)
  }, [])
  return stacked
}

/// The board's keys on the list of all keys.
function useBoardKeys(mayEdit: boolean): void {
  const words = useWords()
  const commands = useMemo((): readonly Command[] => {
    const named = [
      ['board.key.write', 'Enter', 'F2'],
      ['board.key.leave', 'Escape'],
      ['board.key.menu', 'Space', 'Shift-F10'],
      ['review.key.select', 'x'],
      ['board.beat.new', 'Mod-Enter', 'n'],
      ['board.beat.left', 'Alt-ArrowLeft'],
      ['board.beat.right', 'Alt-ArrowRight'],
      ['board.beat.up', 'Alt-ArrowUp'],
      ['board.beat.down', 'Alt-ArrowDown'],
      ['board.episode.up', 'Alt-Shift-ArrowUp'],
      ['board.episode.down', 'Alt-Shift-ArrowDown'],
      ['board.beat.merge', 'm'],
      ['board.beat.ending', 'e'],
      ['board.emotion.more', '+'],
      ['board.emotion.less', '-'],
      ['board.unlock', 'u'],
      ['board.bin', 'Delete'],
    ] as const
    return named
      .filter(([key]) => mayEdit || key === 'board.key.menu' || key === 'review.key.select')
      .map(([key, ...keys]): Command => ({ id: key, name: words(key), group: 'place.board', keys }))
  }, [words, mayEdit])
  useCommands(commands)
}
