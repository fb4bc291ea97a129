import type { Transform } from 'prosemirror-transform'

/// A part of a document that was replaced: `from … to` before, `newFrom … newTo` after.
export interface ChangedRange {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/// The parts that transforms, one after the other, replaced between them: sorted, apart from each
/// other, and of equal length in between before and after. Changes of attributes and marks replace
/// nothing.
export function changedRanges(transforms: readonly Transform[]): ChangedRange[] {
  const maps = transforms.flatMap(({ mapping }) => mapping.maps)
  const ranges: ChangedRange[] = []
  for (const [i, map] of maps.entries()) {
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      let [from, to, newFrom, newTo] = [oldStart, oldEnd, newStart, newEnd]
      for (let k = i - 1; k >= 0; k--) {
        const back = maps[k]?.invert()
        from = back?.map(from, -1) ?? from
        to = back?.map(to, 1) ?? to
      }
      for (const later of maps.slice(i + 1)) {
        newFrom = later.map(newFrom, -1)
        newTo = later.map(newTo, 1)
      }
      ranges.push({ from, to, newFrom, newTo })
    })
  }
  ranges.sort((a, b) => a.from - b.from || a.newFrom - b.newFrom)
  const apart: ChangedRange[] = []
  for (const range of ranges) {
    const last = apart[apart.length - 1]
    if (last && (range.from <= last.to || range.newFrom <= last.newTo || !inStep(last, range))) {
      apart[apart.length - 1] = {
        from: Math.min(last.from, range.from),
        to: Math.max(last.to, range.to),
        newFrom: Math.min(last.newFrom, range.newFrom),
        newTo: Math.max(last.newTo, range.newTo),
      }
    } else apart.push(range)
  }
  return apart
}

function inStep(a: ChangedRange, b: ChangedRange): boolean {
  return b.from - a.to === b.newFrom - a.newTo
}
