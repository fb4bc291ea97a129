import type { Line } from './line.ts'

/// A script that comes back from outside, held against the series: what somebody has changed there,
/// and what they have said beside it. Nothing of it is in the series until it is accepted.
export interface Comparison {
  /// In the order of the file.
  readonly changes: readonly ScriptChange[]
  readonly remarks: readonly Remark[]
  /// What came back and can be neither accepted nor anchored, with a sentence and all its words.
  readonly losses: readonly { readonly code: string; readonly message: string }[]
}

/// Who changed something outside, as the file names them, and when (ISO 8601). A change that was not
/// tracked has nobody.
export interface Hand {
  readonly name: string
  readonly at?: string
}

/// A line without its id.
export type LineDraft = Omit<Line, 'id' | 'text'>

/// - line: a line that says something else now, or is of another element;
/// - removed: a line that is gone;
/// - added: a line that is new, behind `after`, or first in its segment where that is absent;
/// - field: a title, a summary, an outline, the title or the logline of the series.
export type ScriptChange = {
  /// A name for the change, the same for the same file.
  readonly id: string
  /// The episode it is in, and the number that has now; absent on the series' own texts.
  readonly episode?: string
  readonly number?: number
  readonly by: readonly Hand[]
  /// Whether the room, too, has changed this since the file was made, at the same words (or nobody
  /// can tell): the file's word would replace the room's.
  readonly contested: boolean
} & (
  | {
      readonly what: 'line'
      readonly line: string
      readonly was: LineDraft
      readonly next: LineDraft
    }
  | { readonly what: 'removed'; readonly line: string; readonly was: LineDraft }
  | {
      readonly what: 'added'
      readonly segment: string
      readonly after?: string
      readonly next: LineDraft
    }
  | {
      readonly what: 'field'
      readonly field: ChangedField
      readonly was: string
      readonly next: string
    }
)

export type ChangedField =
  | { readonly in: 'series'; readonly key: 'title' | 'logline' }
  | { readonly in: 'title' | 'summary'; readonly episode: string }
  | { readonly in: 'outline'; readonly segment: string }

/// Something said beside the script, with its answers.
export interface Remark {
  readonly id: string
  readonly said: readonly { readonly by: Hand; readonly text: string }[]
  /// The words it is about, as the file has them.
  readonly quote: string
  /// Where they begin and end: offsets (code units) in what the file says. Absent where it is about
  /// something that has no place in the script, such as a summary.
  readonly from?: RemarkPoint
  readonly to?: RemarkPoint
  /// The episode and the segment it is in; absent on the series' own texts.
  readonly episode?: string
  readonly segment?: string
}

export type RemarkPoint =
  | { readonly in: 'title'; readonly episode: string; readonly offset: number }
  | { readonly in: 'outline'; readonly segment: string; readonly offset: number }
  | { readonly in: 'line'; readonly line: string; readonly offset: number }
