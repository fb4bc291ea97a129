import type { EpisodeOutline } from '../../shared/derive/outline.ts'
import type { Said } from '../../shared/derive/reviewstatus.ts'
import type { Verdict } from '../../shared/domain/review.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'

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

/// Why the server did not do what it was asked. `code` is stable, `message` a sentence in English.
export class Refusal extends Error {
  readonly code: string
  /// Of `review.stale`: the episodes whose outline has changed.
  readonly episodes: readonly string[]

  constructor(code: string, message: string, episodes: readonly string[] = []) {
    super(message)
    this.code = code
    this.episodes = episodes
  }
}

const sentences: Readonly<Record<string, Key>> = {
  network: 'fault.network',
  'server.closing': 'fault.server.closing',
  'server.failed': 'fault.server.failed',
}

/// The sentence for a refusal in the language of the interface.
export function sayRefusal(words: Words, refusal: unknown): string {
  if (!(refusal instanceof Refusal)) return words('fault.unknown', { message: String(refusal) })
  return words(sentences[refusal.code] ?? 'fault.unknown', { message: refusal.message })
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

/// Asks the server and gives back what it answers. Throws a `Refusal`.
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  let response: Response
  let text: string
  try {
    response = await fetch(path, { method, ...(body === undefined ? {} : json) })
    text = await response.text()
  } catch {
    throw new Refusal('network', 'no answer')
  }
  if (response.status === 204) return undefined as T
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new Refusal('network', 'no answer')
  }
  if (response.ok) return answer as T
  const { error, episodes } = answer as {
    readonly error?: { readonly code?: string; readonly message?: string }
    readonly episodes?: readonly string[]
  }
  throw new Refusal(error?.code ?? 'unknown', error?.message ?? text, episodes)
}
