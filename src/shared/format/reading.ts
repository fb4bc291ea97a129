import type { Language } from '../domain/language.ts'
import type { Loss, Screenplay, ScreenplayLine } from './screenplay.ts'

/// What a reader makes of a file.
export interface Reading {
  readonly screenplay: Screenplay
  readonly losses: readonly Loss[]
  /// What people have noted on the script, in the order of the file.
  readonly notes?: readonly ReadNote[]
}

export interface ReadNote {
  /// The line it is on, counted from 0 through all lines of the screenplay in their order.
  readonly line: number
  /// The UTF-16 units of its text that it is about, from and to; absent for the whole line.
  readonly range?: readonly [from: number, to: number]
  /// Where it ends, if that is in another line: `range` goes to the end of its own then.
  readonly end?: NotePoint
  readonly text: string
  readonly author?: string
  /// When it was written, as the file says it.
  readonly date?: string
  /// What the file's own note is known by when it is written again; letters and digits.
  readonly key?: string
}

/// What a room says on the script, as a note of a file.
export interface WrittenNote {
  /// The note of the file it was made from, where it was made from one.
  readonly key?: string
  /// What was said, the oldest first; nothing where all of it was taken back.
  readonly said: readonly SaidInNote[]
  /// Absent where what it was about is gone. Their `line` counts as in `ReadNote`.
  readonly from?: NotePoint
  readonly to?: NotePoint
}

export interface SaidInNote {
  readonly text: string
  readonly by: string
  /// Milliseconds since 1970.
  readonly at: number
}

export interface NotePoint {
  readonly line: number
  /// UTF-16 units of its text.
  readonly at: number
}

/// Why a file cannot be read at all: a stable code, and a sentence a writer understands.
export interface Unreadable {
  readonly code: string
  readonly message: string
}

/// What whoever reads a file may say about it.
export type ReadOptions = {
  /// The language of the script, whatever the file says or looks like.
  readonly language?: Language
} & (
  | { readonly divide?: 'none' }
  | {
      /// A file without episodes is one episode, its whole text one beat; or it is divided at its
      /// scene headings.
      readonly divide: 'scenes'
      /// The length to divide at; else what the file says, else 90.
      readonly targetSeconds?: number
      /// How long a line runs.
      readonly seconds: (line: ScreenplayLine, language: Language) => number
    }
)
