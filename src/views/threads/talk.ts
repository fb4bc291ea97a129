import { useEffect, useSyncExternalStore } from 'react'
import type { Session } from '../../session/session.ts'
import { createStore, type Store, type WritableStore } from '../../session/store.ts'
import type { Subject } from '../../shared/document/subject.ts'
import type { Talk as TalkData } from '../../shared/document/talk.ts'
import { Finder } from '../../shared/document/whereabouts.ts'
import { useSession } from '../series/opened.ts'
import { readThreads } from './api.ts'
import { type PlacedThread, place, type Spot } from './placed.ts'

/// What is said about one open series: the server's threads, put together with where their text is
/// now, and kept up with both.
export interface Talk {
  readonly session: Session
  readonly data: Store<TalkData | undefined>
  /// Why the server did not answer, while it does not.
  readonly failure: Store<unknown>
  /// A little behind the typing; the oldest first.
  readonly placed: Store<readonly PlacedThread[]>
  /// What is open beside its text.
  readonly open: WritableStore<Open | undefined>
  /// Where the keyboard was before something was opened.
  readonly before: () => Element | null
  /// What the view that is shown does when somebody wants to comment on what is selected in it.
  readonly onComment: (listener: () => void) => () => void
  comment(): void
  /// Brings the text of a thread in sight and opens it there.
  readonly onShow: (listener: (placed: PlacedThread) => void) => () => void
  show(placed: PlacedThread): void
  refresh(): Promise<void>
  /// Shows at once what the server will say when it is read again.
  change(change: (data: TalkData) => TalkData): void
}

/// What is shown beside a text: certain threads, or all of a spot, and a comment to be written.
export interface Open {
  readonly threads: readonly string[] | Spot
  /// What a new comment would be about.
  readonly subject: Subject | undefined
  /// Where it stands on the page; asked again whenever that may have changed.
  readonly anchor: () => Pick<Element, 'getBoundingClientRect'> | undefined
  /// It lies in the margin of a page: where there is no room it comes over what is beside the page,
  /// not over its text.
  readonly inMargin?: true
  /// Asked for by key: the keyboard goes along, and comes back.
  readonly takesFocus: boolean
}

/// Milliseconds after which comments have caught up with the text.
const lag = 150

interface Room {
  readonly talk: Talk
  users: number
  readonly enter: () => () => void
  leave: (() => void) | undefined
}

const rooms = new WeakMap<Session, Room>()

/// What is said about the series that the page around has open.
export function useTalk(): Talk {
  const session = useSession()
  const room = rooms.get(session) ?? createRoom(session)
  rooms.set(session, room)
  useEffect(() => {
    if (room.users++ === 0) room.leave = room.enter()
    return () => {
      if (--room.users === 0) room.leave?.()
    }
  }, [room])
  return room.talk
}

/// Something about the threads; rendered again only when that is another value.
export function usePlaced<T extends string | number | boolean | undefined>(
  talk: Talk,
  select: (placed: readonly PlacedThread[]) => T,
): T {
  return useSyncExternalStore(talk.placed.subscribe, () => select(talk.placed.get()))
}

function createRoom(session: Session): Room {
  const data = createStore<TalkData | undefined>(undefined)
  const failure = createStore<unknown>(undefined)
  const placed = createStore<readonly PlacedThread[]>([])
  const opened = createStore<Open | undefined>(undefined)
  let before: Element | null = null
  const open: WritableStore<Open | undefined> = {
    get: opened.get,
    subscribe: opened.subscribe,
    set(next) {
      const { activeElement } = document
      if (next && !opened.get()) before = activeElement
      // Keys that are pressed before the comment can be written must not go into the script.
      if (next?.takesFocus && activeElement instanceof HTMLElement) activeElement.blur()
      opened.set(next)
    },
  }
  const { reading } = session.document
  let finder: Finder | undefined
  let commenter: (() => void) | undefined
  let shower: ((placed: PlacedThread) => void) | undefined
  let asked = 0
  let answered = 0
  const read = () => {
    const { threads } = data.get() ?? { threads: [] }
    if (finder) placed.set(place(threads, finder, placed.get()))
  }
  const talk: Talk = {
    session,
    data,
    failure,
    placed,
    open,
    before: () => before,
    onComment(listener) {
      commenter = listener
      return () => {
        if (commenter === listener) commenter = undefined
      }
    },
    comment: () => commenter?.(),
    onShow(listener) {
      shower = listener
      return () => {
        if (shower === listener) shower = undefined
      }
    },
    show: (thread) => shower?.(thread),
    async refresh() {
      const mine = ++asked
      try {
        const found = await readThreads(session.id)
        // An answer that was overtaken says less than what is shown. Any other is taken, also while
        // a newer one is awaited: whoever waits for this one finds in it what they have just done.
        if (mine < answered) return
        answered = mine
        failure.set(undefined)
        data.set(keep(data.get(), found))
        read()
      } catch (refusal) {
        if (mine === asked) failure.set(refusal)
      }
    },
    change(change) {
      const held = data.get()
      if (!held) return
      data.set(change(held))
      read()
    },
  }
  return {
    talk,
    users: 0,
    leave: undefined,
    enter() {
      finder = new Finder(session.document)
      let timer: ReturnType<typeof setTimeout> | undefined
      const readSoon = () => {
        timer ??= setTimeout(() => {
          timer = undefined
          read()
        }, lag)
      }
      const refresh = () => void talk.refresh()
      const stops = [
        reading.onChange(readSoon),
        session.onNews((topics) => {
          if (topics.includes('threads')) refresh()
        }),
      ]
      refresh()
      return () => {
        clearTimeout(timer)
        for (const stop of stops) stop()
        finder?.destroy()
        finder = undefined
        open.set(undefined)
      }
    },
  }
}

/// A thread that says what it said is the same object as before: so is its subject, by which what
/// was found is remembered.
function keep(before: TalkData | undefined, next: TalkData): TalkData {
  const known = new Map(before?.threads.map((thread) => [thread.id, thread]))
  const threads = next.threads.map((thread) => {
    const old = known.get(thread.id)
    if (!old) return thread
    if (JSON.stringify(old) === JSON.stringify(thread)) return old
    return { ...thread, at: old.at }
  })
  return { ...next, threads }
}
