/// Where between cards a pointer is: pure geometry, in any one coordinate system.

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/// Before which card something dropped at a point goes; `boxes.length` is behind the last. Cards
/// are in reading order and may lie in several lines; where they are stacked, a line is one card.
export function slotAt(boxes: readonly Box[], x: number, y: number, stacked: boolean): number {
  if (stacked) {
    const below = boxes.findIndex((box) => y < (box.top + box.bottom) / 2)
    return below === -1 ? boxes.length : below
  }
  const lines = linesOf(boxes)
  let nearest: Line | undefined
  let away = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const distance = Math.max(line.top - y, y - line.bottom, 0)
    if (distance < away) {
      nearest = line
      away = distance
    }
  }
  if (!nearest) return 0
  const { from, to } = nearest
  for (let i = from; i < to; i++) {
    const box = boxes[i] as Box
    if (x < (box.left + box.right) / 2) return i
  }
  return to
}

/// The line that shows a slot: upright beside a card, or flat between two where they are stacked.
export function markAt(
  boxes: readonly Box[],
  index: number,
  lane: Box,
  stacked: boolean,
  gap: number,
): Box {
  const before = boxes[index - 1]
  const behind = boxes[index]
  if (stacked) {
    const y = before ? before.bottom + gap / 2 : behind ? behind.top - gap / 2 : lane.top
    return { left: lane.left, right: lane.right, top: y, bottom: y }
  }
  // At the break between two lines the start of the next one is the clearer place.
  if (behind) {
    const x = behind.left - gap / 2
    return { left: x, right: x, top: behind.top, bottom: behind.bottom }
  }
  if (before) {
    const x = before.right + gap / 2
    return { left: x, right: x, top: before.top, bottom: before.bottom }
  }
  return { left: lane.left, right: lane.left, top: lane.top, bottom: lane.bottom }
}

interface Line {
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
}

function linesOf(boxes: readonly Box[]): Line[] {
  const lines: Line[] = []
  for (const [i, { top, bottom }] of boxes.entries()) {
    const last = lines[lines.length - 1]
    if (last && top < last.bottom) {
      lines[lines.length - 1] = {
        ...last,
        to: i + 1,
        top: Math.min(last.top, top),
        bottom: Math.max(last.bottom, bottom),
      }
    } else lines.push({ from: i, to: i + 1, top, bottom })
  }
  return lines
}
