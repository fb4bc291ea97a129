import { Plus } from 'lucide-react'
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { seasonTime } from '../../shared/derive/runtime.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { toasts } from '../parts/toast.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { useAddress } from './address.ts'
import styles from './board.module.css'
import { BoardMenu } from './boardmenu.tsx'
import { newBeat, newEpisode } from './deeds.ts'
import { createDesk, type Desk, DeskProvider, elementOf } from './desk.ts'
import { listenToDrops } from './drag.ts'
import { pressAnywhere, pressInText, pressOnSpot } from './press.ts'
import { Row } from './row.tsx'
import { type Found, findSpot, type Spot, spotAt } from './spot.ts'
import { offsetAt } from './writable.tsx'
import { findText, keyOf, textsOf } from './written.ts'

/// The Board: a row for each episode, its hook, beats and cliffhanger as cards, outlines written in
/// place. What is pressed anywhere on it is heard here.
export default function Board() {
  const session = useSession()
  const words = useWords()
  const [desk] = useState(() => createDesk(session, words))
  desk.words = words
  useEffect(() => desk.open(), [desk])
  return (
    <DeskProvider value={desk}>
      <Rows desk={desk} />
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
  const { episodes, language, targetSeconds } = series
  useLayoutEffect(() => {
    desk.root = ref.current ?? undefined
    return ref.current ? listenToDrops(desk, ref.current) : undefined
  }, [desk])
  useAddress(desk)
  useHold(desk)
  useBoardKeys()
  const total = formatTime(seasonTime(series).seconds)
  return (
    <main
      ref={ref}
      className={styles.board}
      data-stacked={stacked}
      onKeyDown={(event) => press(desk, event)}
      onClick={(event) => click(desk, event)}
      onContextMenu={(event) => openContextMenu(desk, event)}
      onFocus={(event) => focus(desk, event)}
      onBlur={(event) => blur(desk, event)}
    >
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
            number={i + 1}
            language={language}
            targetSeconds={targetSeconds}
          />
        ))}
      </div>
      <div className={styles.end}>
        <button
          type="button"
          className={styles.new}
          onClick={() => newEpisode(desk, desk.series.get().episodes.length)}
        >
          <Plus size={15} aria-hidden />
          {words('episode.new')}
        </button>
      </div>
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

function press(desk: Desk, event: KeyboardEvent): void {
  // 229 is how a key is called that an input method has taken.
  if (event.defaultPrevented || event.nativeEvent.isComposing || event.keyCode === 229) return
  const { target } = event
  const spot = spotOf(target)
  if (!spot) return
  const { writing } = desk.cursor.get()
  const taken =
    pressAnywhere(desk, event, spot) ||
    (target instanceof HTMLTextAreaElement
      ? writing !== undefined &&
        pressInText(desk, event, { spot, field: writing, value: target.value })
      : isCell(target) && pressOnSpot(desk, event, spot))
  if (taken) event.preventDefault()
}

function click(desk: Desk, event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element) || target instanceof HTMLTextAreaElement) return
  const asked = target.closest<HTMLElement>('[data-do]')
  const series = desk.series.get()
  if (asked?.dataset.do === 'add') {
    const row = series.episodes.findIndex(
      ({ id }) => id === asked.closest<HTMLElement>('[data-row]')?.dataset.row,
    )
    const spot = spotAt(series, row, (series.episodes[row]?.segments.length ?? 0) - 1)
    if (spot) newBeat(desk, spot)
    return
  }
  const spot = spotOf(target)
  const found = spot && findSpot(series, spot)
  if (!spot || !found) return
  if (asked) desk.menu.set({ spot, anchor: asked })
  else writeWhere(desk, found, target, event)
}

