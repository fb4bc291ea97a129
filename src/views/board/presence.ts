import { useCallback, useSyncExternalStore } from 'react'
import type { Person } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import { createStore, type Store } from '../../session/store.ts'
import { type Anchor, anchorAt, pointOfAnchor } from '../../shared/document/anchor.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { keyOf, type Written } from './written.ts'

/// Where the others are on the board: on which card, and where in which text.

/// Somebody's cursor in a text; the offset counts code units.
export interface Caret {
  readonly person: Person
  readonly offset: number
}

export interface Presence {
  /// By the id of the segment as it is shown.
  readonly faces: Store<ReadonlyMap<string, readonly Person[]>>
  /// By the key of the text.
  readonly carets: Store<ReadonlyMap<string, readonly Caret[]>>
  /// Shows the others where one writes; without a field, that one does not.
  show(field?: Written, start?: number, end?: number): void
  open(): () => void
}

export function createPresence(session: Session): Presence {
  const { document, awareness } = session
  const faces = createStore<ReadonlyMap<string, readonly Person[]>>(new Map())
  const carets = createStore<ReadonlyMap<string, readonly Caret[]>>(new Map())
  let shown: string | undefined

  const read = () => {
    const people = session.people.get().filter(({ isMe }) => !isMe)
    const at = new Map<string, Person[]>()
    const writing = new Map<string, Caret[]>()
    for (const person of people) {
      const { segment } = person.place
      const id = segment !== undefined ? document.reading.group(segment)?.id : undefined
      if (id !== undefined) at.set(id, [...(at.get(id) ?? []), person])
      const caret = caretOf(document, awareness.getStates().get(person.client))
      if (!caret) continue
      const key = keyOf(caret.field)
      writing.set(key, [...(writing.get(key) ?? []), { person, offset: caret.offset }])
    }
    faces.set(keepLists(faces.get(), at, (a, b) => a === b))
    carets.set(
      keepLists(carets.get(), writing, (a, b) => a.person === b.person && a.offset === b.offset),
    )
  }

  const presence: Presence = {
    faces,
    carets,
    show(field, start = 0, end = start) {
      const cursor = field && {
        anchor: encoded(anchorAt(document, pointIn(field, start))),
        head: encoded(anchorAt(document, pointIn(field, end))),
      }
      const now = cursor && `${cursor.anchor} ${cursor.head}`
      if (now === shown) return
      shown = now
      awareness.setLocalStateField('cursor', cursor ?? null)
    },
    open() {
      read()
      awareness.on('change', read)
      const stops = [session.people.subscribe(read), document.reading.onChange(read)]
      return () => {
        awareness.off('change', read)
        for (const stop of stops) stop()
        presence.show()
      }
    },
  }
  return presence
}

/// The list under a key of a store of lists; the same object until it changes.
export function useListed<T>(
  store: Store<ReadonlyMap<string, readonly T[]>>,
  key: string,
): readonly T[] | undefined {
  const read = useCallback(() => store.get().get(key), [store, key])
  return useSyncExternalStore(store.subscribe, read)
}

function pointIn(field: Written, offset: number) {
  return field.in === 'title'
    ? ({ in: 'title', episode: field.episode, offset } as const)
    : ({ in: 'outline', segment: field.segment, offset } as const)
}

/// Where somebody's cursor is, if it is in a text of the board. Anybody may send anything.
function caretOf(
  document: SeriesDocument,
  state: unknown,
): { readonly field: Written; readonly offset: number } | undefined {
  if (typeof state !== 'object' || state === null || !('cursor' in state)) return undefined
  const { cursor } = state
  if (typeof cursor !== 'object' || cursor === null || !('head' in cursor)) return undefined
  const anchor = typeof cursor.head === 'string' ? decoded(cursor.head) : undefined
  const point = anchor && pointOfAnchor(document, anchor)
  if (!point || point.in === 'line') return undefined
  const { offset } = point
  return point.in === 'title'
    ? { field: { in: 'title', episode: point.episode }, offset }
    : { field: { in: 'outline', segment: point.segment }, offset }
}

function encoded(anchor: Anchor | undefined): string {
  return btoa(String.fromCharCode(...(anchor ?? [])))
}

function decoded(text: string): Anchor | undefined {
  try {
    return Uint8Array.from(atob(text), (each) => each.charCodeAt(0))
  } catch {
    return undefined
  }
}

/// Lists that are as before are the same objects as before, the map with them.
function keepLists<T>(
  before: ReadonlyMap<string, readonly T[]>,
  now: ReadonlyMap<string, readonly T[]>,
  same: (a: T, b: T) => boolean,
): ReadonlyMap<string, readonly T[]> {
  const kept = new Map<string, readonly T[]>()
  let changed = before.size !== now.size
  for (const [key, list] of now) {
    const old = before.get(key)
    const isOld = old?.length === list.length && list.every((item, i) => same(item, old[i] as T))
    kept.set(key, isOld ? old : list)
    changed ||= !isOld
  }
  return changed ? kept : before
}
