import { type DOMOutputSpec, type Node, Schema } from 'prosemirror-model'

/// The whole season as one ProseMirror document. A line's element is an attribute, not a node type:
/// changing it changes one value, and whatever is typed in the line meanwhile stays.
/// docs/DOCUMENT.md says what it is a rendering of; `render.ts` makes it, `binding.ts` keeps it.

const hidden = { default: '', validate: 'string' } as const
const optional = (types: string) => ({ default: null, validate: `${types}|null` })

const segment = (kind: 'hook' | 'beat' | 'cliffhanger') => ({
  content: 'outline+ line+',
  group: 'segment',
  attrs: { id: hidden },
  isolating: true,
  selectable: false,
  toDOM: (node: { attrs: Record<string, unknown> }): DOMOutputSpec => [
    'section',
    { 'data-segment': String(node.attrs.id), 'data-kind': kind },
    0,
  ],
})

export const schema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: 'episode*' },
    episode: {
      content: 'title hook beat* cliffhanger',
      attrs: { id: hidden },
      isolating: true,
      selectable: false,
      toDOM: (node) => ['article', { 'data-episode': String(node.attrs.id) }, 0],
    },
    title: {
      content: 'text*',
      marks: '',
      isolating: true,
      selectable: false,
      whitespace: 'pre',
      toDOM: () => ['h2', { 'data-title': '' }, 0],
    },
    hook: segment('hook'),
    beat: segment('beat'),
    cliffhanger: segment('cliffhanger'),
    outline: {
      content: 'text*',
      marks: '',
      attrs: { id: hidden },
      isolating: true,
      selectable: false,
      whitespace: 'pre',
      toDOM: (node) => ['p', { 'data-outline': String(node.attrs.id) }, 0],
    },
    line: {
      content: 'text*',
      marks: '_',
      attrs: {
        id: { default: '', validate: 'string' },
        element: { default: 'action', validate: 'string' },
        dual: optional('string'),
        align: optional('string'),
        seconds: optional('number'),
        sceneSeconds: optional('number'),
        sceneNumber: optional('string'),
        translation: optional('string'),
        translated: optional('string'),
      },
      selectable: false,
      whitespace: 'pre',
      // Lines pasted into an empty one bring their elements along.
      definingForContent: true,
      toDOM: lineDom,
      parseDOM: [
        {
          tag: 'p[data-element]',
          preserveWhitespace: 'full',
          getAttrs: (dom) => ({
            element: dom.getAttribute('data-element') ?? 'action',
            dual: dom.getAttribute('data-dual'),
            align: dom.getAttribute('data-align'),
            sceneNumber: dom.getAttribute('data-scene-number'),
          }),
        },
        { tag: 'p' },
        { tag: 'h1, h2, h3, h4, h5, h6, li, dt, dd, blockquote, pre, td, th' },
      ],
    },
    text: {},
  },
  marks: {
    bold: { parseDOM: [{ tag: 'b' }, { tag: 'strong' }], toDOM: () => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'i' }, { tag: 'em' }], toDOM: () => ['em', 0] },
    underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
    strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: () => ['s', 0] },
  },
})

/// A line as an element. Made here rather than described: a season opens with thousands of them.
function lineDom({ attrs }: Node): { dom: HTMLElement; contentDOM: HTMLElement } {
  const dom = document.createElement('p')
  dom.setAttribute('data-line', attrs.id)
  dom.setAttribute('data-element', attrs.element)
  if (attrs.dual !== null) dom.setAttribute('data-dual', attrs.dual)
  if (attrs.align !== null) dom.setAttribute('data-align', attrs.align)
  if (attrs.sceneNumber !== null) dom.setAttribute('data-scene-number', attrs.sceneNumber)
  return { dom, contentDOM: dom }
}

export const nodes = schema.nodes
