import type { Language } from '../domain/language.ts'
import type { Loss, Screenplay, ScreenplayLine } from './screenplay.ts'

/// What a reader makes of a file.
export interface Reading {
  readonly screenplay: Screenplay
  readonly losses: readonly Loss[]
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
