import type { ResolvedPos } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, Selection } from 'prosemirror-state'
import { nodes } from './schema.ts'
import { bindingOf } from './season.ts'

/// Whether the outlines are shown in the script. Hidden ones are passed over by the cursor, and
/// nothing that is done to a selection around them touches them. Each browser remembers it.

const key = new PluginKey<boolean>('outlines')
const stored = 'ninety.outlines'

export const toggleOutlines: Command = (state, dispatch) => {
  const hide = !areHidden(state)
  const { tr } = state
  const { $head } = state.selection
  const line = hide && $head.parent.type === nodes.outline ? nextText(state, $head, 1, true) : null
  if (line) tr.setSelection(line)
  dispatch?.(tr.setMeta(key, hide).scrollIntoView())
  return true
}

/// The text before (−1) or behind (1) the one that a position is in or next to.
export function nextText(
  state: EditorState,
  $from: ResolvedPos,
  step: -1 | 1,
  withoutOutlines = areHidden(state),
): Selection | null {
  let next: Selection | null = null
  let $at = $from
  do {
    const edge = $at.parent.isTextblock ? (step < 0 ? $at.before() : $at.after()) : $at.pos
    next = Selection.findFrom(state.doc.resolve(edge), step, true)
    if (next) $at = next.$head
  } while (next && withoutOutlines && $at.parent.type === nodes.outline)
  return next
}

function areHidden(state: EditorState): boolean {
  return key.getState(state) ?? false
}

export function outlines(mount: HTMLElement): Plugin<boolean> {
  return new Plugin({
    key,
    state: {
      init: () => localStorage.getItem(stored) === 'hidden',
      apply: (tr, hidden) => (tr.getMeta(key) as boolean | undefined) ?? hidden,
    },
    view(view) {
      const show = (state: EditorState) => {
        const hidden = areHidden(state)
        mount.classList.toggle('hide-outlines', hidden)
        const binding = bindingOf(state)
        if (binding) binding.keepsOutlines = hidden
      }
      show(view.state)
      return {
        update({ state }, before) {
          if (areHidden(state) === areHidden(before)) return
          localStorage.setItem(stored, areHidden(state) ? 'hidden' : 'shown')
          show(state)
        },
      }
    },
  })
}
