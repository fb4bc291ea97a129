import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react'
import { newBeat } from './deeds.ts'
import { type Desk, elementOf } from './desk.ts'
import { pressAnywhere, pressInText, pressOnSpot } from './press.ts'
import { type Found, findSpot, type Spot, spotAt } from './spot.ts'
import { offsetAt } from './writable.tsx'
import { keyOf, textsOf } from './written.ts'

/// What the board does about the events of its elements, which carry what they are in `data-`:
/// `data-episode` and `data-segment` the cells, `data-text` a text, `data-do` a button.

export function press(desk: Desk, event: KeyboardEvent): void {
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

export function click(desk: Desk, event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element) || target instanceof HTMLTextAreaElement) return
  const asked = target.closest<HTMLElement>('[data-do]')
  const series = desk.series.get()
  const mayEdit = desk.session.mayEdit.get()
  if (asked?.dataset.do === 'add') {
    if (!mayEdit) return
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
  else if (mayEdit) writeWhere(desk, found, target, event)
  // A press that ends the selecting of text is none.
  else if (getSelection()?.isCollapsed ?? true) desk.go(spot)
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

export function openContextMenu(desk: Desk, event: MouseEvent): void {
  const { target } = event
  const spot = spotOf(target)
  // A long press of a finger starts a drag.
  const byTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch'
  if (!spot || !isCell(target) || byTouch) return
  const anchor = elementOf(desk, spot)?.querySelector('[data-do=menu]')
  if (!anchor) return
  event.preventDefault()
  desk.menu.set({ spot, anchor })
}

export function focus(desk: Desk, event: FocusEvent): void {
  const spot = spotOf(event.target)
  if (!spot) return
  const { writing } = desk.cursor.get()
  desk.settle(spot, event.target instanceof HTMLTextAreaElement ? writing : undefined)
}

export function blur(desk: Desk, event: FocusEvent): void {
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
