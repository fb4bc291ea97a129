import {
  binEpisode,
  createEpisode,
  joinEpisode,
  moveEpisode,
  setUnlock,
} from '../../shared/document/episodes.ts'
import {
  binBeat,
  createBeat,
  makeCliffhanger,
  mergeBeat,
  moveBeat,
  setEmotion,
} from '../../shared/document/segments.ts'
import type { Series } from '../../shared/domain/series.ts'
import { offerUndo } from '../parts/offerundo.ts'
import { changedBetween } from './changed.ts'
import type { Desk } from './desk.ts'
import { type Destination, destinationOf, type Found, findSpot, type Spot, step } from './spot.ts'
import { findText, textAt } from './written.ts'

/// What can be done on the board. Each does it, says so, and leaves the cursor where one goes on;
/// what cannot be done is said.

export function newBeat(desk: Desk, from: Spot): void {
  const found = foundAt(desk, from)
  if (!found) return
  const beats = found.episode.segments.length - 2
  const index = Math.min(Math.max(found.column - 1, 0), beats)
  desk.session.history.pause()
  const id = createBeat(desk.session.document, found.episode.id, index)
  desk.say('board.said.beat.created', { number: found.row + 1, beat: index + 1 })
  writeAt(desk, { on: 'segment', id }, 'first')
}

export function newEpisode(desk: Desk, index: number): void {
  desk.session.history.pause()
  const id = createEpisode(desk.session.document, index)
  desk.say('board.said.episode.created', { number: index + 1 })
  writeAt(desk, { on: 'episode', id }, 'first')
}

/// Moves a beat; `undefined` is a way that leads nowhere.
export function moveTo(desk: Desk, beat: string, to: Destination | undefined): void {
  const { document, history } = desk.session
  const spot = { on: 'segment', id: beat } as const
  if (foundAt(desk, spot)?.segment?.kind !== 'beat') {
    desk.say('board.said.fixed')
    return
  }
  history.pause()
  if (!to || !moveBeat(document, beat, to.episode, to.index)) {
    desk.say('board.said.edge')
    return
  }
  history.pause()
  desk.go(spot)
  const now = foundAt(desk, spot)
  if (!now) return
  desk.say('board.said.beat.moved', {
    beat: now.column - 1,
    beats: now.episode.segments.length - 2,
    number: now.row + 1,
  })
}

export function moveBy(desk: Desk, beat: string, way: 'left' | 'right' | 'up' | 'down'): void {
  moveTo(desk, beat, destinationOf(seriesOf(desk), beat, way))
}

/// Moves an episode to where it will be the `index`th, from 0.
export function moveRow(desk: Desk, episode: string, index: number): void {
  const { document, history } = desk.session
  const spot = { on: 'episode', id: episode } as const
  const { row = index } = foundAt(desk, spot) ?? {}
  const count = seriesOf(desk).episodes.length
  if (index < 0 || index >= count || index === row) {
    desk.say('board.said.edge')
    return
  }
  history.pause()
  moveEpisode(document, episode, index)
  history.pause()
  desk.go(spot)
  desk.say('board.said.episode.moved', { number: index + 1, count })
}

export function merge(desk: Desk, spot: Spot): void {
  const { document, history } = desk.session
  const found = foundAt(desk, spot)
  if (!found) return
  history.pause()
  if (found.segment) {
    const before = step(seriesOf(desk), spot, 'left', false)
    if (!mergeBeat(document, spot.id) || !before) {
      desk.say('board.said.not.merged')
      return
    }
    desk.go(before)
    desk.say('board.said.beat.merged')
  } else {
    const before = seriesOf(desk).episodes[found.row - 1]
    if (!before || !joinEpisode(document, spot.id)) {
      desk.say('board.said.not.joined')
      return
    }
    desk.go({ on: 'episode', id: before.id })
    desk.say('board.said.episode.joined', { number: found.row })
  }
  history.pause()
}

export function makeEnding(desk: Desk, spot: Spot): void {
  const { document, history } = desk.session
  const found = foundAt(desk, spot)
  history.pause()
  if (!found || !makeCliffhanger(document, spot.id)) {
    desk.say('board.said.not.last')
    return
  }
  history.pause()
  const id = document.reading.group(spot.id)?.id
  if (id !== undefined) desk.go({ on: 'segment', id })
  desk.say('board.said.beat.ending', { number: found.row + 1 })
}

