import type { EditorView } from 'prosemirror-view'
import './undercursor.css'

/// Between what is placed and the line, and the edge of the window, in pixels.
const gap = 6

/// Places a list of choices under the cursor, or above it where there is no room.
export function placeUnderCursor(list: HTMLElement, view: EditorView): void {
  const home = (list.offsetParent ?? document.documentElement).getBoundingClientRect()
  const scrolled = list.offsetParent?.scrollTop ?? 0
  const cursor = view.coordsAtPos(view.state.selection.head)
  const { width, height } = list.getBoundingClientRect()
  const isBelow = cursor.bottom + height + gap < innerHeight || cursor.top - height - gap < 0
  const top = isBelow ? cursor.bottom + gap : cursor.top - height - gap
  const left = Math.max(gap, Math.min(cursor.left, innerWidth - width - gap))
  list.style.top = `${top - home.top + scrolled}px`
  list.style.left = `${left - home.left}px`
}
