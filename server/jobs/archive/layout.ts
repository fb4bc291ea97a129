import type { Subject } from '../../../src/shared/document/subject.ts'
import type { Language } from '../../../src/shared/domain/language.ts'

/// What lies in the archive of a series; docs/FORMATS.md describes it for others.

export const archiveVersion = 1

export const entryNames = {
  /// JSON, `ArchiveHead`.
  head: 'ninety.json',
  /// The whole document as one Yjs update (V1), as docs/DOCUMENT.md describes it.
  document: 'document.yjs',
  /// JSON, `ArchivedTalk`.
  talk: 'comments.json',
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
}

export interface ArchivedThread {
  readonly at: Subject
  readonly resolved: { readonly name: string; readonly at: number } | null
  /// At least one, the oldest first. Times are milliseconds since 1970.
  readonly comments: readonly {
    readonly by: string
    readonly body: string
    readonly said: number
    readonly edited: number | null
  }[]
}
