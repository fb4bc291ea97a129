import { Plugin, TextSelection } from 'prosemirror-state'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Series } from '../shared/domain/series.ts'
import { nodes } from './schema.ts'

/// In a Chinese series `：` behind a name starts dialogue: the line becomes the character's, with a
/// line of dialogue behind it. A name is what already speaks somewhere in the season.
export function colon(document: SeriesDocument): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        const { series } = document.reading
        if (text !== '：' || from !== to || series.language !== 'zh-Hans') return false
        const { $from } = view.state.selection
        const { parent } = $from
        if (parent.type !== nodes.line || $from.parentOffset !== parent.content.size) return false
        const { element } = parent.attrs
        const name = parent.textContent.trim()
        const speaks =
          element === 'character' ? name !== '' : element === 'action' && isName(series, name)
        if (!speaks) return false
        const { tr } = view.state
        tr.setNodeAttribute($from.before(), 'element', 'character')
        tr.insert($from.after(), nodes.line.create({ element: 'dialogue' }))
        tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1))
        view.dispatch(tr.scrollIntoView())
        return true
      },
    },
  })
}

function isName(series: Series, text: string): boolean {
  if (text === '' || text.length > 12) return false
  return series.episodes.some(({ segments }) =>
    segments.some(({ lines }) =>
      lines.some((line) => line.element === 'character' && nameIn(line.text) === text),
    ),
  )
}

/// A cue without its extension.
function nameIn(cue: string): string {
  return cue.replace(/[(（].*$/, '').trim()
}
