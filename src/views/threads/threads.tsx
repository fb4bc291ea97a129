import { useCallback, useMemo } from 'react'
import { createStore } from '../../session/store.ts'
import { ahead } from '../parts/ahead.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Drawer } from '../parts/drawer.tsx'
import { later } from '../parts/later.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { episodeOf, type PlacedThread } from './placed.ts'
import { type Talk, useTalk } from './talk.ts'
import styles from './threads.module.css'

const Beside = ahead(later(() => import('./beside.tsx')))
const List = ahead(later(() => import('./threadlist.tsx')))

/// Whether the list of all threads is shown over the page.
export const listShown = createStore(false)

/// Comments in every place of a series: what is open beside its text, the list of all, the keys.
export function Threads() {
  const words = useWords()
  const talk = useTalk()
  const open = useStore(talk.open)
  const hasList = useStore(listShown)
  const close = useCallback(() => listShown.set(false), [])
  useThreadKeys(talk)
  return (
    <>
      {hasList && (
        <Drawer onClose={close} side="right" title={words('threads')}>
          <div className={styles.drawer}>
            <List onGone={close} />
          </div>
        </Drawer>
      )}
      {open && <Beside talk={talk} open={open} />}
    </>
  )
}

function useThreadKeys(talk: Talk): void {
  const words = useWords()
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'comment',
          name: words('threads.comment.selection'),
          group: 'threads',
          keys: ['Mod-Alt-m', 'c'],
          inText: true,
          run: talk.comment,
        },
        {
          id: 'next-comment',
          name: words('threads.next'),
          group: 'threads',
          keys: ['Mod-Alt-j', '.'],
          inText: true,
          run: () => step(talk, 1),
        },
        {
          id: 'previous-comment',
          name: words('threads.previous'),
          group: 'threads',
          keys: ['Mod-Alt-Shift-j', ','],
          inText: true,
          run: () => step(talk, -1),
        },
        {
          id: 'comments',
          name: words('threads.show'),
          group: 'threads',
          keys: ['Mod-Alt-c'],
          inText: true,
          run: () => listShown.set(!listShown.get()),
        },
      ],
      [words, talk],
    ),
  )
}

/// Goes to the next (1) or the previous (−1) open thread in reading order, from the one that is open
/// or from where this person is.
function step(talk: Talk, by: 1 | -1): void {
  const { place, document } = talk.session
  const ids = document.reading.series.episodes.flatMap(({ id, segments }) => [
    id,
    ...segments.map((segment) => segment.id),
  ])
  const order = new Map(ids.map((id, i) => [id, i]))
  const rankOf = ({ where }: PlacedThread) =>
    where.kind === 'here' ? (order.get(where.segment ?? where.episode) ?? 0) : 0
  const all = talk.placed
    .get()
    .filter((placed) => episodeOf(placed) !== undefined && !placed.thread.resolved)
    .sort((a, b) => rankOf(a) - rankOf(b))
  if (all.length === 0) return
  const open = talk.open.get()?.threads
  const shown = Array.isArray(open) ? all.findIndex(({ thread }) => open.includes(thread.id)) : -1
  const here = order.get(place.get().segment ?? place.get().episode ?? '') ?? 0
  const behind = all.findIndex((placed) => rankOf(placed) >= here)
  const from = behind === -1 ? all.length : behind
  const at = shown === -1 ? (by > 0 ? from : from - 1) : shown + by
  const next = all[(at + all.length) % all.length]
  if (next) talk.show(next)
}
