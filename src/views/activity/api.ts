import type { Deed } from '../../shared/derive/activitydays.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/activity`.

export type What =
  | 'added'
  | 'binned'
  | 'restored'
  | 'outline'
  | 'ready'
  | 'approved'
  | 'changes'
  | 'withdrawn'
  | 'thread'
  | 'reply'
  | 'resolved'

export interface ActivityData {
  /// The id of whoever asks.
  readonly me: string
  /// Up to when they have seen what happened; null before the first time.
  readonly seen: number | null
  readonly since: number
  readonly deeds: readonly Deed<What>[]
}

/// What happened since whoever asks was last here, or since a moment.
export function readActivity(series: string, since?: number): Promise<ActivityData> {
  const query = since === undefined ? '' : `?since=${since}`
  return ask('GET', `/api/series/${series}/activity${query}`)
}

export function noteActivitySeen(series: string, upTo: number): Promise<void> {
  return ask('POST', `/api/series/${series}/activity/seen`, { upTo })
}
