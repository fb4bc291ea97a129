import type { Language } from '../../src/shared/domain/language.ts'
import type { Preview } from '../../src/shared/format/preview.ts'
import type { Tell } from '../../src/shared/format/progress.ts'
import type { Loss } from '../../src/shared/format/screenplay.ts'
import type { Fault } from '../fault.ts'
import type { CutChoice, ImportOptions } from '../files.ts'
import type { Heading } from '../rooms/content.ts'
import type { ArchivedReview, ArchivedTalk } from './archive/layout.ts'
import type { Compared } from './compare.ts'

/// Work on a file that takes long: what is asked of a process for files, and what comes of it. All of
/// it is plain data, copied from process to process.
export type Job = ReadJob | WriteJob | CompareJob | ArchiveJob

/// Reads a file: only to say what it holds, or to make a series of it too.
export interface ReadJob {
  readonly kind: 'read'
  readonly name: string
  readonly bytes: Uint8Array
  readonly options: ImportOptions
  /// What is wanted: a word on what it holds, cut like this, or a series.
  readonly for:
    | { readonly kind: 'preview'; readonly choice: CutChoice }
    | { readonly kind: 'series' }
}

/// Writes what a document shows as a file.
export interface WriteJob {
  readonly kind: 'write'
  /// The whole document as one update.
  readonly document: Uint8Array
  /// The id of a format or of a report.
  readonly as: string
  /// The language of headings and labels; else the series'.
  readonly language?: Language | undefined
  readonly chosen: Readonly<Record<string, string>>
  /// What was said about it, for formats that have notes.
  readonly talk?: ArchivedTalk
}

/// Puts everything of a series into one zip.
export interface ArchiveJob {
  readonly kind: 'archive'
  readonly document: Uint8Array
  readonly talk: ArchivedTalk
  readonly review: ArchivedReview
  /// Milliseconds since 1970.
  readonly at: number
}

/// Holds a file that comes back against the series it was made from.
export interface CompareJob {
  readonly kind: 'compare'
  readonly document: Uint8Array
  readonly name: string
  readonly bytes: Uint8Array
  /// Whether the file is a translation of the script, not a changed one.
  readonly translated?: boolean
}

export type ReadResult = {
  readonly losses: readonly Loss[]
} & (
  | { readonly kind: 'preview'; readonly preview: Preview }
  | {
      readonly kind: 'series'
      readonly heading: Heading
      /// The first update of the series.
      readonly document: Uint8Array
      /// What was said about it: in an archive, or as notes of a script.
      readonly talk?: ArchivedTalk
      /// What was signed off, in an archive.
      readonly review?: ArchivedReview
    }
)

export interface WriteResult {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

export interface Results {
  readonly read: ReadResult
  readonly write: WriteResult
  readonly compare: Compared
  readonly archive: WriteResult
}

export type ResultOf<J extends Job> = Results[J['kind']]

/// What does a job: in a process of its own on the server, as it is on the command line.
export type Work = <J extends Job>(job: J, tell: Tell) => Promise<ResultOf<J> | Fault>

/// What a process is told instead of a job: to end what it fetches, and itself.
export const leave = 'leave'

/// What a process says of the job it has.
export type Said =
  | {
      readonly kind: 'told'
      readonly done: number
      readonly of: number
      /// What is being fetched; the time that a job may take stands still meanwhile.
      readonly fetching?: string | undefined
    }
  | { readonly kind: 'done'; readonly result: Results[keyof Results] | Fault }
  /// It threw: a mistake in the program, which the file has brought to light.
  | { readonly kind: 'threw'; readonly error: Error }
  /// It holds more memory than it may.
  | { readonly kind: 'heavy' }
  /// What does the jobs there has ended, which it never should.
  | { readonly kind: 'ended'; readonly error: Error }