export function bin(desk: Desk, spot: Spot): void {
  const { document, history } = desk.session
  const found = foundAt(desk, spot)
  if (!found) return
  const { episode, row, column, segment } = found
  history.pause()
  if (segment) {
    if (!binBeat(document, segment.id)) {
      desk.say('board.said.not.binned')
      return
    }
    sayBinned(desk, desk.words('board.said.beat.binned'))
    const next = seriesOf(desk).episodes[row]?.segments[column - 1] ?? segment
    desk.go({ on: 'segment', id: next.id })
  } else {
    if (seriesOf(desk).episodes.length === 1) {
      desk.say('board.said.last.episode')
      return
    }
    if (!binEpisode(document, episode.id)) return
    sayBinned(desk, desk.words('board.said.episode.binned', { number: row + 1 }))
    const { episodes } = seriesOf(desk)
    const next = episodes[row] ?? episodes[row - 1]
    if (next) desk.go({ on: 'episode', id: next.id })
  }
  history.pause()
}

/// Takes away a beat in which nobody has written; the cursor goes to the end of what is before it.
export function binEmpty(desk: Desk, spot: Spot): boolean {
  const { segment } = foundAt(desk, spot) ?? {}
  const isEmpty =
    segment?.kind === 'beat' &&
    segment.outlines.every(({ text }) => text === '') &&
    segment.lines.every(({ text }) => text === '')
  const before = step(seriesOf(desk), spot, 'left', false)
  if (!isEmpty || !before) return false
  desk.session.history.pause()
  if (!binBeat(desk.session.document, spot.id)) return false
  desk.session.history.pause()
  writeAt(desk, before, 'last')
  return true
}

/// Raises or lowers how a segment is felt; `undefined` leaves it open.
export function feel(desk: Desk, spot: Spot, by: 1 | -1 | undefined): void {
  const { segment } = foundAt(desk, spot) ?? {}
  if (!segment) return
  const next = by && Math.max(-5, Math.min(5, (segment.emotion ?? 0) + by))
  if (next === segment.emotion) return
  desk.session.history.pause()
  setEmotion(desk.session.document, segment.id, next)
  desk.session.history.pause()
  if (next !== undefined) desk.say('board.emotion', { value: signed(next) })
}

/// Says that viewers pay behind an episode to go on, or takes that back.
export function unlock(desk: Desk, spot: Spot): void {
  const { episode, row } = foundAt(desk, spot) ?? {}
  if (!episode || row === undefined) return
  if (seriesOf(desk).settings.money === 'free') {
    desk.say('board.said.unlock.free')
    return
  }
  desk.session.history.pause()
  setUnlock(desk.session.document, episode.id, !episode.unlock)
  desk.session.history.pause()
  desk.say(`board.said.unlock.${episode.unlock ? 'off' : 'on'}`, { number: row + 1 })
}

/// "+2", "−3", "0".
export function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0'
}

/// Undoes or redoes a step, and goes to where that happened.
export function travel(desk: Desk, way: 'undo' | 'redo'): void {
  if (!desk.session.mayEdit.get()) return
  const { document, history } = desk.session
  const before = seriesOf(desk)
  const step = way === 'undo' ? history.undo() : history.redo()
  if (!step) {
    desk.say(`board.said.${way}.none`)
    return
  }
  const after = seriesOf(desk)
  desk.say(way === 'undo' ? 'board.said.undone' : 'board.said.redone')
  const changed = changedBetween(before, after)
  if (!changed) return
  const text = changed.text && findText(document.reading.series, changed.text.field)
  if (text && changed.text) desk.write(text.spot, text.field, changed.text.caret)
  else desk.go(changed.spot)
}

/// Puts the cursor into the first or the last text of a spot, at its end.
export function writeAt(desk: Desk, spot: Spot, which: 'first' | 'last'): void {
  const text = textAt(seriesOf(desk), spot, which)
  if (text) desk.write(text.spot, text.field, text.text.length)
}

function sayBinned(desk: Desk, title: string): void {
  const { session, words } = desk
  offerUndo({ session, words, undo: () => travel(desk, 'undo') }, { title })
}

/// The series as it is now; what the board shows may be behind it by one render.
function seriesOf(desk: Desk): Series {
  return desk.session.document.reading.series
}

function foundAt(desk: Desk, spot: Spot): Found | undefined {
  return findSpot(seriesOf(desk), spot)
}
