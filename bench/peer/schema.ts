import { type NodeSpec, Schema } from 'prosemirror-model'
import { elements } from '../../src/shared/domain/element.ts'

/// A screenplay as other co-writing editors keep it: one node type for each element. Lines look as
/// they do in Ninety, and lie in episodes too, so that the browser can pass over those out of
/// sight: that is more than such editors do.
const lines = Object.fromEntries(
  elements.map((element): [string, NodeSpec] => [
    element.replaceAll('-', '_'),
    {
      content: 'text*',
      group: 'line',
      toDOM: () => ['p', { 'data-line': '', 'data-element': element }, 0],
      parseDOM: [{ tag: `p[data-element=${element}]` }],
    },
  ]),
)

export const schema = new Schema({
  nodes: {
    doc: { content: 'episode+' },
    episode: {
      content: 'line+',
      toDOM: () => ['article', { 'data-episode': '' }, 0],
      parseDOM: [{ tag: 'article' }],
    },
    ...lines,
    text: {},
  },
  marks: {
    bold: { toDOM: () => ['strong', 0] },
    italic: { toDOM: () => ['em', 0] },
  },
})
