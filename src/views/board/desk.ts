import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { Session } from '../../session/session.ts'
import { createStore, type Store, type WritableStore } from '../../session/store.ts'
import { preparation } from '../../shared/document/seriesdocument.ts'
import type { Series } from '../../shared/domain/series.ts'
import type { Key, Values, Words } from '../../shared/i18n/catalogue.ts'
import type { Filter } from '../review/episodereview.ts'
import { changedBetween } from './changed.ts'
import { createPresence, type Presence } from './presence.ts'
import { findSpot, type Spot, sameSpot } from './spot.ts'
import { keyOf, type Written } from './written.ts'

/// Where a person is on the board, and the text they are writing, if any.
export interface Cursor {
  readonly spot: Spot | undefined
  readonly writing: Written | undefined
}

/// Offsets in the text that is being written.
export interface Caret {
  start: number
  end: number
}

/// A menu of a spot, at the button that opened it.
export interface OpenMenu {
  readonly spot: Spot
  readonly anchor: Element
}

/// Where something that is being dragged would go.
export type Mark =
  | { readonly what: 'beat'; readonly episode: string; readonly index: number; readonly at: Line }
  | { readonly what: 'episode'; readonly episode: string; readonly edge: 'top' | 'bottom' }

/// From the row's own corner, in pixels.
export interface Line {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/// What the parts of a board share: the series as the board shows it, and where one is on it.
export interface Desk {
  readonly session: Session
  readonly series: Store<Series>
  readonly cursor: Store<Cursor>
  readonly presence: Presence
  readonly said: Store<string>
  readonly menu: WritableStore<OpenMenu | undefined>
  readonly mark: WritableStore<Mark | undefined>
  /// Which episodes the rows are of, and which of them are selected, by their ids.
  readonly filter: WritableStore<Filter>
  readonly selected: WritableStore<ReadonlySet<string>>
  /// Whether the row of an episode is left out for now.
  hides: (episode: string) => boolean
  /// Kept up by the text that is being written; not watched.
  readonly caret: Caret
  /// The element of the whole board while there is one.
  root: HTMLElement | undefined
  words: Words
  /// Puts the cursor somewhere without moving the focus.
  settle(spot: Spot | undefined, writing?: Written): void
  /// Puts cursor and focus on a spot.
  go(spot: Spot): void
  /// Puts the cursor into a text.
  write(spot: Spot, field: Written, start: number, end?: number): void
  /// Says something to whoever does not see it.
  say(key: Key, values?: Values): void
  /// While an input method composes, the field it does so in: nothing may move it.
  compose(field: Written | undefined): void
  open(): () => void
}

export function createDesk(session: Session, words: Words): Desk {
  const { reading } = session.document
  const series = createStore(reading.series)
  const cursor = createStore<Cursor>({ spot: undefined, writing: undefined })
  const said = createStore('')
  const presence = createPresence(session)
  let composing: Written | undefined

  const show = () => {
    const next = reading.series
    if (composing && !keepsInPlace(series.get(), next, composing)) return
    series.set(next)
  }
  const desk: Desk = {
    session,
    series,
    cursor,
    presence,
    said,
    menu: createStore<OpenMenu | undefined>(undefined),
    mark: createStore<Mark | undefined>(undefined),
    filter: createStore<Filter>('all'),
    selected: createStore<ReadonlySet<string>>(new Set()),
    hides: () => false,
    caret: { start: 0, end: 0 },
    root: undefined,
    words,
    settle(spot, writing) {
      const before = cursor.get()
      const same = before.writing && writing && keyOf(before.writing) === keyOf(writing)
      if (sameSpot(before.spot, spot) && (same || before.writing === writing)) return
      cursor.set({ spot, writing: same ? before.writing : writing })
      const found = spot && findSpot(series.get(), spot)
      if (!found) return
      const segment = found.segment ?? found.episode.segments[0]
      session.show({ episode: found.episode.id, ...(segment && { segment: segment.id }) })
    },
    go(spot) {
      flushSync(() => desk.settle(spot))
      elementOf(desk, spot)?.focus()
    },
    write(spot, field, start, end = start) {
      Object.assign(desk.caret, { start, end })
      flushSync(() => desk.settle(spot, field))
      const pen = desk.root?.querySelector('textarea')
      pen?.focus()
      pen?.setSelectionRange(start, end)
    },
    say(key, values) {
      const text = desk.words(key, values)
      // The same words again are a change only when they differ.
      said.set(said.get() === text ? `${text}\u00a0` : text)
    },
    compose(field) {
      composing = field
      if (!field) show()
    },
    open() {
      show()
      const stops = [reading.onChange(show), followUndo(desk), presence.open()]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
  return desk
}

/// Shows where an undo happened that was asked for elsewhere on the page, without taking the focus.
function followUndo(desk: Desk): () => void {
  const { document } = desk.session
  return document.reading.onChange(({ previous, current, transaction: { local, origin } }) => {
    if (!local || origin === document || origin === preparation) return
    if (desk.root?.contains(window.document.activeElement)) return
    const spot = changedBetween(previous, current)?.spot
    if (!spot) return
    desk.settle(spot)
    requestAnimationFrame(() => elementOf(desk, spot)?.scrollIntoView({ block: 'nearest' }))
  })
}

export function elementOf(desk: Desk, spot: Spot): HTMLElement | null | undefined {
  return desk.root?.querySelector<HTMLElement>(`[data-${spot.on}="${CSS.escape(spot.id)}"]`)
}

/// Whether a text that is being composed stays where it is on the page when `next` is shown. To
/// move its element would end the composition.
function keepsInPlace(shown: Series, next: Series, field: Written): boolean {
  const home = ({ episodes }: Series) =>
    episodes.find(({ id, segments }) =>
      field.in === 'title'
        ? id === field.episode
        : segments.some(({ outlines }) => outlines.some((each) => each.id === field.segment)),
    )
  const before = home(shown)
  const after = home(next)
  if (!before || before.id !== after?.id) return false
  return (
    sameOrder(shown.episodes, next.episodes) &&
    sameOrder(before.segments, after.segments) &&
    (field.in === 'title' || cardOf(before, field.segment) === cardOf(after, field.segment))
  )
}

function cardOf({ segments }: Series['episodes'][number], outline: string): string | undefined {
  return segments.find(({ outlines }) => outlines.some(({ id }) => id === outline))?.id
}

/// Whether those that are in both lists are in the same order.
function sameOrder(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  const inA = new Set(a.map(({ id }) => id))
  const inB = new Set(b.map(({ id }) => id))
  const left = a.filter(({ id }) => inB.has(id))
  const right = b.filter(({ id }) => inA.has(id))
  return left.every(({ id }, i) => id === right[i]?.id)
}

const DeskContext = createContext<Desk | undefined>(undefined)

export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('There is no board around this component.')
  return desk
}

/// What somebody reads off a store; rendered again only when that is another value.
export function useSelected<T, S extends string | number | boolean | undefined>(
  store: Store<T>,
  select: (value: T) => S,
): S {
  const read = useCallback(() => select(store.get()), [store, select])
  return useSyncExternalStore(store.subscribe, read)
}
