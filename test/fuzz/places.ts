import type { Node } from 'prosemirror-model'
import { nodes } from '../../src/editor/schema.ts'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import type { Dice } from './dice.ts'
import type { Writer } from './writer.ts'

/// Where in a series a person goes to work.

export interface Block {
  readonly node: Node
  readonly start: number
  readonly segment: number
}

export function blocks(doc: Node, wanted: (node: Node) => boolean = () => true): Block[] {
  const found: Block[] = []
  let segment = -1
  doc.descendants((node, start) => {
    if (node.type.spec.group === 'segment') segment = start
    if (!node.isTextblock) return true
    if (wanted(node)) found.push({ node, start: start + 1, segment })
    return false
  })
  return found
}

export const lines = (doc: Node) => blocks(doc, ({ type }) => type === nodes.line)

export function pickLine(writer: Writer, dice: Dice): Block | undefined {
  const all = lines(writer.state.doc)
  const implied = all.filter(({ node }) => String(node.attrs.id).startsWith('~'))
  if (implied.length > 0 && dice.chance(0.3)) return dice.pick(implied)
  // People work close to each other: the first lines are picked more often.
  return dice.chance(0.6) ? all[dice.below(Math.min(all.length, 6))] : dice.pick(all)
}

/// An offset where a person would put the cursor: at the end or the start more often than anywhere.
export function pickOffset({ node }: Block, dice: Dice): number {
  const size = node.content.size
  if (dice.chance(0.25)) return size
  if (dice.chance(0.2)) return 0
  return whole(node, dice.below(size + 1))
}

/// The offset itself, or the one before where it would be inside a character.
export function whole(node: Node, offset: number): number {
  return cutsPairAt(node.textContent, offset) ? offset - 1 : offset
}

/// From where to where a person would select in a block that is not empty: `most` code units or so.
export function pickRange({ node, start }: Block, dice: Dice, most: number) {
  const size = node.content.size
  const from = whole(node, dice.below(size))
  const to = from + 1 + dice.below(Math.min(most, size - from))
  return { from: start + from, to: start + (cutsPairAt(node.textContent, to) ? to + 1 : to) }
}

export function pickPoint(writer: Writer, dice: Dice) {
  const block = pickLine(writer, dice)
  return block && { line: String(block.node.attrs.id), offset: pickOffset(block, dice) }
}

export function beatsOf(writer: Writer, episode: string): string[] {
  const found = writer.document.reading.series.episodes.find(({ id }) => id === episode)
  return (found?.segments ?? []).filter(({ kind }) => kind === 'beat').map(({ id }) => id)
}

export function beats(writer: Writer): { id: string; episode: string }[] {
  return episodes(writer).flatMap((episode) =>
    beatsOf(writer, episode).map((id) => ({ id, episode })),
  )
}

export function episodes(writer: Writer): string[] {
  return writer.document.reading.series.episodes.map(({ id }) => id)
}
