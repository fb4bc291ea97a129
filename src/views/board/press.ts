import { isMac } from '../parts/commands.ts'
import { letterKeys } from '../parts/settings.ts'
import { selectThrough } from '../review/selection.ts'
import {
  bin,
  binEmpty,
  feel,
  makeEnding,
  merge,
  moveBy,
  moveRow,
  newBeat,
  newEpisode,
  travel,
  unlock,
  writeAt,
} from './deeds.ts'
import { type Desk, elementOf } from './desk.ts'
import { findSpot, type Spot, type Step, sameSpot, step } from './spot.ts'
import { textBeside, type Written } from './written.ts'

/// The keys of the board. Each function says whether it took the key.

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>

/// Keys that do the same in a text and on a card.
export function pressAnywhere(desk: Desk, press: Press, spot: Spot): boolean {
  if (!isMod(press) || !mayEdit(desk)) return false
  switch (press.key.toLowerCase()) {
    case 'z':
      travel(desk, press.shiftKey ? 'redo' : 'undo')
      return true
    case 'y':
      travel(desk, 'redo')
      return true
    case 'enter':
      createBehind(desk, spot)
      return true
    default:
      return false
  }
}

/// Keys in a text that is being written. `value` is what the text control holds.
export function pressInText(
  desk: Desk,
  press: Press,
  { spot, field, value }: { readonly spot: Spot; readonly field: Written; readonly value: string },
): boolean {
  const { start, end } = desk.caret
  const isPlain = !press.altKey && !isMod(press) && !press.ctrlKey && !press.metaKey
  if (!isPlain) return false
  const atStart = start === 0 && end === 0
  const atEnd = start === value.length && end === value.length
  switch (press.key) {
    case 'Escape':
      desk.go(spot)
      return true
    case 'Enter':
      return goToText(desk, field, press.shiftKey ? -1 : 1, 'end', true) || true
    case 'Tab':
      return goToText(desk, field, press.shiftKey ? -1 : 1, 'end', false)
    case 'Backspace':
      return value === '' && binEmpty(desk, spot)
    case 'ArrowLeft':
      return !press.shiftKey && atStart && goToText(desk, field, -1, 'end', false)
    case 'ArrowRight':
      return !press.shiftKey && atEnd && goToText(desk, field, 1, 'start', false)
    case 'ArrowUp':
      return !press.shiftKey && atStart && climb(desk, spot, field, 'up')
    case 'ArrowDown':
      return !press.shiftKey && atEnd && climb(desk, spot, field, 'down')
    default:
      return false
  }
}

/// Keys on a card or on the head of a row.
export function pressOnSpot(desk: Desk, press: Press, spot: Spot): boolean {
  if (press.altKey) return mayEdit(desk) && pressWithAlt(desk, press, spot)
  const way = stepOf(press)
  if (way) {
    const next = stepShown(desk, spot, way)
    if (next) desk.go(next)
    return true
  }
  if (isMod(press) || press.ctrlKey || press.metaKey) return false
  switch (press.key) {
    case 'Enter':
    case 'F2':
      if (mayEdit(desk)) writeAt(desk, spot, 'first')
      else openMenu(desk, spot)
      return true
    case 'Delete':
    case 'Backspace':
      if (mayEdit(desk)) bin(desk, spot)
      return mayEdit(desk)
    case ' ':
    case 'ContextMenu':
      openMenu(desk, spot)
      return true
    case 'F10':
      if (press.shiftKey) openMenu(desk, spot)
      return press.shiftKey
    case 'Escape':
      desk.menu.set(undefined)
      return false
    default:
      return letterKeys.get() === 'on' && pressLetter(desk, press.key.toLowerCase(), spot)
  }
}

