import {
  type CommentMark,
  type CommentsOptions,
  showComments,
  subjectSelected,
  threadsAt,
} from '../../editor/comments.ts'
import { readSelection } from '../../editor/keymap.ts'
import { positionOfPoint, segmentNode } from '../../editor/position.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import { Finder } from '../../shared/document/whereabouts.ts'
import { may } from '../../shared/domain/access.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { stayUntilTouched } from '../script/stay.ts'
import { isAt, type PlacedThread, type Spot, subjectOf } from './placed.ts'
import type { Open, Talk } from './talk.ts'

/// Comments on the Script: text that is talked about is underlaid, and what is said about it opens
/// beside it.

/// What the script does when somebody presses on text that is talked about, or on a mark.
export function commentsOptions(talk: Talk, view: () => ScriptView | undefined): CommentsOptions {
  const open = (next: Omit<Open, 'anchor' | 'takesFocus'>, anchor: Open['anchor']) =>
    talk.open.set({ ...next, anchor, takesFocus: false, inMargin: true })
  return {
    onPassage(threads) {
      const script = view()
      if (script) open({ threads, subject: undefined }, () => besidePassage(script))
    },
    onMark(mark) {
      const script = view()
      const spot = mark as Spot
      const episode = script && episodeAt(talk, spot)
      if (!script || episode === undefined) return
      open({ threads: spot, subject: subjectOf(spot, episode) }, () => besideSpot(script, spot))
    },
    onSelection: () => comment(talk, view()),
  }
}

/// Keeps the comments on the script; gives back what ends that.
export function keepComments(
  talk: Talk,
  script: ScriptView,
  scroller: HTMLElement,
  words: Words,
): () => void {
  const { document, standing } = talk.session
  const finder = new Finder(document)
  const draw = () => {
    const open = talk.open.get()
    const all = talk.placed.get()
    const opened = open && !('on' in open.threads) ? open.threads : []
    const passages = all.flatMap(({ thread, where }) => {
      const isOpen = opened.includes(thread.id)
      if (where.kind !== 'here' || where.stretches.length === 0) return []
      if (thread.resolved && !isOpen) return []
      return [{ thread: thread.id, stretches: where.stretches, isOpen }]
    })
    const draft = open?.subject && finder.find(open.subject)
    if (draft?.kind === 'here' && draft.stretches.length > 0) {
      passages.push({ thread: '', stretches: draft.stretches, isOpen: true })
    }
    showComments(script.view, document, {
      passages,
      marks: marksOf(all, words),
      offer: may(standing.get(), 'threads.write') ? words('threads.comment') : undefined,
    })
  }
  let stay = () => {}
  const show = (placed: PlacedThread) => {
    const { where, thread } = placed
    if (where.kind !== 'here') return
    const [first] = where.stretches
    talk.open.set({
      threads: [thread.id],
      subject: undefined,
      anchor: () =>
        first ? besidePassage(script) : besideSpot(script, spotOf(where.segment, where.episode)),
      takesFocus: false,
      inMargin: true,
    })
    stay()
    const bring = () => {
      if (!first) {
        script.goTo({
          episode: where.episode,
          ...(where.segment ? { segment: where.segment } : {}),
        })
        return
      }
      const point =
        first.in === 'line'
          ? ({ in: 'line', line: first.id, offset: first.from } as const)
          : ({ in: 'outline', segment: first.id, offset: first.from } as const)
      const at = positionOfPoint(script.view.state.doc, document, point)
      const dom = at === undefined ? undefined : script.view.domAtPos(at).node
      const element = dom instanceof Element ? dom : dom?.parentElement
      // On a phone the lower part of the page is taken.
      element?.scrollIntoView({ block: hasRoom.matches ? 'center' : 'start' })
    }
    bring()
    stay = stayUntilTouched(scroller, bring)
  }
  const stops = [
    talk.placed.subscribe(draw),
    talk.open.subscribe(draw),
    standing.subscribe(draw),
    talk.onComment(() => comment(talk, script)),
    talk.onShow(show),
    () => stay(),
    () => finder.destroy(),
  ]
  draw()
  return () => {
    for (const stop of stops) stop()
  }
}

