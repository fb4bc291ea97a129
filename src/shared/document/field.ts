import * as Y from 'yjs'
import { readText } from './body.ts'
import { cutsPairAt } from './diff.ts'
import { type Entity, entityOf, textIn } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { fillSlot } from './slot.ts'
import type { At } from './spot.ts'

/// A text that people type beside the script: a title, a summary, an outline, …
export type Field =
  | { readonly in: 'series'; readonly key: 'title' | 'logline' | 'notes' }
  | { readonly in: 'title' | 'summary'; readonly episode: string }
  | { readonly in: 'outline'; readonly segment: string }

/// The shared text behind a field; undefined where its entity does not exist.
export function fieldText(document: SeriesDocument, field: Field): Y.Text | undefined {
  const { entity, key } = homeOf(document, field)
  return textIn(entity, key)
}

/// Brings a field from what it says to `next` by its smallest edit. `caret` is where the typing
/// ended in `next`: in "aaa" it tells which "a" is new. Call it inside `document.edit`.
export function reviseField(
  document: SeriesDocument,
  field: Field,
  next: string,
  caret?: number,
): void {
  const known = fieldText(document, field)
  const text = known ?? (next === '' ? undefined : newText(document, field))
  if (!text) return
  const old = readText(text)
    .map((piece) => piece.text)
    .join('')
  const { from, to, insert } = smallestEdit(old, next, caret)
  const places = readText(text)
  let passed = old.length
  for (const piece of [...places].reverse()) {
    const start = passed - piece.text.length
    const a = Math.max(from, start)
    const b = Math.min(to, passed)
    if (a < b) text.delete(piece.at + a - start, b - a)
    passed = start
  }
  if (insert !== '') text.insert(placeInField(text, from).at, insert)
}

/// Where text goes that is typed at an offset (code units) of a field.
export function placeInField(text: Y.Text, offset: number): At {
  let passed = 0
  for (const piece of readText(text)) {
    if (offset === 0) return { of: text, at: piece.at }
    if (offset <= passed + piece.text.length) return { of: text, at: piece.at + offset - passed }
    passed += piece.text.length
  }
  return { of: text, at: text.length }
}

/// The offset (code units) of a place in a field's text.
export function offsetInField(text: Y.Text, at: number): number {
  let offset = 0
  for (const piece of readText(text)) {
    if (at <= piece.at) break
    offset += Math.min(piece.text.length, at - piece.at)
  }
  return offset
}

/// The one replacement that makes `next` of `old`, ending at the caret where there is a choice.
export function smallestEdit(
  old: string,
  next: string,
  caret = next.length,
): { from: number; to: number; insert: string } {
  const most = Math.min(old.length, next.length)
  let end = 0
  const tail = Math.max(next.length - caret, 0)
  while (
    end < Math.min(tail, most) &&
    old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  ) {
    end++
  }
  let from = 0
  while (from < most - end && old.charCodeAt(from) === next.charCodeAt(from)) from++
  while (
    end < most - from &&
    old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  ) {
    end++
  }
  while (from > 0 && (cutsPairAt(old, from) || cutsPairAt(next, from))) from--
  while (end > 0 && (cutsPairAt(old, old.length - end) || cutsPairAt(next, next.length - end))) {
    end--
  }
  return { from, to: old.length - end, insert: next.slice(from, next.length - end) }
}

function homeOf(
  { roots }: SeriesDocument,
  field: Field,
): { readonly entity: Entity | undefined; readonly key: string } {
  switch (field.in) {
    case 'series':
      return { entity: roots.series, key: field.key }
    case 'title':
    case 'summary':
      return { entity: entityOf(roots.episodes, field.episode), key: field.in }
    case 'outline':
      return { entity: entityOf(roots.segments, field.segment), key: 'outline' }
  }
}

/// A third party may have left a text out; whoever types in it first makes it.
function newText(document: SeriesDocument, field: Field): Y.Text | undefined {
  const group = field.in === 'outline' ? document.reading.group(field.segment) : undefined
  if (group?.members.length === 0) {
    const id = document.keep(() => fillSlot(document, group))
    return textIn(entityOf(document.roots.segments, id), 'outline')
  }
  const { entity, key } = homeOf(document, field)
  if (!entity) return undefined
  const text = new Y.Text()
  entity.set(key, text)
  return text
}
