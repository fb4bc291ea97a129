import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { Language } from '../shared/domain/language.ts'
import { readFountain } from '../shared/format/fountain/read.ts'
import { draftOf, textNodes } from './render.ts'
import { nodes } from './schema.ts'

/// What goes through the clipboard are lines: whatever is pasted is text and elements, never a
/// segment or an id of one. Pasted plain text is read as Fountain, so a scene comes in as a scene.
export function clipboard(language: () => Language): Plugin {
  return new Plugin({
    props: {
      transformPasted(slice, view) {
        const lines = linesIn(slice.content)
        if (lines.length === 0) return slice
        const inField = view.state.selection.$from.parent.type !== nodes.line
        if (inField) return plainText(lines)
        const [line] = lines
        if (line && lines.length === 1 && isInline(slice)) return new Slice(line.content, 0, 0)
        const open = !isWhole(slice)
        return new Slice(Fragment.fromArray(lines), open ? 1 : 0, open ? 1 : 0)
      },
      clipboardTextParser: (text) => {
        const lines = readLines(text, language())
        return new Slice(Fragment.fromArray(lines), 1, 1)
      },
      clipboardTextSerializer: (slice) => {
        const lines = linesIn(slice.content)
        if (lines.length === 0) return slice.content.textBetween(0, slice.content.size, '\n\n')
        return lines.map((line, i) => separator(lines[i - 1], line) + line.textContent).join('')
      },
    },
  })
}

/// Text as lines: one line alone is just text; several are a piece of script.
function readLines(text: string, language: Language): Node[] {
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  if (!clean.includes('\n')) {
    return [nodes.line.create(null, textNodes([{ text: clean, style: {} }]))]
  }
  const { screenplay } = readFountain(clean, { language })
  return screenplay.episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .flatMap(({ outline, lines }) => [
      ...(outline === ''
        ? []
        : [{ element: 'action' as const, spans: [{ text: outline, style: {} }] }]),
      ...lines,
    ])
    .map(({ element, spans, ...attributes }) =>
      nodes.line.create({ element, ...attributes }, textNodes(spans)),
    )
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

/// Whether a slice begins inside a text, as when part of a line was copied.
function isInline({ content, openStart, openEnd }: Slice): boolean {
  let depth = 0
  for (let node = content.firstChild; node && !node.isText; node = node.firstChild) depth++
  return openStart >= depth && openEnd >= depth
}

/// Whether a slice is of whole segments or episodes.
function isWhole({ openStart, content }: Slice): boolean {
  return openStart === 0 && content.firstChild?.type !== nodes.line
}

/// In a title or an outline there is one text: line ends become breaks.
function plainText(lines: readonly Node[]): Slice {
  const text = lines.map((line) => line.textContent).join('\n')
  return new Slice(Fragment.from(textNodes([{ text, style: {} }])), 0, 0)
}

/// Dialogue stands right under its cue, everything else apart.
function separator(before: Node | undefined, line: Node): string {
  if (!before) return ''
  const { element } = line.attrs
  const close = element === 'dialogue' || element === 'parenthetical'
  return close ? '\n' : '\n\n'
}
