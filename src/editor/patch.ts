import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, type Transform } from 'prosemirror-transform'
import type { Rendering } from './render.ts'

/// Turns the document of `tr` into `target` by the smallest replacements: what carries the same id
/// and stands in the same order stays where it is, with whatever points into it.
/// Works from the end to the start, so that positions in front of a change hold.
export function patch(tr: Transform, target: Node, rendering?: Rendering): void {
  patchChildren(tr, tr.doc, target, 0, rendering)
}

/// `start` is the position in front of the first child. Gives back whether nothing differed.
function patchChildren(
  tr: Transform,
  old: Node,
  next: Node,
  start: number,
  rendering: Rendering | undefined,
): boolean {
  const kept = keptChildren(old, next)
  const starts = startsOf(old, start)
  let same = true
  let oldEnd = old.childCount
  let newEnd = next.childCount
  for (let i = kept.length; i >= 0; i--) {
    const pair = kept[i - 1]
    const oldFrom = pair ? pair[0] + 1 : 0
    const newFrom = pair ? pair[1] + 1 : 0
    if (oldFrom < oldEnd && areGivenIds(old, oldFrom, oldEnd, next, newFrom, newEnd)) {
      for (let k = oldEnd - oldFrom - 1; k >= 0; k--) {
        const at = starts[oldFrom + k] as number
        patchNode(tr, old.child(oldFrom + k), next.child(newFrom + k), at, rendering)
      }
      same = false
    } else if (oldFrom < oldEnd || newFrom < newEnd) {
      same = false
      const nodes: Node[] = []
      for (let j = newFrom; j < newEnd; j++) nodes.push(next.child(j))
      const slice = new Slice(Fragment.fromArray(nodes), 0, 0)
      tr.step(new ReplaceStep(starts[oldFrom] as number, starts[oldEnd] as number, slice))
    }
    if (!pair) break
    ;[oldEnd, newEnd] = pair
    const at = starts[oldEnd] as number
    if (!patchNode(tr, old.child(oldEnd), next.child(newEnd), at, rendering)) same = false
  }
  return same
}

/// Whether some children only get ids of their own: a line that somebody has just begun has none,
/// and writing in a line, an outline or a slot that was implied (there is a ~ in its id) makes it.
/// Whoever writes in it stays in it.
function areGivenIds(
  old: Node,
  oldFrom: number,
  oldEnd: number,
  next: Node,
  newFrom: number,
  newEnd: number,
): boolean {
  if (oldEnd - oldFrom !== newEnd - newFrom) return false
  for (let k = 0; k < oldEnd - oldFrom; k++) {
    const { type, attrs } = old.child(oldFrom + k)
    const isNew = attrs.id === '' || String(attrs.id).includes('~')
    if (type !== next.child(newFrom + k).type || !isNew) return false
  }
  return true
}

function patchNode(
  tr: Transform,
  old: Node,
  next: Node,
  at: number,
  rendering: Rendering | undefined,
): boolean {
  if (old === next) return true
  const sameContent = old.isTextblock
    ? patchText(tr, old, next, at + 1)
    : patchChildren(tr, old, next, at + 1, rendering)
  let sameAttributes = true
  for (const name of Object.keys(next.attrs)) {
    if (old.attrs[name] === next.attrs[name]) continue
    sameAttributes = false
    tr.setNodeAttribute(at, name, next.attrs[name])
  }
  const same = sameContent && sameAttributes
  if (same) rendering?.adopt(old, next)
  return same
}

function patchText(tr: Transform, old: Node, next: Node, start: number): boolean {
  const from = old.content.findDiffStart(next.content)
  if (from === null) return true
  const ends = old.content.findDiffEnd(next.content) as { a: number; b: number }
  // In "aaa" the common start and the common end overlap.
  const overlap = Math.max(from - Math.min(ends.a, ends.b), 0)
  const slice = new Slice(next.content.cut(from, ends.b + overlap), 0, 0)
  tr.step(new ReplaceStep(start + from, start + ends.a + overlap, slice))
  return false
}

function startsOf(parent: Node, start: number): number[] {
  const starts = [start]
  parent.forEach((child, offset) => {
    starts.push(start + offset + child.nodeSize)
  })
  return starts
}

/// Pairs of indices of children that stay: same key, in an order both have.
function keptChildren(old: Node, next: Node): [number, number][] {
  const pairs: [number, number][] = []
  const common = Math.min(old.childCount, next.childCount)
  let head = 0
  while (head < common && sameKey(old.child(head), next.child(head))) {
    pairs.push([head, head])
    head++
  }
  let tail = 0
  while (
    tail < common - head &&
    sameKey(old.child(old.childCount - 1 - tail), next.child(next.childCount - 1 - tail))
  ) {
    tail++
  }
  const places = new Map<string, number>()
  for (let i = head; i < old.childCount - tail; i++) places.set(keyOf(old.child(i)), i)
  const middle: [number, number][] = []
  for (let j = head; j < next.childCount - tail; j++) {
    const i = places.get(keyOf(next.child(j)))
    if (i !== undefined) middle.push([i, j])
  }
  pairs.push(...longestRise(middle))
  for (let k = tail; k > 0; k--) pairs.push([old.childCount - k, next.childCount - k])
  return pairs
}

function sameKey(a: Node, b: Node): boolean {
  return a === b || keyOf(a) === keyOf(b)
}

function keyOf(node: Node): string {
  return `${node.type.name} ${node.attrs.id ?? ''}`
}

/// The longest run of pairs whose first members rise.
function longestRise(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = []
  const before: number[] = []
  for (const [k, [value]] of pairs.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((pairs[ends[mid] as number]?.[0] ?? 0) < value) low = mid + 1
      else high = mid
    }
    before[k] = low > 0 ? (ends[low - 1] as number) : -1
    ends[low] = k
  }
  const rise: [number, number][] = []
  for (let k = ends[ends.length - 1] ?? -1; k >= 0; k = before[k] ?? -1) {
    rise.unshift(pairs[k] as [number, number])
  }
  return rise
}
