import type { Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import type { Element } from '../../shared/domain/element.ts'
import { nodes } from '../schema.ts'
import { elementOf, lineAt } from './lines.ts'

/// Two who speak at once. A speech is a cue with the lines under it; the one that is spoken with the
/// speech right before it is marked on its cue as the right one.

const spoken: ReadonlySet<Element> = new Set(['parenthetical', 'dialogue', 'lyric'])

interface Speech {
  readonly cue: Node
  /// The place of the cue and of the line behind the speech among the blocks of the segment.
  readonly from: number
  readonly to: number
}

/// The speeches of a segment, in order.
function speechesIn(segment: Node): readonly Speech[] {
  const speeches: { cue: Node; from: number; to: number }[] = []
  segment.forEach((line, _, at) => {
    if (line.type !== nodes.line) return
    const last = speeches[speeches.length - 1]
    if (elementOf(line) === 'character') speeches.push({ cue: line, from: at, to: at + 1 })
    else if (last?.to === at && spoken.has(elementOf(line))) last.to = at + 1
  })
  return speeches
}

/// The pairs of speeches that stand side by side.
function pairsIn(segment: Node): readonly (readonly [Speech, Speech])[] {
  const speeches = speechesIn(segment)
  const pairs: [Speech, Speech][] = []
  for (const [i, right] of speeches.entries()) {
    const left = speeches[i - 1]
    const isFree = left && pairs[pairs.length - 1]?.[1] !== left
    if (isFree && left.to === right.from && right.cue.attrs.dual === 'right') {
      pairs.push([left, right])
    }
  }
  return pairs
}

/// Puts the speech beside the one right before it, or, with none before it, the one behind it beside
/// this; a pair is parted.
export const toggleDual: Command = (state, dispatch) => {
  const line = lineAt(state)
  if (!line) return false
  const segment = line.$from.node(-1)
  const at = line.$from.index(-1)
  const speeches = speechesIn(segment)
  const index = speeches.findIndex(({ from, to }) => from <= at && at < to)
  const here = speeches[index]
  if (!here) return false
  const start = line.$from.start(-1)
  const { tr } = state
  const mark = (speech: Speech, dual: 'left' | 'right' | null) => {
    let before = start
    for (let i = 0; i < speech.from; i++) before += segment.child(i).nodeSize
    if (speech.cue.attrs.dual !== dual) tr.setNodeAttribute(before, 'dual', dual)
  }
  const pair = pairsIn(segment).find((each) => each.includes(here))
  const before = speeches[index - 1]
  const behind = speeches[index + 1]
  if (pair) for (const speech of pair) mark(speech, null)
  else if (here.cue.attrs.dual !== null) mark(here, null)
  else if (before?.to === here.from) {
    mark(before, 'left')
    mark(here, 'right')
  } else if (behind && here.to === behind.from) {
    mark(here, 'left')
    mark(behind, 'right')
  } else return false
  dispatch?.(tr)
  return true
}

/// The row of each block of a segment with a pair in it, counted from 1, and the side of those that
/// stand in columns: what is in brackets has a row for itself, so that the speeches begin side by
/// side. Undefined where nothing is side by side.
export function columnsOf(segment: Node): readonly Cell[] | undefined {
  const pairs = pairsIn(segment)
  if (pairs.length === 0) return undefined
  const cells: Cell[] = []
  let row = 1
  let at = 0
  for (const [left, right] of pairs) {
    for (; at < left.from; at++) cells[at] = { row: row++ }
    let [l, r] = [left.from, right.from]
    while (l < left.to || r < right.to) {
      const inLeft = l < left.to && segment.child(l)
      const inRight = r < right.to && segment.child(r)
      const isAside = (line: Node | false) => line && elementOf(line) === 'parenthetical'
      const alone = inLeft && inRight && isAside(inLeft) !== isAside(inRight)
      if (inLeft && !(alone && isAside(inRight))) cells[l++] = { row, side: 'left' }
      if (inRight && !(alone && isAside(inLeft))) cells[r++] = { row, side: 'right' }
      row++
    }
    at = right.to
  }
  for (; at < segment.childCount; at++) cells[at] = { row: row++ }
  return cells
}

interface Cell {
  readonly row: number
  readonly side?: 'left' | 'right'
}
