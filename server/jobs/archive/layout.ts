import type { EpisodeOutline } from '../../../src/shared/derive/outline.ts'
import type { Subject } from '../../../src/shared/document/subject.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import type { Verdict } from '../../../src/shared/domain/review.ts'

/// What lies in the archive of a series; docs/FORMATS.md describes it for others.

export const archiveVersion = 1

export const entryNames = {
  /// JSON, `ArchiveHead`.
  head: 'ninety.json',
  /// The whole document as one Yjs update (V1), as docs/DOCUMENT.md describes it.
  document: 'document.yjs',
  /// JSON, `ArchivedTalk`.
  talk: 'comments.json',
  /// JSON, `ArchivedReview`.
  review: 'review.json',
} as const

export interface ArchiveHead {
  readonly archive: number
  readonly title: string
  readonly language: Language
  /// ISO 8601.
  readonly made: string
}

/// What people have said, with their names: ids of accounts mean nothing on another server.
export interface ArchivedTalk {
  readonly threads: readonly ArchivedThread[]
  /// The notes of the file it came from of which all was taken back, by their keys.
  readonly takenBack?: readonly string[]
}

export interface ArchivedThread {
  readonly at: Subject
  /// The key of the note that it was made from (`ReadNote`), where it was made from one.
  readonly note?: string
  readonly resolved: { readonly name: string; readonly at: number } | null
  /// At least one, the oldest first. Times are milliseconds since 1970.
  readonly comments: readonly {
    readonly by: string
    readonly body: string
    readonly said: number
    readonly edited: number | null
  }[]
}

/// What has been signed off, with names: ids of accounts mean nothing on another server.
export interface ArchivedReview {
  /// The names of the sign-offs that make an episode final.
  readonly required: readonly string[]
  readonly ready: readonly ArchivedReady[]
  /// Those that were not taken back, the oldest first.
  readonly signOffs: readonly ArchivedSignOff[]
  /// What they were given to, by fingerprint, as far as it was kept.
  readonly outlines: Readonly<Record<string, EpisodeOutline>>
}

export interface ArchivedReady {
  readonly episode: string
  readonly by: string
  readonly at: number
}

export interface ArchivedSignOff {
  readonly episode: string
  readonly signOff: string | null
  readonly verdict: Verdict
  readonly fingerprint: string
  readonly note: string
  readonly by: string
  /// Whom the guest link named that they came by.
  readonly link?: string
  readonly at: number
}

/// Whether something can be the key of a note: threads that are made from one have it in their id.
export function isNoteKey(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]{1,32}$/.test(value)
}
