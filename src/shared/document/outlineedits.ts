import type * as Y from 'yjs'
import type {
  NewBeat,
  NewEpisode,
  NewSegment,
  NumberChange,
  OutlineEdit,
  TagsChange,
  TextChange,
} from '../domain/outlineedit.ts'
import type { Group } from './arrangement.ts'
import { readText } from './body.ts'
import { fieldText, placeInField, reviseField, smallestEdit } from './field.ts'
import { type EntityValues, emptyLines, makeEpisode, makeSegment } from './make.ts'
import { insertionAt, type Ordered } from './order.ts'
import { newId } from './random.ts'
import { movedRange } from './replace.ts'
import { type Entity, entityOf, textIn } from './roots.ts'
import { beatsIn, setPlace, unbin } from './segments.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { type GivingWay, inSlices } from './slices.ts'
import { fillSlot } from './slot.ts'
import type { History } from './undo.ts'

/// What came of edits that were brought back.
export interface AppliedEdits {
  readonly applied: number
  /// Left alone: what they change has been changed again, or is gone.
  readonly changed: readonly OutlineEdit[]
}

/// Makes the edits of a sheet as one step of the history. Texts change by their smallest edits, so
/// what others type in them meanwhile stays; a text in which somebody has changed the same words
/// since the edits were reckoned is left alone, and so is a value that is no longer what it was.
export async function applyOutlineEdits(
  document: SeriesDocument,
  edits: readonly OutlineEdit[],
  { history, giveWay }: { readonly history: History; readonly giveWay?: GivingWay | undefined },
): Promise<AppliedEdits> {
  const made = new Creations(document, edits)
  const changed: OutlineEdit[] = []
  let applied = 0
  const work = (some: readonly OutlineEdit[]) => {
    const slots = new Map<string, string>()
    for (const edit of some) {
      if (apply(document, edit, made, slots)) applied++
      else changed.push(edit)
    }
  }
  await inSlices(document, history, edits, work, giveWay)
  return { applied, changed }
}

/// `slots` are the segments that this transaction has given to empty slots: the reading does not
/// know of them yet.
function apply(
  document: SeriesDocument,
  edit: OutlineEdit,
  made: Creations,
  slots: Map<string, string>,
): boolean {
  switch (edit.what) {
    case 'beat':
    case 'episode':
      return made.show(edit)
    case 'title':
    case 'summary':
    case 'outline':
      return changeText(document, edit, slots)
    default:
      return changeValue(document, edit, slots)
  }
}

function changeText(
  document: SeriesDocument,
  edit: TextChange,
  slots: Map<string, string>,
): boolean {
  if (edit.what !== 'outline') {
    const field = { in: edit.what, episode: edit.episode } as const
    if (!entityOf(document.roots.episodes, edit.episode)) return false
    const now = textOf(fieldText(document, field))
    const next = merged(edit, now)
    if (next === undefined) return false
    reviseField(document, field, next)
    return true
  }
  const group = document.reading.group(edit.of.segment)
  if (!group || !isShown(document, group)) return false
  const texts = outlinesIn(document, group, slots)
  return texts.length > 0 && changeOutline(texts, edit)
}

/// The texts of a group's outline, one for each of its members that has one; of an empty slot, that of
/// the segment it is given.
function outlinesIn(
  document: SeriesDocument,
  group: Group,
  slots: Map<string, string>,
): readonly Y.Text[] {
  const ids = group.members.length > 0 ? group.members : [homeIn(document, group, slots)]
  return ids.flatMap((id) => {
    const text = textIn(entityOf(document.roots.segments, id), 'outline')
    return text ? [text] : []
  })
}

