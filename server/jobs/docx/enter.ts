import type { Base } from './base.ts'
import type { Placed } from './regions.ts'

/// Where somebody has pressed Enter: which of the paragraphs is the line, and what was cut off.

/// Where Enter was pressed in front of a line, Word leaves its bookmark on the new, empty paragraph
/// or on what was typed there. The text says where the line is.
export function inPlace(paragraphs: readonly Placed[], { lines }: Base): readonly Placed[] {
  const result = [...paragraphs]
  for (const [at, paragraph] of paragraphs.entries()) {
    const [region, second] = paragraph.regions
    const place = region?.place
    if (!region || second || place?.in !== 'line') continue
    const base = lines.get(place.line)
    if (!base || base.text === '' || base.text === region.text) continue
    for (let next = at + 1; next < paragraphs.length; next++) {
      const other = paragraphs[next]
      if (!other || other.regions.length > 0) break
      if (other.loose.text !== base.text) continue
      const { place: _, ...loose } = region
      result[at] = { ...paragraph, regions: [], loose }
      result[next] = { ...other, regions: [{ ...other.loose, place }] }
      break
    }
  }
  return result
}

/// Paragraphs of none of our texts right behind another.
export function cutOff(paragraphs: readonly Placed[], at: number): readonly Placed[] {
  const to = paragraphs.findIndex(({ regions, loose }, i) => {
    return i > at && (regions.length > 0 || loose.text.trim() === '')
  })
  return paragraphs.slice(at + 1, to < 0 ? undefined : to)
}
