import type {
  dropTargetForElements,
  ElementDropTargetEventBasePayload,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/utils/combine'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { moveRow, moveTo } from './deeds.ts'
import type { Desk, Line, Mark } from './desk.ts'
import { isStacked } from './press.ts'
import { type Box, markAt, slotAt } from './slot.ts'
import { findSpot } from './spot.ts'

/// Dragging beats and episodes with a mouse or a finger. A row takes what is dropped anywhere on
/// it; the mark says where that would be.

const cargo = Symbol('cargo')

interface Cargo {
  readonly what: 'beat' | 'episode'
  readonly id: string
}

export function dragData(value: Cargo): Record<symbol, unknown> {
  return { [cargo]: value }
}

function cargoIn(data: Record<string | symbol, unknown>): Cargo | undefined {
  return data[cargo] as Cargo | undefined
}

/// Pixels between two cards, as in row.module.css.
const gap = 8

/// How thick a mark is, in pixels.
const thickness = 3

export function acceptDrops(
  desk: Desk,
  element: HTMLElement,
  episode: string,
): Parameters<typeof dropTargetForElements>[0] {
  const over = ({ source, location }: ElementDropTargetEventBasePayload) => {
    const { clientX, clientY } = location.current.input
    const load = cargoIn(source.data)
    if (load) put(desk, markFor(desk, element, episode, load, clientX, clientY))
  }
  return {
    element,
    canDrop: ({ source }) => cargoIn(source.data) !== undefined,
    onDragEnter: over,
    onDrag: over,
    onDragLeave() {
      // By now the next row may have put its own.
      if (desk.mark.get()?.episode === episode) put(desk, undefined)
    },
  }
}

/// Does what a drop asks for, and scrolls while something is dragged to an edge of `scroller`.
export function listenToDrops(desk: Desk, scroller: HTMLElement): () => void {
  return combine(
    monitorForElements({
      canMonitor: ({ source }) => cargoIn(source.data) !== undefined,
      onDrop({ source, location }) {
        const mark = desk.mark.get()
        const load = cargoIn(source.data)
        put(desk, undefined)
        if (mark && load && location.current.dropTargets.length > 0) drop(desk, load, mark)
      },
    }),
    autoScrollForElements({
      element: scroller,
      canScroll: ({ source }) => cargoIn(source.data) !== undefined,
    }),
  )
}

function drop(desk: Desk, load: Cargo, mark: Mark): void {
  const series = desk.session.document.reading.series
  const target = findSpot(series, { on: 'episode', id: mark.episode })
  const from = findSpot(series, { on: load.what === 'beat' ? 'segment' : 'episode', id: load.id })
  if (!target || !from) return
  if (mark.what === 'beat') {
    const stays = from.episode.id === mark.episode && from.column - 2 === mark.index
    if (!stays) moveTo(desk, load.id, { episode: mark.episode, index: mark.index })
    return
  }
  const slot = target.row + (mark.edge === 'bottom' ? 1 : 0)
  const index = slot > from.row ? slot - 1 : slot
  if (index !== from.row) moveRow(desk, load.id, index)
}

function markFor(
  desk: Desk,
  row: HTMLElement,
  episode: string,
  { what, id }: Cargo,
  x: number,
  y: number,
): Mark | undefined {
  const frame = row.getBoundingClientRect()
  if (what === 'episode') {
    if (id === episode) return undefined
    return { what, episode, edge: y < (frame.top + frame.bottom) / 2 ? 'top' : 'bottom' }
  }
  const lane = row.querySelector('[data-lane]')
  if (!lane) return undefined
  const cards = [...lane.querySelectorAll('[data-segment]')].filter(
    (card) => !card.hasAttribute('data-dragged'),
  )
  const boxes = cards.map((card) => card.getBoundingClientRect())
  const stacked = isStacked(desk)
  const index = slotAt(boxes, x, y, stacked)
  const box = markAt(boxes, index, lane.getBoundingClientRect(), stacked, gap)
  return { what, episode, index, at: lineAt(box, frame) }
}

/// A mark as a line of some thickness, within its row.
function lineAt(box: Box, frame: Box): Line {
  const isFlat = box.top === box.bottom
  return {
    left: box.left - frame.left - (isFlat ? 0 : thickness / 2),
    top: box.top - frame.top - (isFlat ? thickness / 2 : 0),
    width: isFlat ? box.right - box.left : thickness,
    height: isFlat ? thickness : Math.max(box.bottom - box.top, 24),
  }
}

function put(desk: Desk, mark: Mark | undefined): void {
  const before = desk.mark.get()
  if (JSON.stringify(before) !== JSON.stringify(mark)) desk.mark.set(mark)
}
