/// Rows from `from` up to, not including, `to`.
export interface RowRange {
  readonly from: number
  readonly to: number
}

/// Rows beyond either edge that are there before they are seen.
const around = 4

/// Which rows of a list are in sight, and a few around them, when it has been scrolled by `top` and
/// shows `height`; all in CSS pixels. They come and go by pairs, so that scrolling by a pixel draws
/// nothing anew. The range may end behind the list.
export function rowsInSight(top: number, height: number, rowHeight: number): RowRange {
  const first = Math.floor(Math.max(0, top) / rowHeight)
  const last = Math.ceil((Math.max(0, top) + height) / rowHeight)
  const from = first - around
  return { from: Math.max(0, from - (from & 1)), to: last + around + ((last + around) & 1) }
}
