import { type EditorState, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { episodeIdAt } from './commands/episodes.ts'

/// The episode with the cursor is laid out, in sight or not. What is far from sight is skipped by the
/// browser (`content-visibility` in script.css) until its next frame, and a letter that comes before
/// that, right behind the key that made the episode or went there, is put into the first thing around
/// the cursor that has a layout: it would stand in the wrong text.

interface Inked {
  readonly episode: string | undefined
  readonly set: DecorationSet
}

const key = new PluginKey<Inked>('inked')

export function inked(): Plugin<Inked> {
  return new Plugin<Inked>({
    key,
    state: {
      init: (_, state) => draw(state, episodeIdAt(state)),
      apply(tr, before, _, state) {
        if (!tr.docChanged && !tr.selectionSet) return before
        const episode = episodeIdAt(state)
        const set = tr.docChanged ? before.set.map(tr.mapping, tr.doc) : before.set
        const isDrawn = episode === before.episode && set.find().length > 0
        return isDrawn ? { episode, set } : draw(state, episode)
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
  })
}

function draw({ doc, selection }: EditorState, episode: string | undefined): Inked {
  if (episode === undefined) return { episode, set: DecorationSet.empty }
  const start = selection.$head.before(1)
  const here = Decoration.node(start, selection.$head.after(1), { class: 'inked' })
  return { episode, set: DecorationSet.create(doc, [here]) }
}
