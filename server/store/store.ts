import type { Language } from '../../src/shared/domain/series.ts'

/// A series as the list shows it. Title and language are copies of what its document says.
export interface SeriesRow {
  readonly id: string
  readonly title: string
  readonly language: Language
  /// Milliseconds since 1970, as are the other two.
  readonly created: number
  readonly updated: number
  readonly binned: number | null
}

/// One update to append to a document's log.
export interface Entry {
  readonly bytes: Uint8Array
  /// Who sent it, where that is known.
  readonly user: string | null
}

/// One row of a document's log. `damaged` says that the bytes are not those that were written.
export interface Row extends Entry {
  readonly seq: number
  readonly damaged: boolean
}

/// The whole document as it was after row `seq`.
export interface Snapshot {
  readonly seq: number
  readonly bytes: Uint8Array
  readonly damaged: boolean
}

/// What is kept of one document.
export interface Stored {
  /// The `seq` of the last row appended; rows are numbered from 1 without gaps.
  readonly head: number
  /// Newest first, two at most.
  readonly snapshots: readonly Snapshot[]
  /// Rows that were taken out of the log because they could not be read.
  readonly quarantined: readonly number[]
}

/// Where series and the logs of their documents are kept. A promise that resolves means: on disk,
/// and a power cut does not undo it. A promise that rejects means: nothing of it happened.
/// test/server/store/contract.ts is run against every implementation.
export interface Store {
  /// All series, the most recently changed first, those in the bin included.
  series(): Promise<readonly SeriesRow[]>
  findSeries(id: string): Promise<SeriesRow | undefined>
  /// Makes the series and its first row together. False when the id is taken.
  createSeries(row: SeriesRow, first: Entry): Promise<boolean>
  /// Changes what is named. Undefined when there is no such series.
  changeSeries(
    id: string,
    change: Partial<Pick<SeriesRow, 'title' | 'language' | 'binned'>>,
  ): Promise<SeriesRow | undefined>
  /// Appends rows in order, all or none, and sets `updated` to `at`. Gives the new head. Rejects
  /// when there is no such series.
  append(id: string, entries: readonly Entry[], at: number): Promise<number>
  /// Undefined when there is no such series.
  stored(id: string): Promise<Stored | undefined>
  /// Rows with `seq` greater than `after`, in order.
  rows(id: string, after: number): Promise<readonly Row[]>
  /// Keeps this snapshot and the newest before it.
  writeSnapshot(id: string, seq: number, bytes: Uint8Array): Promise<void>
  /// Takes a row out of the log and keeps its bytes aside.
  quarantineRow(id: string, seq: number, reason: string): Promise<void>
  /// Takes a snapshot out and keeps its bytes aside.
  quarantineSnapshot(id: string, seq: number, reason: string): Promise<void>
  /// Rejects when the store cannot be used.
  check(): Promise<void>
  close(): Promise<void>
}
