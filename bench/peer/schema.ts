import { type NodeSpec, Schema } from 'prosemirror-model'
import { elements } from '../../src/shared/domain/element.ts'

/// A screenplay as other co-writing editors keep it: one node type for each element, one run of
/// them. Lines look as they do in Ninety. `inEpisodes` is kinder to it than those editors are: lines
/// lie in episodes as in Ninety, so that the browser passes over those out of sight and little has
/// to be compared.
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

export function createSchema(inEpisodes: boolean): Schema {
  const episode: NodeSpec = {
    content: 'line+',
    toDOM: () => ['article', { 'data-episode': '' }, 0],
    parseDOM: [{ tag: 'article' }],
  }
  const nodes: Record<string, NodeSpec> = {
    doc: { content: inEpisodes ? 'episode+' : 'line+' },
    ...(inEpisodes ? { episode } : {}),
    ...lines,
    text: {},
  }
  return new Schema({
    nodes,
    marks: {
      bold: { toDOM: () => ['strong', 0] },
      italic: { toDOM: () => ['em', 0] },
    },
  })
}