/// Writing starts where the press was; beside the text, at its end.
function writeWhere(desk: Desk, found: Found, target: Element, { clientX, clientY }: MouseEvent) {
  const texts = textsOf(found)
  const pressed = target.closest<HTMLElement>('[data-text]')
  const text = texts.find(({ field }) => keyOf(field) === pressed?.dataset.text) ?? texts.at(-1)
  if (!text) return
  const mirror = pressed?.querySelector('[data-mirror]')
  const { length } = text.text
  const at = mirror ? offsetAt(mirror, clientX, clientY, length) : length
  desk.write(text.spot, text.field, at)
}

function openContextMenu(desk: Desk, event: MouseEvent): void {
  const { target } = event
  const spot = spotOf(target)
  if (!spot || !isCell(target)) return
  const anchor = elementOf(desk, spot)?.querySelector('[data-do=menu]')
  if (!anchor) return
  event.preventDefault()
  desk.menu.set({ spot, anchor })
}

function focus(desk: Desk, event: FocusEvent): void {
  const spot = spotOf(event.target)
  if (!spot) return
  const { writing } = desk.cursor.get()
  desk.settle(spot, event.target instanceof HTMLTextAreaElement ? writing : undefined)
}

function blur(desk: Desk, event: FocusEvent): void {
  // When the whole window loses the focus, its active element stays what it was.
  if (event.target instanceof HTMLTextAreaElement && document.activeElement !== event.target) {
    desk.settle(desk.cursor.get().spot)
  }
}

function isCell(target: EventTarget): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.dataset.segment !== undefined || target.dataset.episode !== undefined)
  )
}

function spotOf(target: EventTarget): Spot | undefined {
  if (!(target instanceof Element)) return undefined
  const cell = target.closest<HTMLElement>('[data-segment], [data-episode]')
  const { segment, episode } = cell?.dataset ?? {}
  if (segment !== undefined) return { on: 'segment', id: segment }
  return episode === undefined ? undefined : { on: 'episode', id: episode }
}

/// Keeps cursor and focus somewhere when what they were on is moved, merged or binned by others.
function useHold(desk: Desk): void {
  const series = useStore(desk.series)
  const last = useRef<Found>(undefined)
  const hadFocus = useRef(false)
  useEffect(() => {
    const note = () => {
      hadFocus.current = desk.root?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [desk])
  useLayoutEffect(() => {
    const { spot, writing } = desk.cursor.get()
    if (!spot) return
    const text = writing && findText(series, writing)
    const wasLost = hadFocus.current && document.activeElement === document.body
    const group = desk.session.document.reading.group(spot.id)?.id ?? spot.id
    const found =
      findSpot(series, text?.spot ?? spot) ?? findSpot(series, { on: 'segment', id: group })
    if (found) {
      last.current = found
      if (text) desk.settle(found.spot, text.field)
      else desk.settle(found.spot)
      if (wasLost && !text) elementOf(desk, found.spot)?.focus()
      return
    }
    if (writing) toasts.add({ title: desk.words('board.said.taken') })
    const { row = 0, column = 1 } = last.current ?? {}
    const at = Math.min(row, series.episodes.length - 1)
    const next = spotAt(series, at, Math.min(column, series.episodes[at]?.segments.length ?? 0))
    desk.settle(next)
    if (next && wasLost) elementOf(desk, next)?.focus()
  }, [desk, series])
  // Where one was before it is gone.
  useEffect(() => {
    const note = () => {
      const { spot } = desk.cursor.get()
      last.current = (spot && findSpot(desk.series.get(), spot)) ?? last.current
    }
    return desk.cursor.subscribe(note)
  }, [desk])
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
function useBoardKeys(): void {
  const words = useWords()
  const commands = useMemo((): readonly Command[] => {
    const named = [
      ['board.key.write', 'Enter', 'F2'],
      ['board.key.leave', 'Escape'],
      ['board.key.menu', 'Space', 'Shift-F10'],
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
      ['board.bin', 'Delete'],
    ] as const
    return named.map(
      ([key, ...keys]): Command => ({ id: key, name: words(key), group: 'place.board', keys }),
    )
  }, [words])
  useCommands(commands)
}
