import type { Remark, RemarkPoint } from '../../../src/shared/domain/comparison.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import type { Place } from './bookmark.ts'
import type { SeriesIndex } from './known.ts'
import type { Region } from './regions.ts'
import type { WordComment } from './word.ts'

/// Comments of a file that has come back, tied to the lines they were made at.

interface End {
  readonly at: number
  readonly offset: number
  readonly place: Place | undefined
}

/// `whereabouts` are the texts of the file in order, each with the text of ours it is, or the one it
/// follows. Comments on the same words are one remark with its answers (Word); so is one on no words
/// right behind another (LibreOffice).
export function remarksIn(
  whereabouts: readonly { readonly region: Region; readonly place: Place | undefined }[],
  comments: readonly WordComment[],
  now: SeriesIndex,
): { readonly remarks: readonly Remark[]; readonly losses: readonly Loss[] } {
  const opens = new Map<string, End>()
  const closes = new Map<string, End>()
  for (const [at, { region, place }] of whereabouts.entries()) {
    for (const { comment, side, offset } of region.anchors) {
      ;(side === 'opens' ? opens : closes).set(comment, { at, offset, place })
    }
  }
  const remarks: Remark[] = []
  const losses: Loss[] = []
  const byPlace = new Map<string, number>()
  for (const { id, by, text } of comments) {
    if (text === '') continue
    const start = opens.get(id)
    const end = closes.get(id) ?? start
    if (!start || !end) {
      losses.push({
        code: 'docx.comment',
        message: `A comment of ${by.name || 'somebody'} stands beside no text: “${text}”`,
      })
      continue
    }
    const behind = `behind ${end.at} ${end.offset}`
    const key = [start.at, start.offset, end.at, end.offset].join()
    const isOnNothing = start.at === end.at && start.offset === end.offset
    const known = byPlace.get(key) ?? (isOnNothing ? byPlace.get(behind) : undefined)
    const remark = known === undefined ? undefined : remarks[known]
    if (remark && known !== undefined) {
      remarks[known] = { ...remark, said: [...remark.said, { by, text }] }
      continue
    }
    byPlace.set(key, remarks.length)
    byPlace.set(behind, remarks.length)
    remarks.push({
      id: `comment ${id}`,
      said: [{ by, text }],
      quote: quoteOf(whereabouts, start, end),
      ...pointsOf(start, end),
      ...homeOf(start.place, now),
    })
  }
  return { remarks, losses }
}

function quoteOf(
  whereabouts: readonly { readonly region: Region }[],
  start: End,
  end: End,
): string {
  return whereabouts
    .slice(start.at, end.at + 1)
    .map(({ region }, i, all) =>
      region.text.slice(i === 0 ? start.offset : 0, i === all.length - 1 ? end.offset : undefined),
    )
    .join('\n')
}

function pointsOf(start: End, end: End): Pick<Remark, 'from' | 'to'> {
  const from = pointOf(start)
  const to = pointOf(end)
  return from && to ? { from, to } : {}
}

function pointOf({ place, offset }: End): RemarkPoint | undefined {
  switch (place?.in) {
    case 'line':
    case 'translation':
      return { in: 'line', line: place.line, offset }
    case 'outline':
      return { in: 'outline', segment: place.segment, offset }
    case 'title':
      return { in: 'title', episode: place.episode, offset }
    default:
      return undefined
  }
}

function homeOf(
  place: Place | undefined,
  { lines, outlines, segments }: SeriesIndex,
): Pick<Remark, 'episode' | 'segment'> {
  switch (place?.in) {
    case 'line':
    case 'translation': {
      const found = lines.get(place.line)
      return found ? { episode: found.episode, segment: found.segment } : {}
    }
    case 'outline': {
      const found = outlines.get(place.segment)
      return found ? { episode: found.episode, segment: found.segment } : {}
    }
    case 'segment': {
      const episode = segments.get(place.segment)
      return episode === undefined ? {} : { episode, segment: place.segment }
    }
    case 'title':
    case 'summary':
      return { episode: place.episode }
    default:
      return {}
  }
}
