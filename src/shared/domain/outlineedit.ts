import type { SegmentKind } from './segment.ts'

/// A change of an outline that was made outside of the room, in a sheet that somebody brings back:
/// one for each cell that they have changed. Nothing of it is in the series until it is applied.
export type OutlineEdit = TextChange | NumberChange | TagsChange | NewBeat | NewEpisode

interface Edit {
  /// A name for the edit, the same for the same cell of the same sheet.
  readonly id: string
  /// Where it stands in the sheet: `D7`.
  readonly cell: string
  /// The id of its episode, and the number that has now; of a new episode, what it would have.
  readonly episode: string
  readonly number: number
  /// Whether the room, too, has changed this since the sheet was made (or nobody can tell, because
  /// the sheet does not say what it was made from): the sheet's word would replace the room's. It is
  /// for people to choose; nobody should have such an edit made without seeing both.
  readonly contested: boolean
}

/// Where in an episode a segment stands: `number` counts its beats from 1, and is 0 elsewhere.
export interface SegmentSpot {
  readonly segment: string
  readonly kind: SegmentKind
  readonly number: number
}

/// A title, a summary, an outline. `was` is what the room says now, `next` what the sheet says.
export type TextChange = Edit & { readonly was: string; readonly next: string } & (
    | { readonly what: 'title' | 'summary' }
    | { readonly what: 'outline'; readonly of: SegmentSpot }
  )

/// `target` is seconds of the episode, `seconds` those planned for a segment, `emotion` −5 … 5.
/// Undefined is an empty cell: nothing planned, nothing judged, the series' own target.
export type NumberChange = Edit & {
  readonly was: number | undefined
  readonly next: number | undefined
} & (
    | { readonly what: 'target' }
    | { readonly what: 'seconds' | 'emotion'; readonly of: SegmentSpot }
  )

export type TagsChange = Edit & {
  readonly what: 'tags'
  readonly of: SegmentSpot
  readonly was: readonly string[]
  readonly next: readonly string[]
}

/// A beat that the sheet has and the room does not. `index` is its place among the beats of its
/// episode as they are now, and `behind` the one it comes behind: it does where others have moved
/// meanwhile. Without it, it comes first.
export type NewBeat = Edit & {
  readonly what: 'beat'
  readonly index: number
  readonly behind?: string
  readonly beat: NewSegment
}

/// An episode that the sheet has and the room does not. `index` is its place among the episodes as
/// they are now, and `behind` the one it comes behind; several at one place come in the order of
/// the list.
export type NewEpisode = Edit & {
  readonly what: 'episode'
  readonly index: number
  readonly behind?: string
  readonly title: string
  readonly summary: string
  readonly targetSeconds?: number
  readonly hook: NewSegment
  readonly beats: readonly NewSegment[]
  readonly cliffhanger: NewSegment
}

export interface NewSegment {
  readonly outline: string
  readonly seconds?: number
  readonly emotion?: number
  readonly tags?: readonly string[]
}

/// Something in a sheet that is no edit: what cannot be read, what is not changed there, what is
/// missing. It is shown, and changes nothing.
export interface OutlineRemark {
  /// A stable code; the words for it are in the catalogue as `outlinesheet.remark.<code>`.
  readonly code: OutlineRemarkCode
  readonly cell?: string
  /// What the sentence names, by name.
  readonly values: Readonly<Record<string, string | number>>
}

export const outlineRemarkCodes = [
  /// A column that the outline does not have: `column`.
  'column',
  /// A cell that is reckoned or only shown and was changed all the same: `column`, `text`.
  'reckoned',
  /// A cell that cannot be read as what it should hold: `column`, `text`.
  'unreadable',
  /// A cell for several segments that has not a value for each of them: `column`, `text`, `count`.
  'count',
  /// A row or a cell whose episode or segment is not in the season any more: `text`.
  'gone',
  /// An episode of the season that has no row: `number`. It stays as it is.
  'missing',
  /// A row that belongs to nothing: `text`.
  'stray',
  /// A second row of the same episode or segment, left out: `text`.
  'twice',
  /// The sheet says nothing of what it was made from; rows were matched by number. Said once.
  'unmarked',
  /// A text too long for a cell, which the sheet has only in part and which was changed: `text`.
  'cut',
] as const
export type OutlineRemarkCode = (typeof outlineRemarkCodes)[number]