/// An outline is shown as one text, its parts joined by line ends; parts that say nothing are not
/// shown. What changes is written into the part where it stands.
function changeOutline(texts: readonly Y.Text[], edit: TextChange): boolean {
  const parts = texts.map((text) => ({ text, said: textOf(text) }))
  const shown = parts.filter(({ said }) => said !== '')
  const now = shown.map(({ said }) => said).join('\n')
  const next = merged(edit, now)
  if (next === undefined) return false
  if (now === next) return true
  const { from, to, insert } = smallestEdit(now, next)
  let start = 0
  let inserted = insert === ''
  const [first] = parts
  if (shown.length === 0 && first) {
    first.text.insert(placeInField(first.text, 0).at, insert)
    return true
  }
  for (const { text, said } of shown) {
    const end = start + said.length
    const [a, b] = [Math.max(from, start), Math.min(to, end)]
    const holds = !inserted && from >= start && from <= end
    if (a < b) erase(text, a - start, b - start)
    if (holds) {
      text.insert(placeInField(text, from - start).at, insert)
      inserted = true
    }
    start = end + 1
  }
  return true
}

/// Takes characters out of a text, in code units of what it says.
function erase(text: Y.Text, from: number, to: number): void {
  let passed = textOf(text).length
  for (const piece of [...readText(text)].reverse()) {
    const start = passed - piece.text.length
    const a = Math.max(from, start)
    const b = Math.min(to, passed)
    if (a < b) text.delete(piece.at + a - start, b - a)
    passed = start
  }
}

/// What a text says once the edit is made in what it says now; undefined where somebody has changed
/// the same words.
function merged({ was, next }: TextChange, now: string): string | undefined {
  if (now === was || now === next) return next
  const { from, to, insert } = smallestEdit(was, next)
  const range = movedRange(was, now, { from, to })
  return range && now.slice(0, range.from) + insert + now.slice(range.to)
}

function textOf(text: Y.Text | undefined): string {
  return text
    ? readText(text)
        .map((piece) => piece.text)
        .join('')
    : ''
}

function changeValue(
  document: SeriesDocument,
  edit: NumberChange | TagsChange,
  slots: Map<string, string>,
): boolean {
  if (edit.what === 'target') {
    const entity = entityOf(document.roots.episodes, edit.episode)
    return entity !== undefined && setValue(entity, 'target', edit.was, edit.next)
  }
  const group = document.reading.group(edit.of.segment)
  if (!group || !isShown(document, group)) return false
  const id = group.members.length > 0 ? group.id : homeIn(document, group, slots)
  const entity = entityOf(document.roots.segments, id)
  if (!entity) return false
  if (edit.what !== 'tags') return setValue(entity, edit.what, edit.was, edit.next)
  if (JSON.stringify(tagsOf(entity)) !== JSON.stringify(edit.was)) return false
  if (edit.next.length === 0) entity.delete('tags')
  else entity.set('tags', [...edit.next])
  return true
}

/// Whatever is no number there counts as absent, as it does when it is read.
function setValue(
  entity: Entity,
  key: 'target' | 'seconds' | 'emotion',
  was: number | undefined,
  next: number | undefined,
): boolean {
  const now = entity.get(key)
  if ((typeof now === 'number' ? now : undefined) !== was) return false
  if (next === undefined) entity.delete(key)
  else entity.set(key, next)
  return true
}

