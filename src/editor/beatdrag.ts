import { Plugin } from 'prosemirror-state'
import { moveBeat } from '../shared/document/segments.ts'
import { bindingOf } from './season.ts'

/// A beat dragged by its label in the margin is moved, never copied: its text stays where it is
/// stored and whoever is typing in it goes on.

const beatType = 'application/x-ninety-beat'

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
            const plan = document.reading.arrangement.episodes.find(({ groups }) =>
              groups.some(({ id }) => id === target.segment.dataset.segment),
            )
            if (!plan) return false
            const others = plan.groups.filter(({ id }) => id !== beat)
            const at = others.findIndex(({ id }) => id === target.segment.dataset.segment)
            // The hook stands at 0 and is not counted among the beats.
            const index = Math.min(Math.max(at - (target.before ? 1 : 0), 0), others.length - 2)
            return moveBeat(document, beat, plan.id, index)
          })
          return true
        },
      },
    },
  })
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
