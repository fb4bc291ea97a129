import { smallestEdit } from '../../../src/shared/document/field.ts'
import type { LineDraft } from '../../../src/shared/domain/comparison.ts'
import { type Span, sameSpans, textOf } from '../../../src/shared/domain/line.ts'
import { sliceSpans } from '../../../src/shared/format/chinese/paragraph.ts'
import { unwritable } from '../../../src/shared/format/xml.ts'
import { Spans } from './settled.ts'

/// What was changed outside, put onto what the room has meanwhile.

export interface Merged<T> {
  readonly next: T
  /// Both changed the same words: `next` is what the file says.
  readonly contested: boolean
}

export function mergeText(base: string, now: string, theirs: string): Merged<string> {
  const { next, contested } = mergeSpans(plain(base), plain(now), plain(theirs))
  return { next: textOf(next), contested }
}

function plain(text: string): readonly Span[] {
  return text === '' ? [] : [{ text, style: {} }]
}

export function mergeLine(base: LineDraft, now: LineDraft, theirs: LineDraft): Merged<LineDraft> {
  const { next: spans, contested } = mergeSpans(base.spans, now.spans, theirs.spans)
  const own = <Key extends Exclude<keyof LineDraft, 'spans'>>(key: Key) =>
    base[key] === theirs[key] ? now[key] : theirs[key]
  const both = (key: Exclude<keyof LineDraft, 'spans'>) =>
    base[key] !== theirs[key] && base[key] !== now[key] && now[key] !== theirs[key]
  const { seconds, sceneSeconds } = now
  const dual = own('dual')
  const align = own('align')
  const sceneNumber = own('sceneNumber')
  const translation = own('translation')
  return {
    next: {
      element: own('element'),
      spans,
      ...(dual && { dual }),
      ...(align && { align }),
      ...(sceneNumber !== undefined && { sceneNumber }),
      ...(translation !== undefined && { translation }),
      ...(seconds !== undefined && { seconds }),
      ...(sceneSeconds !== undefined && { sceneSeconds }),
    },
    contested: contested || both('element') || both('translation') || both('sceneNumber'),
  }
}

function mergeSpans(
  base: readonly Span[],
  now: readonly Span[],
  theirs: readonly Span[],
): Merged<readonly Span[]> {
  if (sameSpans(base, theirs) || sameSpans(asWritten(now), theirs)) {
    return { next: now, contested: false }
  }
  if (sameSpans(base, now)) return { next: theirs, contested: false }
  const [from, ours] = [textOf(base), textOf(now)]
  const their = smallestEdit(from, textOf(theirs))
  const room = smallestEdit(from, ours)
  const changed = their.insert !== '' || their.from < their.to
  const shift = ours.length - from.length
  const inserted = () => sliceSpans(theirs, their.from, their.from + their.insert.length)
  if (changed && their.to < room.from) {
    const next = [
      sliceSpans(now, 0, their.from),
      inserted(),
      sliceSpans(now, their.to, ours.length),
    ]
    return { next: joinedSpans(next), contested: false }
  }
  if (changed && room.to < their.from) {
    const rest = sliceSpans(now, their.to + shift, ours.length)
    const next = [sliceSpans(now, 0, their.from + shift), inserted(), rest]
    return { next: joinedSpans(next), contested: false }
  }
  return { next: theirs, contested: true }
}

/// What XML can say of spans.
function asWritten(spans: readonly Span[]): readonly Span[] {
  return spans.map(({ text, style }) => ({ text: text.replace(unwritable, '\ufffd'), style }))
}

export function joinedSpans(parts: readonly (readonly Span[])[]): readonly Span[] {
  const spans = new Spans()
  for (const { text, style } of parts.flat()) spans.add(text, style)
  return spans.all
}
