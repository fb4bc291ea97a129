import type { EpisodeOutline } from '../../shared/derive/outline.ts'
import type { Said } from '../../shared/derive/reviewstatus.ts'
import type { Verdict } from '../../shared/domain/review.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/reviews`, as the review uses it.

export interface Author {
  readonly id: string
  readonly name: string
  /// Whom the guest link names that they came by.
  readonly link: string | null
}

/// The writers' mark that an episode can be reviewed. Times are milliseconds since 1970.
export interface Mark {
  readonly episode: string
  readonly by: Author
  readonly at: number
}

export interface SignOff extends Said {
  readonly id: string
  readonly episode: string
  readonly note: string
  readonly by: Author
}

export interface Look {
  readonly episode: string
  readonly fingerprint: string
}

export interface ReviewData {
  /// The id of whoever asked.
  readonly me: string
  readonly required: readonly string[]
  readonly ready: readonly Mark[]
  readonly signOffs: readonly SignOff[]
  readonly seen: readonly (Look & { readonly at: number })[]
  /// Past outlines that these name, by fingerprint.
  readonly outlines: Readonly<Record<string, EpisodeOutline>>
}

export interface Saying {
  readonly episodes: readonly Look[]
  readonly signOff: string | null
  readonly verdict: Verdict
  readonly note: string
}

export function readReviews(series: string): Promise<ReviewData> {
  return ask('GET', `/api/series/${series}/reviews`)
}

export async function say(series: string, saying: Saying): Promise<readonly SignOff[]> {
  const answer = await ask<{ signOffs: SignOff[] }>(
    'POST',
    `/api/series/${series}/reviews/signoffs`,
    saying,
  )
  return answer.signOffs
}

export function withdraw(series: string, ids: readonly string[]): Promise<void> {
  return ask('DELETE', `/api/series/${series}/reviews/signoffs/${ids.join(',')}`)
}

export function markReady(
  series: string,
  episodes: readonly string[],
  ready: boolean,
): Promise<void> {
  return ask('POST', `/api/series/${series}/reviews/ready`, { episodes, ready })
}

export function noteSeen(series: string, episodes: readonly Look[]): Promise<void> {
  return ask('POST', `/api/series/${series}/reviews/seen`, { episodes })
}

export function requireSignOffs(series: string, required: readonly string[]): Promise<void> {
  return ask('PUT', `/api/series/${series}/reviews/settings`, { required })
}

export function sheetAddress(series: string, language: string): string {
  return `/api/series/${series}/reviews/export.csv?language=${language}`
}
