import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Extent } from './extent.ts'
import { Ranges } from './ranges.ts'

describe('ranges', () => {
  it('join where they touch, in whatever order they come', () => {
    const ranges = new Ranges()
    for (const [from, to] of [
      [4, 6],
      [0, 2],
      [8, 9],
      [2, 4],
      [5, 7],
    ] as const) {
      ranges.add(1, from, to)
    }
    expect([...ranges]).toEqual([
      [1, 0, 7],
      [1, 8, 9],
    ])
    expect(ranges.size).toBe(8)
  })

  it('say what they lack of others', () => {
    const [some, all] = [new Ranges(), new Ranges()]
    some.add(1, 2, 4)
    some.add(1, 6, 7)
    all.add(1, 0, 8)
    all.add(2, 0, 1)
    expect([...some.lacking(all)]).toEqual([
      [1, 0, 2],
      [1, 4, 6],
      [1, 7, 8],
      [2, 0, 1],
    ])
    expect(all.lacking(some).size).toBe(0)
  })
})

/// What somebody types, update by update.
function typed(work: (text: Y.Text) => void): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = 7
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  work(doc.getText())
  return updates
}

describe('an extent', () => {
  const updates = typed((text) => {
    text.insert(0, 'lift')
    text.insert(4, 's')
    text.delete(0, 1)
  })

  it('misses an update that is left out, be it text or a deletion', () => {
    const all = Extent.of(...updates)
    for (const left of updates) {
      const some = Extent.of(...updates.filter((update) => update !== left))
      expect(some.lacks(all)).toMatch(/1 (insertions|deletions)|4 insertions/)
    }
    expect(all.lacks(Extent.of(...updates.slice(1)))).toBeUndefined()
  })

  it('misses nothing in the merged state, where deleted text is gone', () => {
    const merged = Extent.of(Y.mergeUpdates([...updates]))
    expect(merged.lacks(Extent.of(...updates))).toBeUndefined()
  })

  it('tells when other letters stand where some stood', () => {
    const [forged = new Uint8Array()] = typed((text) => text.insert(0, 'lost'))
    const [first = new Uint8Array()] = updates
    expect(Extent.of(forged).lacks(Extent.of(first))).toContain('7:1 i → o')
    expect(Extent.of(first).add(forged)).toHaveLength(1)
  })

  it('stays as it was when more is added to what it was taken of', () => {
    const extent = Extent.of(...updates.slice(0, 1))
    const before = extent.snapshot()
    for (const update of updates) extent.add(update)
    expect(before.lacks(extent)).toContain('1 insertions')
  })
})
