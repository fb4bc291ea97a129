import type { LineDraft, Remark, RemarkPoint, ScriptChange } from '../domain/comparison.ts'
import { type Line, textOf } from '../domain/line.ts'
import type { Segment } from '../domain/segment.ts'
import type { TextPoint } from './anchor.ts'
import type { Group } from './arrangement.ts'
import { fieldText, reviseField } from './field.ts'
import { reviseLines } from './revise.ts'
import { subjectOfSelection } from './selection.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import type { Subject } from './subject.ts'

/// What came back from outside and is accepted (see `Comparison`).

export interface Acceptance {
  readonly done: readonly string[]
  /// Ids of changes that were left alone: what they change does not say any more what it said when
  /// the file was held against it, or is gone.
  readonly stale: readonly string[]
}

/// Makes changes in the series, all as one step. Each is made only where the series still says what
/// the comparison saw.
export function acceptChanges(
  document: SeriesDocument,
  changes: readonly ScriptChange[],
): Acceptance {
  const done: string[] = []
  const stale: string[] = []
  const byGroup = new Map<Group, ScriptChange[]>()
  const fields: (ScriptChange & { readonly what: 'field' })[] = []
  for (const change of changes) {
    if (change.what === 'field') {
      const says = fieldText(document, change.field)?.toString() ?? ''
      const sound = says === change.was
      if (sound) fields.push(change)
      ;(sound ? done : stale).push(change.id)
      continue
    }
    const group = groupOf(document, change)
    if (!group) {
      stale.push(change.id)
      continue
    }
    byGroup.set(group, [...(byGroup.get(group) ?? []), change])
  }
  document.edit(() => {
    for (const { field, next } of fields) reviseField(document, field, next)
    for (const [group, own] of byGroup) {
      const segment = document.reading.segment(group.id)
      if (segment) revise(document, group, segment, own, done, stale)
      else stale.push(...own.map(({ id }) => id))
    }
  })
  return { done, stale }
}

function groupOf({ reading }: SeriesDocument, change: ScriptChange): Group | undefined {
  if (change.what === 'field') return undefined
  if (change.what !== 'added') return reading.groupOfLine(change.line)
  const behind = change.after === undefined ? undefined : reading.groupOfLine(change.after)
  return behind ?? reading.group(change.segment)
}

function revise(
  document: SeriesDocument,
  group: Group,
  { lines }: Segment,
  changes: readonly ScriptChange[],
  done: string[],
  stale: string[],
): void {
  /// The drafts that stand for each line, and behind it; '' is the start of the segment.
  const drafts = new Map<string, LineDraft[]>([['', []]])
  for (const line of lines) drafts.set(line.id, [draftOf(line)])
  for (const change of changes) {
    const line =
      'line' in change ? lines.find(({ id }) => id === (change.line as string)) : undefined
    switch (change.what) {
      case 'line':
      case 'removed': {
        const own = line && drafts.get(line.id)
        if (!own || !sameDraft(draftOf(line), change.was)) {
          stale.push(change.id)
          continue
        }
        own.splice(0, 1, ...(change.what === 'line' ? [change.next] : []))
        break
      }
      case 'added': {
        const known = change.after !== undefined && drafts.get(change.after)
        const last = change.after === undefined ? '' : (lines.at(-1)?.id ?? '')
        ;(known || drafts.get(last) || []).push(change.next)
        break
      }
      case 'field':
        break
    }
    done.push(change.id)
  }
  // A segment that nobody has written in shows an empty line: what comes takes its place.
  const only = lines.length === 1 ? lines[0] : undefined
  const untouched = only?.text === '' && changes.every(({ what }) => what === 'added')
  if (only && untouched) drafts.get(only.id)?.splice(0, 1)
  const all = [...drafts.values()].flat()
  reviseLines(document, group, all.length > 0 ? all : [{ element: 'action', spans: [] }])
}

function draftOf({ id: _, text: __, ...draft }: Line): LineDraft {
  return draft
}

/// Comparisons travel as JSON: the same line is another object.
function sameDraft(a: LineDraft, b: LineDraft): boolean {
  return a.element === b.element && textOf(a.spans) === textOf(b.spans)
}

/// What a remark is about in the series as it stands: the words it was made at where the line or
/// paragraph still says them, else the whole of it; its segment or its episode where that is gone.
/// Undefined where none of these exists.
export function subjectOfRemark(document: SeriesDocument, remark: Remark): Subject | undefined {
  const { from, to, quote, segment, episode } = remark
  if (from && to) {
    const start = found(document, from, quote)
    const end = samePlace(from, to) ? start : found(document, to, quote)
    const subject =
      start && end && subjectOfSelection(document, pointAt(from, start.from), pointAt(to, end.to))
    if (subject) return subject
  }
  const { arrangement } = document.reading
  for (const plan of arrangement.episodes) {
    const group = plan.groups.find(({ id, members }) =>
      segment === undefined ? false : id === segment || members.includes(segment),
    )
    if (group) return { on: 'segment', episode: plan.id, segment: group.id }
  }
  const plan = arrangement.episodes.find(({ id }) => id === episode) ?? arrangement.episodes[0]
  return plan && { on: 'episode', episode: plan.id }
}

/// The words of a remark in what its line or paragraph says now. A remark on several lines is about
/// the whole of its first and its last.
function found(document: SeriesDocument, point: RemarkPoint, quote: string) {
  const text = says(document, point)
  if (text === undefined) return undefined
  const near = text.indexOf(quote, Math.max(0, point.offset - quote.length))
  const at = quote === '' ? -1 : near >= 0 ? near : text.indexOf(quote)
  return at < 0 ? { from: 0, to: text.length } : { from: at, to: at + quote.length }
}

function says(document: SeriesDocument, point: RemarkPoint): string | undefined {
  if (point.in === 'line') {
    const group = document.reading.groupOfLine(point.line)
    const segment = group && document.reading.segment(group.id)
    return segment?.lines.find(({ id }) => id === point.line)?.text
  }
  return fieldText(document, point)?.toString()
}

function samePlace(a: RemarkPoint, b: RemarkPoint): boolean {
  return JSON.stringify({ ...a, offset: 0 }) === JSON.stringify({ ...b, offset: 0 })
}

function pointAt(point: RemarkPoint, offset: number): TextPoint {
  return { ...point, offset }
}
