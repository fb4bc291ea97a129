import type { Author } from '../domain/author.ts'
import type { Subject } from './subject.ts'

/// What is said about a series, as one person is told. Times are milliseconds since 1970.
export interface Talk {
  /// The id of whoever asks.
  readonly me: string
  /// The oldest first.
  readonly threads: readonly Thread[]
  readonly unread: number
  readonly people: readonly Namable[]
}

export interface Thread {
  readonly id: string
  readonly at: Subject
  readonly resolved: { readonly name: string; readonly at: number } | null
  /// At least one, the oldest first.
  readonly comments: readonly Comment[]
  /// How many of them whoever asks has not read.
  readonly unread: number
}

export interface Comment {
  readonly id: string
  readonly body: string
  readonly by: Author
  readonly said: number
  readonly edited: number | null
}

/// Somebody who can be named in a comment, or is.
export interface Namable {
  readonly id: string
  readonly name: string
  readonly isMember: boolean
}
