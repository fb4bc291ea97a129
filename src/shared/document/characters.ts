import * as Y from 'yjs'
import { asLineEnd } from './roots.ts'
import { isRestoring } from './seriesdocument.ts'
import { stretchOf } from './twins.ts'

/// Where each character of a shared text stands, by the id it was typed under. An id is never used
/// twice, and what an undo brings back goes by the id it had: so whoever remembers ids finds the
/// same characters again, wherever edits, line ends and marks have carried them. All lengths and
/// places are code units.

/// A run of characters that were typed one after the other: client, first clock, length.
export type Run = readonly [client: number, clock: number, length: number]

/// A stretch of a text, from `from` up to `to`.
export interface Range {
  readonly from: number
  readonly to: number
}

export interface Characters {
  /// What the text says now, a line end as "\n", any other embed as `otherEmbed`, so that places in
  /// it are places in the text.
  readonly flat: string
  /// The runs that stand in a range of the text; embeds have none.
  runsIn(range: Range): readonly Run[]
  /// Where the characters of a run that says `text` stand now.
  find(run: Run, text: string): readonly Range[]
}

const otherEmbed = '\ufffc'

interface Placed {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly at: number
}

export function readCharacters(doc: Y.Doc, text: Y.Text): Characters {
  const written: Placed[] = []
  const known = new Map<number, Placed[]>()
  const know = (placed: Placed) => {
    const list = known.get(placed.client)
    if (list) list.push(placed)
    else known.set(placed.client, [placed])
  }
  let flat = ''
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const { content, length, id } = item
    if (content instanceof Y.ContentString) {
      const placed = { client: id.client, clock: id.clock, length, at: flat.length }
      const typed = typedAs(doc, placed)
      written.push(...typed)
      for (const each of typed) know(each)
      flat += content.str
    } else {
      const embed = content instanceof Y.ContentEmbed ? content.embed : undefined
      flat += asLineEnd(embed) ? '\n' : otherEmbed.repeat(length)
    }
  }
  return {
    flat,
    runsIn({ from, to }) {
      const runs: Run[] = []
      for (const { client, clock, length, at } of written) {
        if (at >= to) break
        const start = Math.max(at, from)
        const end = Math.min(at + length, to)
        if (start >= end) continue
        const last = runs[runs.length - 1]
        const first = clock + start - at
        if (last && last[0] === client && last[1] + last[2] === first) {
          runs[runs.length - 1] = [client, last[1], last[2] + end - start]
        } else runs.push([client, first, end - start])
      }
      return runs
    },
    find([client, clock, length], says) {
      const found: Range[] = []
      for (const placed of known.get(client) ?? []) {
        const start = Math.max(placed.clock, clock)
        const end = Math.min(placed.clock + placed.length, clock + length)
        const at = placed.at + start - placed.clock
        // Whoever writes ids that are not theirs shows other characters: those are not found.
        for (let i = 0; i < end - start; i++) {
          if (flat[at + i] !== says[start - clock + i]) continue
          const last = found[found.length - 1]
          if (last?.to === at + i) found[found.length - 1] = { from: last.from, to: at + i + 1 }
          else found.push({ from: at + i, to: at + i + 1 })
        }
      }
      return found
    },
  }
}

/// An undo writes what it brings back in front of what it is a copy of (docs/DOCUMENT.md, D32), and
/// that may be a copy itself: the characters as they were first typed.
function typedAs(doc: Y.Doc, placed: Placed, copies = 0): readonly Placed[] {
  const originals = copies < mostCopies ? copiedBy(doc, placed) : []
  const length = originals.reduce((sum, original) => sum + original.length, 0)
  if (length < placed.length) return [placed]
  return originals.flatMap((original) => typedAs(doc, original, copies + 1))
}

/// How many times over an undo may have brought back what an undo brought back.
const mostCopies = 100

/// What characters were copied from, one step back; nothing where they were typed.
function copiedBy(doc: Y.Doc, { client, clock, length, at }: Placed): Placed[] {
  const structs = isRestoring(client) ? (doc.store.clients.get(client) ?? []) : []
  const originals: Placed[] = []
  if (Y.getState(doc.store, client) <= clock || structs.length === 0) return originals
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const item = structs[i]
    if (!item || item.id.clock >= clock + length) break
    const stretch = item instanceof Y.Item ? stretchOf(doc, item) : undefined
    if (!stretch) continue
    const start = Math.max(item.id.clock, clock)
    const end = Math.min(item.id.clock + item.length, clock + length)
    originals.push({
      client: stretch.client,
      clock: stretch.from + start - item.id.clock,
      length: end - start,
      at: at + start - clock,
    })
  }
  return originals
}