function tagsOf(entity: Entity): readonly string[] {
  const tags = entity.get('tags')
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

/// The segment that a slot without one is given, once in a transaction.
function homeIn(document: SeriesDocument, group: Group, slots: Map<string, string>): string {
  const known = slots.get(group.id)
  if (known !== undefined) return known
  const id = document.keep(() => fillSlot(document, group))
  slots.set(group.id, id)
  return id
}

function isShown(document: SeriesDocument, group: Group): boolean {
  return document.reading.arrangement.episodes.some(({ groups }) => groups.includes(group))
}

/// The beats and episodes that edits bring: made in the bin first, so that undoing the step bins them
/// again, with what others will have written in them.
class Creations {
  readonly #document: SeriesDocument
  readonly #shows = new Map<OutlineEdit, () => boolean>()
  /// The order that each episode's beats, and (under '') the episodes, will have.
  readonly #orders = new Map<string, Ordered[]>()
  readonly #originals = new Map<string, readonly Ordered[]>()

  constructor(document: SeriesDocument, edits: readonly OutlineEdit[]) {
    this.#document = document
    if (!edits.some(({ what }) => what === 'beat' || what === 'episode')) return
    document.prepare(() => {
      for (const edit of edits) {
        if (edit.what === 'beat') this.#makeBeat(edit)
        if (edit.what === 'episode') this.#makeEpisode(edit)
      }
    })
  }

  /// Brings into the season what an edit has had made. Call it inside `document.edit`.
  show(edit: OutlineEdit): boolean {
    return this.#shows.get(edit)?.() ?? false
  }

  #makeBeat(edit: NewBeat): void {
    const { random, roots, reading } = this.#document
    if (!reading.arrangement.episodes.some(({ id }) => id === edit.episode)) return
    const id = newId(random)
    const order = () => beatsIn(this.#document, edit.episode)
    const { key, rekeyed } = this.#placed(edit.episode, id, edit, order)
    const place = [edit.episode, key] as const
    makeSegment(roots, id, { ...filled(edit.beat), kind: 'beat', place, binned: true }, random)
    this.#shows.set(edit, () => {
      const home = entityOf(roots.episodes, edit.episode)
      if (!home || home.get('binned') === true) return false
      for (const each of rekeyed) setPlace(this.#document, each.id, edit.episode, each.key)
      unbin(this.#document, id)
      return true
    })
  }

  #makeEpisode(edit: NewEpisode): void {
    const { random, roots, reading } = this.#document
    const id = newId(random)
    const order = () => reading.arrangement.episodes.map((plan) => ({ id: plan.id, key: plan.key }))
    const { key, rekeyed } = this.#placed('', id, edit, order)
    const { title, summary, targetSeconds: target } = edit
    makeEpisode(
      roots,
      id,
      {
        order: key,
        binned: true,
        title,
        summary,
        ...(target !== undefined && { values: { target } }),
        hook: filled(edit.hook),
        cliffhanger: filled(edit.cliffhanger),
      },
      random,
    )
    let beats: Ordered[] = []
    for (const beat of edit.beats) {
      const beatId = newId(random)
      const at = insertionAt(beats, beats.length, random)
      beats = [...beats, { id: beatId, key: at.key }]
      const place = [id, at.key] as const
      makeSegment(roots, beatId, { ...filled(beat), kind: 'beat', place }, random)
    }
    this.#shows.set(edit, () => {
      for (const each of rekeyed) entityOf(roots.episodes, each.id)?.set('order', each.key)
      entityOf(roots.episodes, id)?.delete('binned')
      return true
    })
  }

  /// Where something goes that is to stand behind another, or, where that is gone, at an index:
  /// several come in their order.
  #placed(
    name: string,
    id: string,
    { index, behind }: Pick<NewBeat, 'index' | 'behind'>,
    read: () => Ordered[],
  ) {
    const order = this.#orders.get(name) ?? read()
    const original = this.#originals.get(name) ?? [...order]
    this.#originals.set(name, original)
    const before = original.findIndex((each) => each.id === behind)
    const next = original[before < 0 ? index : before + 1]?.id
    const found = order.findIndex((each) => each.id === next)
    const at = found < 0 ? order.length : found
    const { key, rekeyed } = insertionAt(order, at, this.#document.random)
    const renewed = new Map(rekeyed.map((each) => [each.id, each]))
    const after = order.map((each) => renewed.get(each.id) ?? each)
    this.#orders.set(name, [...after.slice(0, at), { id, key }, ...after.slice(at)])
    return { key, rekeyed }
  }
}

function filled({ outline, seconds, emotion, tags }: NewSegment) {
  const values: EntityValues = {
    ...(seconds !== undefined && { seconds }),
    ...(emotion !== undefined && { emotion }),
    ...(tags && tags.length > 0 && { tags }),
  }
  return { outline, values, lines: emptyLines }
}
