import { type Line, type Span, type Style, sameStyle } from '../domain/line.ts'

/// What has changed between the lines a segment had and the lines it should have, as edits of one
/// flat run in which each line is its text and one line end behind it. Line ends are alike whatever
/// their ids, so that joining two lines comes out as one deleted line end.
/// Pure: positions count code units of the run, a line end counts one.

export type DraftLine = Omit<Line, 'id' | 'text'>

/// A part of the run that may differ; outside of all windows nothing but style does.
export interface Window {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/// Replace `from … to` of the old run by `newFrom … newTo` of the new one.
export type FlatEdit = Window

export const lineEnd = 0x11_0000

/// A run as numbers: code units, and `lineEnd`.
export function flatten(lines: readonly Pick<DraftLine, 'spans'>[]): Uint32Array {
  let length = 0
  for (const { spans } of lines) {
    length += 1
    for (const { text } of spans) length += text.length
  }
  const run = new Uint32Array(length)
  let at = 0
  for (const { spans } of lines) {
    for (const { text } of spans) {
      for (let i = 0; i < text.length; i++) run[at++] = text.charCodeAt(i)
    }
    run[at++] = lineEnd
  }
  return run
}

/// The least edit inside each window. Where a deletion could stand at several places (in "aaa"),
/// the window's own start decides. Never cuts a surrogate pair in two: half a pair cannot be stored.
export function editsBetween(
  old: Uint32Array,
  next: Uint32Array,
  windows: readonly Window[],
): FlatEdit[] {
  return windows.flatMap((window) => {
    let { from, to, newFrom, newTo } = window
    while (from < to && newFrom < newTo && old[from] === next[newFrom]) {
      from++
      newFrom++
    }
    while (from < to && newFrom < newTo && old[to - 1] === next[newTo - 1]) {
      to--
      newTo--
    }
    if (from === to && newFrom === newTo) return []
    while (from > 0 && newFrom > 0 && (cutsPair(old, from) || cutsPair(next, newFrom))) {
      from--
      newFrom--
    }
    while (to < old.length && newTo < next.length && (cutsPair(old, to) || cutsPair(next, newTo))) {
      to++
      newTo++
    }
    return [keepLastEnd(old, { from, to, newFrom, newTo })]
  })
}

/// The last line end of a run stays, whatever is deleted or put behind it: the one before it goes
/// in its place, and what comes behind it starts with its line end.
function keepLastEnd(old: Uint32Array, edit: FlatEdit): FlatEdit {
  const { from, to, newFrom, newTo } = edit
  if (to < old.length || from === 0 || old[from - 1] !== lineEnd) return edit
  return { from: from - 1, to: to - 1, newFrom: newFrom - 1, newTo: newTo - 1 }
}

function cutsPair(run: Uint32Array, at: number): boolean {
  const before = run[at - 1] ?? 0
  const behind = run[at] ?? 0
  return before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000
}

/// A stretch of the old run that is to be in another style.
export interface Restyle {
  readonly from: number
  readonly to: number
  readonly style: Style
}

/// Where text that stays is to be in another style than it is.
export function restylesBetween(
  old: readonly Pick<DraftLine, 'spans'>[],
  next: readonly Pick<DraftLine, 'spans'>[],
  edits: readonly FlatEdit[],
): Restyle[] {
  const before = stylesOf(old)
  const after = stylesOf(next)
  const restyles: Restyle[] = []
  let at = 0
  let newAt = 0
  for (const edit of [...edits, undefined]) {
    const end = edit ? edit.from : before.length
    for (; at < end; at++, newAt++) {
      const style = after[newAt]
      const was = before[at]
      if (!style || !was || sameStyle(style, was)) continue
      const last = restyles[restyles.length - 1]
      if (last?.to === at && sameStyle(last.style, style)) {
        restyles[restyles.length - 1] = { ...last, to: at + 1 }
      } else restyles.push({ from: at, to: at + 1, style })
    }
    if (!edit) break
    at = edit.to
    newAt = edit.newTo
  }
  return restyles
}

/// The style of every code unit of a run; a line end has none.
function stylesOf(lines: readonly Pick<DraftLine, 'spans'>[]): (Style | undefined)[] {
  const styles: (Style | undefined)[] = []
  for (const { spans } of lines) {
    for (const { text, style } of spans) for (let i = 0; i < text.length; i++) styles.push(style)
    styles.push(undefined)
  }
  return styles
}

/// A part of the new run cut out as lines: the last of them is open (no line end follows it).
export function cutOut(
  next: readonly DraftLine[],
  from: number,
  to: number,
): { readonly closed: { spans: Span[]; row: number }[]; readonly rest: Span[] } {
  const closed: { spans: Span[]; row: number }[] = []
  let rest: Span[] = []
  let at = 0
  for (const [row, { spans }] of next.entries()) {
    for (const { text, style } of spans) {
      const cut = text.slice(Math.max(0, from - at), Math.max(0, to - at))
      if (cut !== '') rest.push({ text: cut, style })
      at += text.length
    }
    if (at >= from && at < to) {
      closed.push({ spans: rest, row })
      rest = []
    }
    at += 1
  }
  return { closed, rest }
}

/// Whether an offset of a text lies inside a surrogate pair.
export function cutsPairAt(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(at - 1, 0), at + 1))
}