/// Begins a comment on what is selected. With nothing selected, opens what is said about the words
/// at the cursor, else about its segment.
function comment(talk: Talk, script: ScriptView | undefined): void {
  if (!script) return
  readSelection(script.view)
  const { state } = script.view
  const subject = subjectSelected(state, talk.session.document)
  if (!subject) return
  const open = (next: Pick<Open, 'threads' | 'subject'>, anchor: Open['anchor']) =>
    talk.open.set({ ...next, anchor, takesFocus: true, inMargin: true })
  const threads = state.selection.empty ? threadsAt(state, state.selection.head) : []
  if (threads.length > 0) open({ threads, subject: undefined }, () => besidePassage(script))
  else if (subject.on === 'passage') open({ threads: [], subject }, () => besidePassage(script))
  else {
    const spot = spotOf('segment' in subject ? subject.segment : undefined, subject.episode)
    open({ threads: spot, subject }, () => besideSpot(script, spot))
  }
}

function spotOf(segment: string | undefined, episode: string): Spot {
  return segment === undefined ? { on: 'episode', id: episode } : { on: 'segment', id: segment }
}

function episodeAt(talk: Talk, { on, id }: Spot): string | undefined {
  const { episodes } = talk.session.document.reading.series
  return on === 'episode'
    ? id
    : episodes.find(({ segments }) => segments.some((segment) => segment.id === id))?.id
}

function marksOf(all: readonly PlacedThread[], words: Words): readonly CommentMark[] {
  const spots = new Map<string, Spot>()
  const open = all.filter(({ thread }) => !thread.resolved)
  for (const { where } of open) {
    if (where.kind !== 'here') continue
    const segments = new Set(where.stretches.map(({ segment }) => segment))
    if (where.segment !== undefined) segments.add(where.segment)
    for (const id of segments) spots.set(`segment ${id}`, { on: 'segment', id })
    if (where.segment === undefined) {
      spots.set(`episode ${where.episode}`, { on: 'episode', id: where.episode })
    }
  }
  return [...spots.values()].map((spot) => {
    const here = open.filter((placed) => isAt(placed, spot))
    const hasUnread = here.some(({ thread }) => thread.unread > 0)
    const label = words(hasUnread ? 'threads.mark.unread' : 'threads.mark', { count: here.length })
    return { ...spot, count: here.length, hasUnread, label }
  })
}

const hasRoom = matchMedia('(width >= 800px)')

type Box = Pick<Element, 'getBoundingClientRect'>

/// From the passage that is open to the edge of the page: what stands beside it hides none of it.
function besidePassage(script: ScriptView): Box | undefined {
  const { view } = script
  const parts = [...view.dom.querySelectorAll('.script-comment.open')]
  if (parts.length === 0) {
    const { from } = view.state.selection
    const { top, bottom } = view.coordsAtPos(from)
    return toEdge(script, top, bottom)
  }
  const boxes = parts.map((part) => part.getBoundingClientRect())
  const top = Math.min(...boxes.map((box) => box.top))
  const bottom = Math.max(...boxes.map((box) => box.bottom))
  return toEdge(script, top, bottom)
}

function besideSpot(script: ScriptView, { on, id }: Spot): Box | undefined {
  const { view } = script
  const mark = view.dom.querySelector(
    `.script-comments[data-on=${on}][data-id="${CSS.escape(id)}"]`,
  )
  if (mark) return mark
  const placed = on === 'segment' ? segmentNode(view.state.doc, id) : undefined
  const dom = placed && view.nodeDOM(placed.start)
  if (!(dom instanceof Element)) return undefined
  const { top } = dom.getBoundingClientRect()
  return toEdge(script, top, top + 24)
}

function toEdge({ view }: ScriptView, top: number, bottom: number): Box {
  const page = view.dom.getBoundingClientRect()
  const gutter = 4 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const box = new DOMRect(page.left, top, page.width - gutter, bottom - top)
  return { getBoundingClientRect: () => box }
}
