import type { Episode } from '../../shared/domain/episode.ts'
import { matches } from '../parts/paletteresults.ts'

/// Results that are shown: who wants another types more.
const most = 10

export interface FoundEpisode {
  readonly id: string
  readonly number: number
  readonly title: string
}

/// Episodes by their number, the one itself before those that only begin with it, or by their title.
export function findEpisodes(
  episodes: readonly Pick<Episode, 'id' | 'title'>[],
  text: string,
): readonly FoundEpisode[] {
  const wanted = text.trim()
  if (wanted === '') return []
  const digits = /^(?:\D{0,8}\s|[e第#])?0*(\d+)\s*集?$/i.exec(wanted)?.[1]
  const all = episodes.map(({ id, title }, i) => ({ id, number: i + 1, title }))
  const byNumber =
    digits === undefined ? [] : all.filter(({ number }) => `${number}`.startsWith(digits))
  const byTitle = all.filter((each) => !byNumber.includes(each) && matches(each.title, wanted))
  return [...byNumber, ...byTitle].slice(0, most)
}
