import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Store } from '../session/store.ts'
import { segmentIdAt } from './commands/segments.ts'
import { segmentNode } from './position.ts'

/// Focus: only the segment that one writes in stands in full ink. One decoration says which that is;
/// the rest is the style sheet's.

interface Here {
  readonly segment: string | undefined
  readonly set: DecorationSet
}

const key = new PluginKey<Here>('focus')

const mode = 'script-focus'

export function focus(isOn: Store<boolean>): Plugin<Here> {
  return new Plugin<Here>({
    key,
    state: {
      init: (_, state) => hereIn(state),
      apply(tr, here, _, state) {
        if (!tr.docChanged && !tr.selectionSet) return here
        // In a title one is in no segment: the last one stays lit.
        const segment = segmentIdAt(state) ?? here.segment
        const set = tr.docChanged ? here.set.map(tr.mapping, tr.doc) : here.set
        const isDrawn = segment === here.segment && set.find().length > 0
        if (isDrawn) return set === here.set ? here : { segment, set }
        return draw(state, segment)
      },
    },
    props: {
      decorations: (state) => (isOn.get() ? key.getState(state)?.set : undefined),
    },
    view(view) {
      const mount = view.dom.parentElement
      const show = () => {
        mount?.classList.toggle(mode, isOn.get())
        // Draws what is decorated anew.
        view.updateState(view.state)
      }
      if (isOn.get()) mount?.classList.add(mode)
      const stop = isOn.subscribe(show)
      return {
        destroy() {
          stop()
          mount?.classList.remove(mode)
        },
      }
    },
  })
}

function hereIn(state: EditorState): Here {
  return draw(state, segmentIdAt(state))
}

function draw(state: EditorState, segment: string | undefined): Here {
  const placed = segment === undefined ? undefined : segmentNode(state.doc, segment)
  if (!placed) return { segment, set: DecorationSet.empty }
  const { start, node } = placed
  const lit = Decoration.node(start, start + node.nodeSize, { class: 'lit' })
  return { segment, set: DecorationSet.create(state.doc, [lit]) }
}
