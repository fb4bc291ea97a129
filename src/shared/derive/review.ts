import type { Author } from '../domain/author.ts'
import type { EpisodeOutline } from './outline.ts'
import type { Said } from './reviewstatus.ts'

/// All that the Board and the review need to know of a series beside its document. Times are
/// milliseconds since 1970.
export interface Review {
  /// The id of whoever asks.
  readonly me: string
  readonly required: readonly string[]
  readonly ready: readonly Ready[]
  /// Those that were not taken back, the oldest first.
  readonly signOffs: readonly SignOff[]
  /// What whoever asks has looked at last.
  readonly seen: readonly (Look & { readonly at: number })[]
  /// Outlines that these name and that do not stand any more, by fingerprint.
  readonly outlines: Readonly<Record<string, EpisodeOutline>>
}

/// The writers' mark that an episode can be reviewed.
export interface Ready {
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

/// What somebody says of several episodes at once.
export interface Saying {
  readonly episodes: readonly Look[]
  readonly signOff: string | null
  readonly verdict: Said['verdict']
  readonly note: string
}
