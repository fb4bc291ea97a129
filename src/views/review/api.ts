import type { Look, Review, Saying, SignOff } from '../../shared/derive/review.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/reviews`, as the review uses it.

export function readReviews(series: string): Promise<Review> {
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
