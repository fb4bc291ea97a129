import type * as Y from 'yjs'
import type { Element } from '../domain/element.ts'
import { type Line, type Span, type Style, styleNames } from '../domain/line.ts'
import type { Group } from './arrangement.ts'
import type { Attributes } from './body.ts'
import {
  cutOut,
  type DraftLine,
  editsBetween,
  type FlatEdit,
  flatten,
  lineEnd,
  restylesBetween,
  type Window,
} from './diff.ts'
import { joinTranslations } from './joinedtranslations.ts'
import { attributesOf, type LineContent, writeLines } from './make.ts'
import { newId } from './random.ts'
import { bodyOf, joinedKey, type LineEnd, type Mark } from './roots.ts'
import { endsOf, rowAt } from './rows.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { fillSlot } from './slot.ts'
import { type At, breakPlaceIn, placeIn, type Spot } from './spot.ts'

/// Brings a segment's script from what it says to what it should say, by the smallest edits of the
/// bodies. This is the only way that typing, deleting, pasting, joining and breaking lines reach
/// the shared document.

/// `windows` name the parts that differ, in flat positions (see diff.ts); left out, anything may.
/// Call it inside `document.edit`.
export function reviseLines(
  document: SeriesDocument,
  group: Group,
  drafts: readonly DraftLine[],
  windows?: readonly Window[],
): void {
  const spots = document.reading.spots(group)
  if (spots[0]?.end === undefined) {
    writeRun(document, group, drafts)
    return
  }
  const lines = spots.map(({ line }) => line)
  const old = flatten(lines)
  const next = flatten(drafts)
  const whole = { from: 0, to: old.length, newFrom: 0, newTo: next.length }
  const edits = editsBetween(old, next, windows ?? [whole])
  const script = new EditScript(document)
  for (const { from, to, style } of restylesBetween(lines, drafts, edits)) {
    for (const stretch of stretchesOf(spots, from, to)) {
      script.format(stretch.of, stretch.at, stretch.length, style)
    }
  }
  const ids = idsOf(lines, drafts, edits)
  for (const edit of edits) {
    erase(document, script, spots, edit)
    insert(document, script, spots, old, drafts, edit, ids)
  }
  script.run()
  for (const edit of edits) passOn(document, lines, drafts, edit, ids)
  for (const [row, draft] of joinTranslations(lines, drafts, edits).entries()) {
    const id = ids[row]
    const line = lines.find((candidate) => candidate.id === id)
    if (id !== undefined) setAttributes(document, id, line ?? { element: draft.element }, draft)
  }
}

/// The id of the line that each draft becomes: an old one where its line end stays, else a new one,
/// which is put in when the line end is made.
function idsOf(
  lines: readonly Line[],
  drafts: readonly DraftLine[],
  edits: readonly FlatEdit[],
): (string | undefined)[] {
  const ids: (string | undefined)[] = drafts.map(() => undefined)
  const oldEnds = endsOf(lines)
  const newEnds = endsOf(drafts)
  for (const [row, end] of newEnds.entries()) {
    let shift = 0
    let fresh = false
    for (const { to, newFrom, newTo } of edits) {
      if (end >= newTo) shift = to - newTo
      else if (end >= newFrom) fresh = true
    }
    if (fresh) continue
    const index = oldEnds.indexOf(end + shift)
    if (index >= 0) ids[row] = lines[index]?.id
  }
  return ids
}

function erase(
  document: SeriesDocument,
  script: EditScript,
  spots: readonly Spot[],
  { from, to }: FlatEdit,
): void {
  for (const { of, at, length } of stretchesOf(spots, from, to)) script.erase(of, at, length)
  let end = -1
  for (const [row, spot] of spots.entries()) {
    end += spot.line.text.length + 1
    if (end < from || end >= to || row === spots.length - 1) continue
    if (spot.ending === 'deletable' && spot.end) script.erase(spot.end.of, spot.end.at, 1)
    else if (spot.ending === 'closes-run') {
      const next = spots[row + 1]?.parts[0]?.segment
      if (next !== undefined) document.roots.lines.set(`${spot.line.id}.open`, next)
    }
  }
}

