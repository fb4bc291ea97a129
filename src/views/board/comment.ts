import { subjectOfSelection } from '../../shared/document/selection.ts'
import { subjectOf, type Spot as ThreadSpot } from '../threads/placed.ts'
import type { Talk } from '../threads/talk.ts'
import { type Desk, elementOf } from './desk.ts'
import { findSpot, type Spot } from './spot.ts'

/// Comments on the Board: on words that are selected in an outline, on a card, on an episode.
export function keepComments(desk: Desk, talk: Talk): () => void {
  const anchor = (spot: Spot) => () => elementOf(desk, spot) ?? undefined
  const stops = [
    talk.onComment(() => {
      const spot = desk.cursor.get().spot ?? firstSpot(desk)
      const found = spot && findSpot(desk.session.document.reading.series, spot)
      if (!spot || !found) return
      const passage = selected(desk)
      const threads: ThreadSpot = spot
      talk.open.set({
        threads: passage ? [] : threads,
        subject: passage ?? subjectOf(threads, found.episode.id),
        anchor: anchor(spot),
        takesFocus: true,
      })
    }),
    talk.onShow((placed) => {
      const { where, thread } = placed
      if (where.kind !== 'here') return
      const { segment, episode } = where
      const spot: Spot =
        segment === undefined ? { on: 'episode', id: episode } : { on: 'segment', id: segment }
      desk.settle(spot)
      elementOf(desk, spot)?.scrollIntoView({ block: 'nearest' })
      talk.open.set({
        threads: [thread.id],
        subject: undefined,
        anchor: anchor(spot),
        takesFocus: false,
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function firstSpot({ session }: Desk): Spot | undefined {
  const { episode } = session.place.get()
  return episode === undefined ? undefined : { on: 'episode', id: episode }
}

/// What is selected of an outline: in the text that is being written, else on the page.
function selected(desk: Desk) {
  const { writing } = desk.cursor.get()
  const { start, end } = desk.caret
  if (writing?.in === 'outline') {
    return start < end ? passage(desk, writing.segment, start, end) : undefined
  }
  const selection = getSelection()
  const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : undefined
  const mirror = elementAround(range?.startContainer)?.closest('[data-mirror]')
  const field = mirror?.closest<HTMLElement>('[data-text]')?.dataset.text
  const segment = field?.startsWith('outline ') ? field.slice('outline '.length) : undefined
  if (!range || !mirror || segment === undefined || !desk.root?.contains(mirror)) return undefined
  const before = document.createRange()
  before.setStart(mirror, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  const isWithin = mirror.contains(range.endContainer)
  return passage(desk, segment, from, isWithin ? from + range.toString().length : Infinity)
}

function passage(desk: Desk, segment: string, from: number, to: number) {
  const point = (offset: number) => ({ in: 'outline', segment, offset }) as const
  const made = subjectOfSelection(desk.session.document, point(from), point(to))
  return made?.on === 'passage' ? made : undefined
}

function elementAround(node: Node | undefined): Element | null | undefined {
  return node instanceof Element ? node : node?.parentElement
}
