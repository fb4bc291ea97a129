import { Plugin } from 'prosemirror-state'
import { moveBeat } from '../shared/document/segments.ts'
import { bindingOf } from './season.ts'

/// A beat dragged by its label in the margin is moved, never copied: its text stays where it is
/// stored and whoever is typing in it goes on.

export const beatType = 'application/x-ninety-beat'

export function beatDrag(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        dragstart(_, event) {
          const label = labelAt(event.target)
          const segment = label?.closest<HTMLElement>('[data-segment]')?.dataset.segment
          if (!label || segment === undefined || !event.dataTransfer) return false
          event.dataTransfer.setData(beatType, segment)
          event.dataTransfer.effectAllowed = 'move'
          return true
        },
        dragover(view, event) {
          if (!event.dataTransfer?.types.includes(beatType)) return false
          event.preventDefault()
          mark(view.dom, targetAt(event))
          return true
        },
        dragleave(view) {
          mark(view.dom, undefined)
          return false
        },
        dragend(view) {
          mark(view.dom, undefined)
          return false
        },
        drop(view, event) {
          const beat = event.dataTransfer?.getData(beatType)
          if (!beat) return false
          event.preventDefault()
          mark(view.dom, undefined)
          const target = targetAt(event)
          const binding = bindingOf(view.state)
          if (!target || !binding) return true
          binding.run((document) => {
            const over = target.segment.dataset.segment
            const plan = document.reading.arrangement.episodes.find(({ groups }) =>
              groups.some(({ id }) => id === over),
            )
            if (!plan || over === undefined) return false
            const ids = plan.groups.map(({ id }) => id)
            const index = indexOfDrop(ids, beat, over, target.before)
            if (index === undefined) return false
            return moveBeat(document, beat, plan.id, index)
          })
          return true
        },
      },
    },
  })
}

/// Where among the beats of an episode one comes that is dropped before or behind a segment of it;
/// undefined where it stays. `ids` are the segments of the episode, hook and cliffhanger included.
export function indexOfDrop(
  ids: readonly string[],
  beat: string,
  over: string,
  before: boolean,
): number | undefined {
  if (over === beat) return undefined
  const others = ids.filter((id) => id !== beat)
  // The hook stands at 0 and is not counted among the beats.
  const index = others.indexOf(over) - (before ? 1 : 0)
  return Math.min(Math.max(index, 0), others.length - 2)
}

interface Target {
  readonly segment: HTMLElement
  readonly before: boolean
}

function labelAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.script-label') : null
}

function targetAt(event: DragEvent): Target | undefined {
  const under = event.target instanceof Node ? event.target : null
  const element = under instanceof Element ? under : under?.parentElement
  const segment = element?.closest<HTMLElement>('[data-segment]')
  if (!segment) return undefined
  const box = segment.getBoundingClientRect()
  return { segment, before: event.clientY < box.top + box.height / 2 }
}

function mark(root: HTMLElement, target: Target | undefined): void {
  for (const marked of root.querySelectorAll('[data-drop]')) marked.removeAttribute('data-drop')
  target?.segment.setAttribute('data-drop', target.before ? 'before' : 'behind')
}