/// What is carried with a line whose end was taken out goes with the line that its text goes on in,
/// and so does its translation: what is known of it is joined there, and what somebody else writes
/// meanwhile is read there.
function passOn(
  document: SeriesDocument,
  lines: readonly Line[],
  drafts: readonly DraftLine[],
  { from, to, newFrom }: FlatEdit,
  ids: readonly (string | undefined)[],
): void {
  const row = rowAt(lines, from)
  const line = lines[row]
  const end = endsOf(lines)[row]
  if (!line || end === undefined || end >= to || end - line.text.length === from) return
  const heir = ids[rowAt(drafts, newFrom)]
  const { reading, roots } = document
  const isNeeded = reading.isCarrying(line.id) || reading.translations.areUsed
  if (heir === undefined || heir === line.id || !isNeeded) return
  roots.lines.set(`${line.id}.${joinedKey}`, heir)
  reading.translations.takeOut(line.id)
}

function insert(
  document: SeriesDocument,
  script: EditScript,
  spots: readonly Spot[],
  old: Uint32Array,
  drafts: readonly DraftLine[],
  edit: FlatEdit,
  ids: (string | undefined)[],
): void {
  if (edit.newFrom === edit.newTo) return
  const { closed, rest } = cutOut(drafts, edit.newFrom, edit.newTo)
  const { row, offset } = locate(spots, edit.from)
  const spot = spots[row]
  if (!spot) return
  const place = closed.length > 0 ? breakPlaceIn(spot, offset) : undefined
  const at: At | undefined = place ?? placeIn(spot, offset)
  if (!at) return
  const birth = (draft: number): LineEnd => {
    const line = newId(document.random)
    ids[draft] = line
    return { line, element: (drafts[draft] as DraftLine).element }
  }
  const carried = unknownAt(spot, offset)
  const first = closed[0]
  const { row: lastRow } = locate(spots, edit.to)
  const last = spots[lastRow]
  const keepsEnd = first && last?.end && last.ending !== 'implied' && old[edit.to] === lineEnd
  if (place?.mark && !keepsEnd) script.embed(place.mark, { segment: place.mark.segment })
  if (spot.ending === 'implied' && first) {
    // Nothing here has a line end yet: the line gets its own, behind all its text.
    for (const { spans, row: draft } of closed) {
      script.insert(at, spans, carried)
      script.embed(at, birth(draft))
    }
    script.insert(at, rest, carried)
    script.embed(spot.end ?? at, birth((closed[closed.length - 1]?.row ?? 0) + 1))
    return
  }
  if (keepsEnd) {
    // No text to the right: the line keeps its end and id, and what is new comes behind it.
    script.insert(at, first.spans, carried)
    const behind = { of: last.end.of, at: last.end.at + 1 }
    const finalRow = (closed[closed.length - 1]?.row ?? 0) + 1
    ids[first.row] = last.line.id
    for (const { spans, row: draft } of closed.slice(1)) {
      script.insert(behind, spans, carried)
      script.embed(behind, birth(draft))
    }
    script.insert(behind, rest, carried)
    script.embed(behind, birth(finalRow))
    return
  }
  for (const { spans, row: draft } of closed) {
    script.insert(at, spans, carried)
    script.embed(at, birth(draft))
  }
  script.insert(at, rest, carried)
}

/// A segment that has no run yet gets one when somebody writes in it: at the end of its body, or in
/// a new body where it has none (never under an id that another might be making too).
function writeRun(document: SeriesDocument, group: Group, drafts: readonly DraftLine[]): void {
  const { roots, random } = document
  const [only] = drafts
  if (drafts.length === 1 && only?.spans.length === 0 && only.element === 'action') return
  const lines = drafts.map(
    (draft): LineContent => ({
      element: draft.element,
      spans: draft.spans,
      attributes: Object.fromEntries(
        attributeNames.flatMap((name) => (draft[name] === undefined ? [] : [[name, draft[name]]])),
      ),
    }),
  )
  document.keep(() => {
    const segment = group.members[0] ?? fillSlot(document, group)
    writeLines(roots, bodyOf(roots, segment), segment, lines, random)
  })
}

/// Attributes of the text on both sides that we do not know go on in what is typed between.
function unknownAt({ pieces }: Spot, offset: number): Attributes {
  let passed = 0
  for (const { text, attributes } of pieces) {
    if (offset > passed && offset < passed + text.length) {
      return Object.fromEntries(
        Object.entries(attributes).filter(
          ([name]) => !(styleNames as readonly string[]).includes(name),
        ),
      )
    }
    passed += text.length
  }
  return {}
}

interface Stretch extends At {
  readonly length: number
}

/// The text of a flat range as stretches of the bodies; line ends are left out.
function stretchesOf(spots: readonly Spot[], from: number, to: number): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { pieces, line } of spots) {
    let start = at
    for (const { of, at: place, text } of pieces) {
      const a = Math.max(from, start)
      const b = Math.min(to, start + text.length)
      if (a < b) stretches.push({ of, at: place + a - start, length: b - a })
      start += text.length
    }
    at += line.text.length + 1
    if (at >= to) break
  }
  return stretches
}

