import type { Node } from 'prosemirror-model'
import type { SegmentText } from '../../../src/shared/document/content.ts'
import { setSettings } from '../../../src/shared/document/series.ts'
import type { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { asElement } from '../../../src/shared/domain/element.ts'
import { Manuscript, othersSeries } from '../manuscript.ts'
import type { Room } from './oracle.ts'
import { type Block, blocksOf, type Page, rowsOf, type Segment, segment } from './page.ts'

/// The real thing: a series that somebody else has written, as a page.
export class Script extends Manuscript {
  constructor(page: Pick<Page, 'episodes'>, room: Room) {
    super(seriesOf(page, room))
  }

  /// Selects what is selected on a page that reads the same.
  select(page: Page): void {
    const blocks = blocksOf(page)
    const starts: number[] = []
    this.state.doc.descendants((node, at) => {
      if (node.isTextblock) starts.push(at + 1)
      return !node.isTextblock
    })
    const position = ({ block, at }: Page['head']) => (starts[blocks.indexOf(block)] as number) + at
    this.selectRange(position(page.anchor), position(page.head))
  }

  rows(): string[] {
    return rowsOf(this.page())
  }

  /// What is on the screen, as a page.
  page(): Page {
    const { doc, selection } = this.state
    const found = new Map<Node, Block>()
    const read = (node: Node): Block => {
      const block = blockOf(node)
      found.set(node, block)
      return block
    }
    const episodes = doc.children.map((episode) => ({
      title: read(episode.child(0)),
      segments: episode.children.slice(1).map((each) => {
        const made = segment(each.type.name as Segment['kind'], '')
        const texts = each.children.map(read)
        made.outlines = texts.filter(({ is }) => is === 'outline')
        made.lines = texts.filter(({ is }) => is === 'line')
        return made
      }),
    }))
    const spot = ({ parent, parentOffset: at }: typeof selection.$head) => {
      const block = found.get(parent)
      if (!block) throw new Error(`The selection is in no text, but in ${parent.type.name}.`)
      return { block, at }
    }
    return { episodes, anchor: spot(selection.$anchor), head: spot(selection.$head) }
  }
}

function seriesOf({ episodes }: Pick<Page, 'episodes'>, room: Room): SeriesDocument {
  const document = othersSeries({
    title: '',
    language: room.chinese ? 'zh-Hans' : 'en',
    episodes: episodes.map(({ title, segments }) => ({
      title: title.text,
      summary: '',
      hook: contentOf(segments[0] as Segment),
      beats: segments.slice(1, -1).map(contentOf),
      cliffhanger: contentOf(segments.at(-1) as Segment),
    })),
  })
  const { afterDialogue } = room
  if (afterDialogue !== 'action') setSettings(document, { afterDialogue })
  return document
}

function contentOf({ outlines, lines }: Segment): SegmentText {
  return {
    outline: outlines[0]?.text ?? '',
    lines: lines.map(({ element, text }) => ({
      element: asElement(element),
      spans: text === '' ? [] : [{ text, style: {} }],
    })),
  }
}

function blockOf(node: Node): Block {
  const { name } = node.type
  if (name !== 'line') return { is: name as 'title' | 'outline', text: node.textContent }
  const { element, dual } = node.attrs
  const block: Block = { is: 'line', element: asElement(element), text: node.textContent }
  if (dual === 'left' || dual === 'right') block.dual = dual
  let at = 0
  node.forEach(({ marks, nodeSize }) => {
    const [mark] = marks
    if (mark) block.styled = { style: mark.type.name, from: at, to: at + nodeSize }
    at += nodeSize
  })
  return block
}
