import type { Language } from '../../src/shared/domain/language.ts'

/// A series as the list shows it. Title and language are copies of what its document says.
export interface SeriesRow {
  readonly id: string
  readonly title: string
  readonly language: Language
  /// Milliseconds since 1970, as are the other two.
  readonly created: number
  readonly updated: number
  readonly binned: number | null
  /// Which document this is: copies of another are never merged with it. Out of reach of whoever
  /// writes in the document. Null until it is first opened.
  readonly lineage: string | null
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
  readonly lineage: string | null
  /// Until when (milliseconds since 1970) text of other people that the log lacks is taken from any
  /// writer's browser, because rows are known to have been lost. 0: never.
  readonly healing: number
  /// Newest first, two at most.
  readonly snapshots: readonly Snapshot[]
  /// Rows that were taken out of the log because they could not be read.
  readonly quarantined: readonly number[]
}

/// An update that was refused and kept, for whoever has to recover what is in it.
export interface Aside {
  readonly user: string
  readonly bytes: Uint8Array
  readonly reason: string
  readonly at: number
}

/// So much of one person's refused updates to one series is kept, in bytes.
export const maxAside = 64 * 1024 * 1024

/// A log that has never been cut is cut bit by bit: others wait meanwhile.
export const mostCut = 20_000

/// When rows were lost, browsers may give them back for so long, in milliseconds: whoever was
/// writing comes back within a month or has been long gone.
export const healingMs = 30 * 24 * 60 * 60 * 1000

/// Where series and the logs of their documents are kept. A promise that resolves means: on disk,
/// and a power cut does not undo it. A promise that rejects means: nothing of it happened.
/// test/server/store/contract.ts is run against every implementation.
export interface Store {
  /// Whether other processes write to it too: rows of theirs may come between one's own.
  readonly isShared: boolean
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
  /// Appends rows in order and next to each other, all or none, and sets `updated` to `at`. Gives
  /// the new head. Rejects when there is no such series.
  append(id: string, entries: readonly Entry[], at: number): Promise<number>
  /// Undefined when there is no such series.
  stored(id: string): Promise<Stored | undefined>
  /// Rows with `seq` greater than `after`, in order.
  rows(id: string, after: number): Promise<readonly Row[]>
  /// The heads of those of these series that there are.
  heads(ids: readonly string[]): Promise<ReadonlyMap<string, number>>
  /// Keeps this snapshot and the newest before it, and cuts the rows that the older of the two
  /// covers when the checksums of both are right: at most `mostCut` at a time. Does nothing when a newer one is kept, or the log
  /// has no such row: whoever asks knows less, or more, than the store.
  writeSnapshot(id: string, seq: number, bytes: Uint8Array): Promise<void>
  /// Takes a row out of the log, keeps its bytes aside, and lets the series heal (see `healingMs`).
  quarantineRow(id: string, seq: number, reason: string): Promise<void>
  /// Takes a snapshot out and keeps its bytes aside.
  quarantineSnapshot(id: string, seq: number, reason: string): Promise<void>
  /// Writes down which document a series is, where that is not known yet.
  setLineage(id: string, lineage: string): Promise<void>
  /// Lets a series, or all there are, heal until `until`, or longer if that was said before.
  setHealing(id: string | 'all', until: number): Promise<void>
  /// Makes `user` the owner of those of these client ids that nobody owns. Gives the owner of each.
  claim(id: string, user: string, clients: readonly number[]): Promise<ReadonlyMap<number, string>>
  /// The owners of those of these client ids that have one.
  owners(id: string, clients: readonly number[]): Promise<ReadonlyMap<number, string>>
  /// Keeps an update that was refused because of what is in it. False when more than `maxAside` of
  /// this person's would be kept for this series.
  keepAside(id: string, refused: Aside): Promise<boolean>
  /// What was kept so, the oldest first.
  aside(id: string): Promise<readonly Aside[]>
  /// Rejects when the store cannot be used.
  check(): Promise<void>
  close(): Promise<void>
}
