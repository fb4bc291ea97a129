import type { PluginKey, PluginSpec } from 'prosemirror-state'
import { DecorationSet } from 'prosemirror-view'

/// Decorations that are drawn from outside the document, from who is there or what they do: whoever
/// draws them dispatches them under the plugin's key, and until then they go along with the text.
export function drawn(
  key: PluginKey<DecorationSet>,
): Pick<PluginSpec<DecorationSet>, 'key' | 'state' | 'props'> {
  return {
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const fresh: unknown = tr.getMeta(key)
        if (fresh instanceof DecorationSet) return fresh
        return tr.docChanged ? set.map(tr.mapping, tr.doc) : set
      },
    },
    props: { decorations: (state) => key.getState(state) },
  }
}