/// Steps over rows that are left out for now.
function stepShown(desk: Desk, from: Spot, way: Step): Spot | undefined {
  const series = desk.series.get()
  let next = step(series, from, way, isStacked(desk))
  // From an end that is left out, back towards the middle.
  const on = way === 'top' ? 'down' : way === 'bottom' ? 'up' : way
  for (;;) {
    const found = next && findSpot(series, next)
    if (!next || !found || !desk.hides(found.episode.id)) return next
    next = step(series, next, on, isStacked(desk))
  }
}

function pressLetter(desk: Desk, letter: string, spot: Spot): boolean {
  if (letter !== 'x') return mayEdit(desk) && pressChange(desk, letter, spot)
  const found = findSpot(desk.series.get(), spot)
  if (found) selectThrough(desk, found.episode.id, false)
  return true
}

function pressChange(desk: Desk, letter: string, spot: Spot): boolean {
  switch (letter) {
    case 'n':
      createBehind(desk, spot)
      return true
    case 'm':
      merge(desk, spot)
      return true
    case 'e':
      if (spot.on === 'segment') makeEnding(desk, spot)
      return spot.on === 'segment'
    case 'u':
      unlock(desk, spot)
      return true
    case '+':
    case '=':
      feel(desk, spot, 1)
      return true
    case '-':
    case '−':
      feel(desk, spot, -1)
      return true
    default:
      return false
  }
}

function pressWithAlt(desk: Desk, press: Press, spot: Spot): boolean {
  const way = arrows.get(press.key)
  if (!way) return false
  const sideways = way === 'left' || way === 'right'
  if (press.shiftKey || spot.on === 'episode') {
    if (sideways) return false
    const found = findSpot(desk.series.get(), spot)
    if (found) moveRow(desk, found.episode.id, found.row + (way === 'up' ? -1 : 1))
    return true
  }
  moveBy(desk, spot.id, way)
  return true
}

export function createBehind(desk: Desk, spot: Spot): void {
  const found = findSpot(desk.session.document.reading.series, spot)
  if (spot.on === 'segment') newBeat(desk, spot)
  else if (found) newEpisode(desk, found.row + 1)
}

function openMenu(desk: Desk, spot: Spot): void {
  const anchor = elementOf(desk, spot)?.querySelector('[data-do=menu]')
  if (anchor) desk.menu.set({ spot, anchor })
}

/// Whoever may not still goes about with the arrows and opens menus.
function mayEdit(desk: Desk): boolean {
  return desk.session.mayEdit.get()
}

/// On a phone a row is a stack of cards.
export function isStacked(desk: Desk): boolean {
  return desk.root?.dataset.stacked === 'true'
}

function goToText(
  desk: Desk,
  from: Written,
  by: 1 | -1,
  where: 'start' | 'end',
  outlinesOnly: boolean,
): boolean {
  const next = textBeside(desk.series.get(), from, by, outlinesOnly)
  if (!next) return false
  desk.write(next.spot, next.field, where === 'start' ? 0 : next.text.length)
  return true
}

/// From a text to the one above or below it on the page: another paragraph of its outline first.
function climb(desk: Desk, spot: Spot, field: Written, way: 'up' | 'down'): boolean {
  const by = way === 'up' ? -1 : 1
  if (sameSpot(textBeside(desk.series.get(), field, by)?.spot, spot)) {
    return goToText(desk, field, by, way === 'up' ? 'end' : 'start', false)
  }
  const next = step(desk.series.get(), spot, way, isStacked(desk))
  if (!next) return false
  writeAt(desk, next, way === 'up' ? 'last' : 'first')
  return true
}

const arrows = new Map<string, 'left' | 'right' | 'up' | 'down'>([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
])

function stepOf(press: Press): Step | undefined {
  if (press.shiftKey) return undefined
  if (press.key === 'Home') return isMod(press) ? 'top' : 'start'
  if (press.key === 'End') return isMod(press) ? 'bottom' : 'end'
  return isMod(press) ? undefined : arrows.get(press.key)
}

function isMod(press: Press): boolean {
  return isMac ? press.metaKey : press.ctrlKey
}
