import type { Element } from '../../../src/shared/domain/element.ts'
import type { SegmentKind } from '../../../src/shared/domain/segment.ts'

/// A script as somebody sees it: a small model that knows nothing of ProseMirror or of the shared
/// document. What the keys should do is said on it (oracle.ts).

/// A text of its own: a title, an outline or a line. Blocks are changed in place and told apart by
/// identity, so that a cursor stays in its text wherever that goes.
export interface Block {
  readonly is: 'title' | 'outline' | 'line'
  element?: Element
  text: string
  dual?: 'left' | 'right'
  /// The styled stretch, where there is one.
  styled?: { readonly style: string; readonly from: number; readonly to: number }
}

export interface Segment {
  kind: SegmentKind
  outlines: Block[]
  lines: Block[]
}

export interface Episode {
  title: Block
  segments: Segment[]
}

export interface Spot {
  block: Block
  at: number
}

export interface Page {
  episodes: Episode[]
  anchor: Spot
  head: Spot
}

export function line(element: Element, text = ''): Block {
  return { is: 'line', element, text }
}

export function segment(kind: SegmentKind, outline: string, ...lines: Block[]): Segment {
  return { kind, outlines: [{ is: 'outline', text: outline }], lines }
}

export function episode(title: string, ...segments: Segment[]): Episode {
  return { title: { is: 'title', text: title }, segments }
}

/// All texts from top to bottom.
export function blocksOf({ episodes }: Pick<Page, 'episodes'>): Block[] {
  return episodes.flatMap(({ title, segments }) => [
    title,
    ...segments.flatMap(({ outlines, lines }) => [...outlines, ...lines]),
  ])
}

/// The selection from its start to its end, and whether it has nothing in it.
export function rangeOf(page: Page): { from: Spot; to: Spot; empty: boolean } {
  const { anchor, head } = page
  const blocks = blocksOf(page)
  const [a, b] = [blocks.indexOf(anchor.block), blocks.indexOf(head.block)]
  const isForward = a < b || (a === b && anchor.at <= head.at)
  const [from, to] = isForward ? [anchor, head] : [head, anchor]
  return { from, to, empty: a === b && anchor.at === head.at }
}

export function homeOf(page: Page, block: Block) {
  for (const [at, each] of page.episodes.entries()) {
    if (each.title === block) return { episode: each, at }
    for (const [index, segment] of each.segments.entries()) {
      if (segment.outlines.includes(block) || segment.lines.includes(block)) {
        return { episode: each, at, segment, index }
      }
    }
  }
  throw new Error('The block is not on the page.')
}

export function copyOf({ episodes, anchor, head }: Page): Page {
  const copies = new Map<Block, Block>()
  const copy = (block: Block): Block => {
    const made = { ...block }
    copies.set(block, made)
    return made
  }
  const copied = episodes.map(({ title, segments }) => ({
    title: copy(title),
    segments: segments.map(({ kind, outlines, lines }) => ({
      kind,
      outlines: outlines.map(copy),
      lines: lines.map(copy),
    })),
  }))
  const spot = ({ block, at }: Spot): Spot => ({ block: copies.get(block) as Block, at })
  return { episodes: copied, anchor: spot(anchor), head: spot(head) }
}

/// The page as rows to compare: texts with `‹` at the anchor and `›` at the head of the selection.
export function rowsOf(page: Page): string[] {
  const said = (block: Block): string => {
    const { text, styled, dual } = block
    const marks: [number, string][] = []
    if (page.anchor.block === block) marks.push([page.anchor.at, '‹'])
    if (page.head.block === block) marks.push([page.head.at, '›'])
    let shown = text
    for (const [at, mark] of marks.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1))) {
      shown = shown.slice(0, at) + mark + shown.slice(at)
    }
    const style = styled ? ` {${styled.style} ${styled.from}-${styled.to}}` : ''
    return `${shown.replaceAll('\n', '⏎')}${style}${dual ? ` {${dual}}` : ''}`
  }
  return page.episodes.flatMap(({ title, segments }) => [
    `# ${said(title)}`,
    ...segments.flatMap(({ kind, outlines, lines }) => [
      kind,
      ...outlines.map((outline) => `= ${said(outline)}`),
      ...lines.map((each) => `${each.element}: ${said(each)}`),
    ]),
  ])
}