function locate(spots: readonly Spot[], flat: number): { row: number; offset: number } {
  let left = flat
  for (const [row, { line }] of spots.entries()) {
    if (left <= line.text.length) return { row, offset: left }
    left -= line.text.length + 1
  }
  const row = spots.length - 1
  return { row, offset: spots[row]?.line.text.length ?? 0 }
}

const attributeNames = ['dual', 'align', 'seconds', 'sceneSeconds', 'sceneNumber'] as const

type LineAttributes = Pick<
  DraftLine,
  (typeof attributeNames)[number] | 'translation' | 'translated'
> & {
  readonly element: Element
}

/// Sets what differs of a line's element and attributes, and nothing else.
function setAttributes(
  document: SeriesDocument,
  id: string,
  was: LineAttributes,
  should: LineAttributes,
): void {
  const { lines } = document.roots
  if (was.element !== should.element) lines.set(`${id}.element`, should.element)
  for (const name of attributeNames) {
    if (was[name] === should[name]) continue
    if (should[name] === undefined) lines.delete(`${id}.${name}`)
    else lines.set(`${id}.${name}`, should[name])
  }
  const { translation, translated } = should
  if (translation !== was.translation) document.writeTranslation(id, translation)
  // Whoever does not know what was translated leaves what is noted, unless they translate anew.
  if (translated === was.translated) return
  if (translated !== undefined) lines.set(`${id}.translated`, translated)
  else if (translation !== was.translation) lines.delete(`${id}.translated`)
}

/// What goes in at one place, in order: a line end counts one.
interface Entry {
  readonly length: number
  readonly isEnd: boolean
  readonly put: (at: number) => void
}

/// What happens at one place of a text, by the place before anything happens.
interface Spotwork {
  readonly at: number
  erased: number
  readonly entries: Entry[]
}

/// Operations on shared texts, all by positions before any of them: first what changes no position,
/// then the rest from the back of each text to its front, so that none moves under another. Of what
/// goes in at one place, the text that comes last goes in first, then the line ends, then the text
/// in front of each: so what others put in at that very place stays together with what it was put
/// in front of.
class EditScript {
  readonly #document: SeriesDocument
  readonly #formats: (() => void)[] = []
  readonly #texts = new Map<Y.Text, Map<number, Spotwork>>()

  constructor(document: SeriesDocument) {
    this.#document = document
  }

  format(of: Y.Text, at: number, length: number, style: Style): void {
    const attributes = Object.fromEntries(styleNames.map((name) => [name, style[name] ?? null]))
    this.#formats.push(() => of.format(at, length, attributes))
  }

  erase(of: Y.Text, at: number, length: number): void {
    const work = this.#workAt(of, at)
    work.erased = Math.max(work.erased, length)
  }

  insert({ of, at }: At, spans: readonly Span[], carried: Attributes): void {
    for (const { text, style } of spans) {
      const attributes = { ...carried, ...attributesOf(style) }
      this.#workAt(of, at).entries.push({
        length: text.length,
        isEnd: false,
        put: (place) => of.insert(place, text, attributes),
      })
    }
  }

  embed({ of, at }: At, embed: LineEnd | Mark): void {
    this.#workAt(of, at).entries.push({
      length: 1,
      isEnd: true,
      put: (place) => this.#document.embed({ of, at: place }, embed),
    })
  }

  run(): void {
    for (const format of this.#formats) format()
    for (const [of, places] of this.#texts) {
      for (const { at, erased, entries } of [...places.values()].sort((a, b) => b.at - a.at)) {
        if (erased > 0) of.delete(at, erased)
        putIn(at, entries)
      }
    }
  }

  #workAt(of: Y.Text, at: number): Spotwork {
    const places = this.#texts.get(of) ?? new Map<number, Spotwork>()
    this.#texts.set(of, places)
    const work = places.get(at) ?? { at, erased: 0, entries: [] }
    places.set(at, work)
    return work
  }
}

function putIn(at: number, entries: readonly Entry[]): void {
  const ends = entries.filter(({ isEnd }) => isEnd)
  const behind = entries.findLastIndex(({ isEnd }) => isEnd) + 1
  let place = at
  for (const { put, length } of entries.slice(behind)) {
    put(place)
    place += length
  }
  for (const [i, { put }] of ends.entries()) put(at + i)
  place = at
  for (const { isEnd, put, length } of entries.slice(0, behind)) {
    if (!isEnd) put(place)
    place += length
  }
}
