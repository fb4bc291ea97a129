import { cursorOf } from '../../editor/cursors.ts'
import { type Folded, unfold } from '../../editor/fold.ts'
import { blockAt } from '../../editor/going.ts'
import { segmentNode } from '../../editor/position.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { Person } from '../../session/presence.ts'
import type { Session } from '../../session/session.ts'
import type { WritableStore } from '../../session/store.ts'
import { stayUntilTouched } from '../script/stay.ts'
import { follow, followed, stopFollowing } from '../series/followed.ts'

/// Following somebody: the page goes where their cursor goes. One's own cursor stays where it is, so
/// that whatever one types lands where one left it; and typing, scrolling or Escape ends it.

/// Where a line that is followed may be without the page moving, as shares of its height.
const calm = { from: 0.12, to: 0.72 }

/// Keys that move the cursor or the page.
const moves = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
])

/// Gives back what ends it. `onLeft` is told who is not there any more.
export function keepFollowing(
  session: Session,
  script: ScriptView,
  folded: WritableStore<Folded>,
  onLeft: (name: string) => void,
): () => void {
  const { view } = script
  const page = view.dom.parentElement
  let frame = 0
  let stay = () => {}

  /// Gives back whether the page had to move.
  const bring = () => {
    const person = followed.get()
    const now = person && presentWindow(session.people.get(), person)
    const block = now && blockOf(session, script, folded, now)
    if (!page || !block) return false
    const { top, height } = page.getBoundingClientRect()
    const box = block.getBoundingClientRect()
    const at = (box.top - top) / height
    if (at >= calm.from && at <= calm.to && box.height > 0) return false
    block.scrollIntoView({ block: 'center' })
    return true
  }
  const bringAndStay = () => {
    frame = 0
    if (page && bring()) stay = stayUntilTouched(page, bring)
  }
  const bringSoon = () => {
    if (followed.get() && frame === 0) frame = requestAnimationFrame(bringAndStay)
  }
  const onPeople = () => {
    const person = followed.get()
    if (!person || presentWindow(session.people.get(), person)) return
    stopFollowing()
    onLeft(person.name)
  }
  const end = () => {
    stay()
    if (followed.get()) stopFollowing()
  }
  const press = (event: KeyboardEvent) => {
    const { target } = event
    // The editor takes every Escape as its own, so that one says nothing.
    if (event.key === 'Escape') {
      const isPopup =
        target instanceof Element && target.closest('dialog, [role=dialog], [role=menu]')
      if (!isPopup) end()
    } else if (moves.has(event.key) && target instanceof Node && view.dom.contains(target)) end()
  }
  const { awareness, document: series } = session
  awareness.on('change', bringSoon)
  addEventListener('keydown', press)
  const touches = ['wheel', 'touchmove', 'pointerdown', 'beforeinput'] as const
  for (const touch of touches) page?.addEventListener(touch, end, { passive: true })
  const stops = [
    session.people.subscribe(onPeople),
    followed.subscribe(bringSoon),
    // Going somewhere oneself.
    session.place.subscribe(end),
    series.reading.onChange(({ transaction }) => {
      if (transaction.local) end()
      else bringSoon()
    }),
  ]
  return () => {
    end()
    cancelAnimationFrame(frame)
    awareness.off('change', bringSoon)
    removeEventListener('keydown', press)
    for (const touch of touches) page?.removeEventListener(touch, end)
    for (const stop of stops) stop()
  }
}

/// The window of theirs that is followed, or another where that was closed.
function presentWindow(people: readonly Person[], { client, id }: Person): Person | undefined {
  const others = people.filter(({ isMe }) => !isMe)
  return (
    others.find((each) => each.client === client) ??
    others.find((each) => id !== undefined && each.id === id)
  )
}

/// What somebody looks at: the text that their cursor is in, else the segment where they are.
function blockOf(
  session: Session,
  script: ScriptView,
  folded: WritableStore<Folded>,
  { client, place }: Person,
): Element | undefined {
  const { view, binding } = script
  if (place.episode !== undefined) unfold(folded, place.episode)
  const cursor = cursorOf(session.awareness, client, binding, view.state.doc)
  if (cursor) return blockAt(view, cursor.head)
  const placed =
    place.segment === undefined ? undefined : segmentNode(view.state.doc, place.segment)
  const dom = placed && view.nodeDOM(placed.start)
  return dom instanceof Element ? dom : undefined
}

/// Follows the next of the others who are somewhere, behind the one who is followed; behind the last,
/// nobody.
export function followNext(session: Session, others: readonly Person[]): void {
  const somewhere = others.filter(({ place }) => place.episode !== undefined)
  const now = followed.get()
  const at = now ? somewhere.findIndex(({ client }) => client === now.client) : -1
  const next = now && at < 0 ? undefined : somewhere[at + 1]
  if (next) follow(session, next)
  else stopFollowing()
}
