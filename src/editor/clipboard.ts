import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { draftOf, textNodes } from './render.ts'
import { nodes } from './schema.ts'

/// What goes through the clipboard are lines: whatever is pasted is text and elements, never a
/// segment or an id of one. This much holds from the first moment on; what tells a scene heading
/// from a speech is loaded behind the page and comes in front of it (paste/, copy/).
export function clipboard(): Plugin {
  return new Plugin({
    props: {
      transformPasted(slice, view) {
        const lines = linesIn(slice.content)
        if (lines.length === 0) return slice
        const inField = view.state.selection.$from.parent.type !== nodes.line
        if (inField) return plainText(lines)
        const [line] = lines
        if (line && lines.length === 1) return new Slice(line.content, 0, 0)
        return new Slice(Fragment.fromArray(lines), 1, 1)
      },
      clipboardTextParser: (text) => {
        const rows = text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
        return new Slice(Fragment.fromArray(rows.map(lineOfText)), 1, 1)
      },
    },
  })
}

function lineOfText(text: string): Node {
  return nodes.line.create(null, textNodes([{ text, style: {} }]))
}

/// Every textblock of a fragment as a line without an id.
function linesIn(fragment: Fragment): Node[] {
  const lines: Node[] = []
  fragment.descendants((node) => {
    if (!node.isTextblock) return true
    const attributes = node.type === nodes.line ? { ...node.attrs, id: '' } : null
    lines.push(nodes.line.create(attributes, textNodes(draftOf(node).spans)))
    return false
  })
  return lines
}

/// In a title or an outline there is one text: line ends become breaks.
function plainText(lines: readonly Node[]): Slice {
  const text = lines.map((line) => line.textContent).join('\n')
  return new Slice(Fragment.from(textNodes([{ text, style: {} }])), 0, 0)
}
