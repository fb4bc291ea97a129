import type { LineDraft, Remark, RemarkPoint, ScriptChange } from '../domain/comparison.ts'
import { type Line, sameSpans, textOf } from '../domain/line.ts'
import type { Segment } from '../domain/segment.ts'
import type { TextPoint } from './anchor.ts'
import type { Group } from './arrangement.ts'
import type { Window } from './diff.ts'
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
  const inserted = new Map<string, LineDraft[]>()
  const replaced = new Map<string, LineDraft | undefined>()
  for (const change of changes) {
    if (change.what === 'field') continue
    if (change.what === 'added') {
      const known = lines.some(({ id }) => id === change.after)
      const last = lines.at(-1)?.id ?? ''
      const after = change.after === undefined ? '' : known ? change.after : last
      inserted.set(after, [...(inserted.get(after) ?? []), change.next])
      done.push(change.id)
      continue
    }
    const line = lines.find(({ id }) => id === change.line)
    const next = line && sameDraft(draftOf(line), change.was) && revisedBy(change, draftOf(line))
    if (line && next) replaced.set(line.id, next === 'gone' ? undefined : next)
    ;(next ? done : stale).push(change.id)
  }
  // A segment that nobody has written in shows an empty line: what comes takes its place.
  const [only] = lines
  if (only?.text === '' && lines.length === 1 && !replaced.has(only.id) && inserted.size > 0) {
    reviseLines(document, group, [...inserted.values()].flat())
    return
  }
  const draft = new Draft()
  draft.insert(inserted.get('') ?? [])
  for (const [row, line] of lines.entries()) {
    const added = inserted.get(line.id) ?? []
    if (!replaced.has(line.id)) draft.keep(draftOf(line), added)
    else draft.replace(line, replaced.get(line.id), added, row === lines.length - 1)
  }
  if (draft.isAligned) reviseLines(document, group, draft.lines, draft.windows)
  else reviseLines(document, group, draft.lines.length > 0 ? draft.lines : [emptyLine])
}

const emptyLine: LineDraft = { element: 'action', spans: [] }

/// The lines of a segment as they should be, with windows that say which part of the old text each
/// change is in: of lines that say the same, the one that was meant keeps its id.
class Draft {
  readonly lines: LineDraft[] = []
  readonly windows: Window[] = []
  /// Whether the windows hold.
  isAligned = true
  #from = 0
  #newFrom = 0
  /// What the line in front said.
  #before = ''

  insert(added: readonly LineDraft[]): void {
    this.#window(0, this.#add(added))
  }

  /// What is added comes in front of the line's own end, as if somebody pressed Enter there.
  keep(line: LineDraft, added: readonly LineDraft[]): void {
    const length = textOf(line.spans).length
    this.lines.push(line)
    this.#from += length
    this.#newFrom += length
    this.#window(0, this.#add(added))
    this.#from += 1
    this.#newFrom += 1
    this.#before = textOf(line.spans)
  }

  replace(
    was: Line,
    next: LineDraft | undefined,
    added: readonly LineDraft[],
    isLast: boolean,
  ): void {
    const all = next ? [next, ...added] : added
    const length = this.#add(all)
    if (all.length > 0 && (next || isLast)) {
      this.#window(was.text.length, length - 1)
      this.#from += 1
      this.#newFrom += 1
    } else if (isLast) this.#leaveOut(was)
    else if (all.length > 0 || !this.#join(was)) this.#window(was.text.length + 1, length)
    this.#before = was.text
  }

  /// A line that goes, and whose words the changed line in front of it ends with now, is joined to
  /// that one: its characters stay, with what was said of them, and what somebody types there.
  #join(was: Line): boolean {
    const said = textOf(this.lines.at(-1)?.spans ?? [])
    const last = this.windows.at(-1)
    const isBehind = last?.to === this.#from - 1 && last.newTo === this.#newFrom - 1
    const isIn = was.text !== '' && said.endsWith(was.text) && !this.#before.endsWith(was.text)
    if (!last || !isBehind || !isIn) return false
    const to = this.#from + was.text.length + 1
    this.windows[this.windows.length - 1] = { ...last, to, newTo: this.#newFrom }
    this.#from = to
    return true
  }

  /// The last line of a run keeps its end, whatever is left of it: the end that goes is the one of
  /// the line before.
  #leaveOut(was: Line): void {
    const to = this.#from + was.text.length
    let [from, newFrom, newTo] = [this.#from, this.#newFrom, this.#newFrom - 1]
    const touching = () => {
      const last = this.windows.at(-1)
      if (last?.to !== from || last.newTo !== newFrom) return
      this.windows.pop()
      from = last.from
      newFrom = last.newFrom
    }
    touching()
    if (newFrom > newTo) {
      from -= 1
      newFrom -= 1
      touching()
    }
    if (newFrom < 0) this.isAligned = false
    this.windows.push({ from, to, newFrom, newTo })
    this.#from = to + 1
    this.#newFrom = newTo + 1
  }

  #add(added: readonly LineDraft[]): number {
    this.lines.push(...added)
    return added.reduce((sum, { spans }) => sum + textOf(spans).length + 1, 0)
  }

  /// Moves on by a window; one that touches the one before is one with it.
  #window(length: number, newLength: number): void {
    const [to, newTo] = [this.#from + length, this.#newFrom + newLength]
    const last = this.windows.at(-1)
    if (last?.to === this.#from && last.newTo === this.#newFrom) {
      this.windows[this.windows.length - 1] = { ...last, to, newTo }
    } else if (length + newLength > 0) {
      this.windows.push({ from: this.#from, to, newFrom: this.#newFrom, newTo })
    }
    this.#from = to
    this.#newFrom = newTo
  }
}

function draftOf({ id: _, text: __, ...draft }: Line): LineDraft {
  return draft
}

/// What a change makes of a line as it is now: what it does not change stays as somebody may have
/// set it since. Undefined where somebody has translated or styled the same anew meanwhile.
function revisedBy(
  change: ScriptChange & { readonly what: 'line' | 'removed' },
  now: LineDraft,
): LineDraft | 'gone' | undefined {
  if (change.what === 'removed') return 'gone'
  const { was, next } = change
  const spans = sameSpans(was.spans, next.spans) ? now.spans : next.spans
  if (spans !== now.spans && !sameSpans(was.spans, now.spans)) return undefined
  const changed = attributes.filter((name) => next[name] !== was[name])
  const settled = changed.every((name) => now[name] === was[name] || now[name] === next[name])
  if (!settled) return undefined
  const kept = attributes.flatMap((name) => {
    const value = (changed.includes(name) ? next : now)[name]
    return value === undefined ? [] : [[name, value]]
  })
  const { translated } = changed.includes('translation') ? next : now
  return {
    element: next.element,
    spans,
    ...Object.fromEntries(kept),
    ...(translated !== undefined && { translated }),
  }
}

const attributes = [
  'dual',
  'align',
  'seconds',
  'sceneSeconds',
  'sceneNumber',
  'translation',
] as const

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
