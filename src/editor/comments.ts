import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { subjectOfSelection } from '../shared/document/selection.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Subject } from '../shared/document/subject.ts'
import type { Stretch } from '../shared/document/whereabouts.ts'
import { rendered } from './binding.ts'
import { episodeNode, pointAtPosition, positionOfPoint, segmentNode } from './position.ts'

/// Comments in the script: the passages that are talked about are underlaid, and beside each segment
/// and each episode a mark says how many threads there are. What is shown is told from outside; in
/// between it moves with the text.

/// A thread on a passage.
export interface CommentedPassage {
  readonly thread: string
  readonly stretches: readonly Stretch[]
  /// It is open beside the text.
  readonly isOpen: boolean
}

/// How many threads there are on a segment, or on an episode as a whole.
export interface CommentMark {
  readonly on: 'segment' | 'episode'
  readonly id: string
  readonly count: number
  readonly hasUnread: boolean
  /// What its button is called.
  readonly label: string
}

export interface CommentsShown {
  readonly passages: readonly CommentedPassage[]
  readonly marks: readonly CommentMark[]
  /// What the button beside a selection is called; none for who may not comment.
  readonly offer: string | undefined
}

export interface CommentsOptions {
  /// A press on text that is talked about, with its threads, the shortest first.
  readonly onPassage: (threads: readonly string[]) => void
  readonly onMark: (mark: Pick<CommentMark, 'on' | 'id'>) => void
  /// The button beside a selection.
  readonly onSelection: () => void
}

interface Drawn {
  readonly set: DecorationSet
  readonly offer: string | undefined
}

const key = new PluginKey<Drawn>('comments')

interface Spec {
  readonly thread?: string
}

export function comments({ onPassage, onMark, onSelection }: CommentsOptions): Plugin<Drawn> {
  return new Plugin({
    key,
    state: {
      init: (): Drawn => ({ set: DecorationSet.empty, offer: undefined }),
      apply(tr, drawn) {
        const next = tr.getMeta(key) as Drawn | undefined
        if (next) return next
        return tr.docChanged ? { ...drawn, set: drawn.set.map(tr.mapping, tr.doc) } : drawn
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
      handleClick(view, at) {
        const threads = threadsAt(view.state, at)
        if (threads.length > 0 && view.state.selection.empty) onPassage(threads)
        return false
      },
      handleDOMEvents: {
        // A press on a mark is no press in the text.
        mousedown(_, event) {
          const isMark = markOf(event) !== undefined
          if (isMark) event.preventDefault()
          return isMark
        },
        click(_, event) {
          const mark = markOf(event)
          if (mark) onMark(mark)
          return mark !== undefined
        },
      },
    },
    view: (view) => new Offer(view, onSelection),
  })
}

/// The button beside a selection: a finger has no key for it.
class Offer {
  readonly #button = document.createElement('button')

  constructor(view: EditorView, onSelection: () => void) {
    const button = this.#button
    button.type = 'button'
    button.className = 'script-comment-new'
    button.hidden = true
    // The selection stays, and so does the focus.
    button.addEventListener('pointerdown', (event) => event.preventDefault())
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', onSelection)
    view.dom.parentElement?.append(button)
    this.update(view)
  }

  update(view: EditorView): void {
    const button = this.#button
    const { selection } = view.state
    const offer = key.getState(view.state)?.offer
    const isOffered = offer !== undefined && !selection.empty && !view.composing
    if (button.hidden === isOffered) button.hidden = !isOffered
    if (!isOffered) return
    if (button.title !== offer) Object.assign(button, { title: offer, ariaLabel: offer })
    const mount = view.dom.parentElement
    const { top } = view.coordsAtPos(selection.head)
    const origin = mount?.getBoundingClientRect().top ?? 0
    button.style.top = `${Math.round(top - origin + (mount?.scrollTop ?? 0))}px`
  }

  destroy(): void {
    this.#button.remove()
  }
}

/// The threads on the text at a position, those on the shortest passage first.
export function threadsAt(state: EditorState, at: number): readonly string[] {
  const found =
    key.getState(state)?.set.find(at, at, ({ thread }: Spec) => thread !== undefined) ?? []
  const length = ({ from, to }: Decoration) => to - from
  const sorted = [...found].sort((a, b) => length(a) - length(b))
  return [...new Set(sorted.flatMap(({ spec }) => (spec as Spec).thread ?? []))]
}

/// Shows comments as they are now. While an input method composes, those that are shown stay.
export function showComments(
  view: EditorView,
  document: SeriesDocument,
  { passages, marks, offer }: CommentsShown,
): void {
  if (view.composing) return
  const { doc } = view.state
  const decorations: Decoration[] = []
  for (const { thread, stretches, isOpen } of passages) {
    for (const { in: where, id, from, to } of stretches) {
      const point = (offset: number) =>
        where === 'line'
          ? ({ in: 'line', line: id, offset } as const)
          : ({ in: 'outline', segment: id, offset } as const)
      const start = positionOfPoint(doc, document, point(from))
      const end = positionOfPoint(doc, document, point(to))
      if (start === undefined || end === undefined || start >= end) continue
      decorations.push(
        Decoration.inline(
          start,
          end,
          {
            class: isOpen ? 'script-comment open' : 'script-comment',
            ...(isOpen ? { 'data-thread': thread } : {}),
          },
          { thread } satisfies Spec,
        ),
      )
    }
  }
  for (const mark of marks) {
    const placed = mark.on === 'segment' ? segmentNode(doc, mark.id) : episodeNode(doc, mark.id)
    if (!placed) continue
    decorations.push(
      Decoration.widget(placed.start + 1, () => markElement(mark), {
        key: `${mark.on} ${mark.id} ${mark.count} ${mark.hasUnread} ${mark.label}`,
        side: -1,
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    )
  }
  const { tr } = view.state
  const drawn: Drawn = { set: DecorationSet.create(doc, decorations), offer }
  view.dispatch(tr.setMeta(key, drawn).setMeta(rendered, true))
}

/// What a comment on the selection is about; undefined where nothing of the season is selected.
export function subjectSelected(
  { selection: { $from, $to } }: EditorState,
  document: SeriesDocument,
): Subject | undefined {
  const from = pointAtPosition($from)
  const to = pointAtPosition($to)
  return from && to && subjectOfSelection(document, from, to)
}

function markElement({ on, id, count, hasUnread, label }: CommentMark): HTMLElement {
  const mark = document.createElement('button')
  mark.type = 'button'
  mark.className = hasUnread ? 'script-comments unread' : 'script-comments'
  mark.dataset.on = on
  mark.dataset.id = id
  mark.textContent = String(count)
  mark.title = label
  mark.ariaLabel = label
  mark.contentEditable = 'false'
  return mark
}

function markOf({ target }: Event): Pick<CommentMark, 'on' | 'id'> | undefined {
  const mark = target instanceof Element ? target.closest<HTMLElement>('.script-comments') : null
  const { on, id } = mark?.dataset ?? {}
  return (on === 'segment' || on === 'episode') && id !== undefined ? { on, id } : undefined
}
