import * as Y from 'yjs'
import type { Segment } from '../domain/segment.ts'
import type { Arrangement, Group } from './arrangement.ts'
import { type Piece, readText } from './body.ts'
import { type Characters, type Range, readCharacters } from './characters.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { contextLength, type Home, homeText, type Part, type Subject } from './subject.ts'

/// Where what a thread is about is now.
///
/// - `here`: the season shows it. A passage has a stretch for each line and each paragraph of
///   outline that its characters are in, in reading order, from the first of them to the last: what
///   others typed in between is part of it. `whole` says that none of its characters is gone.
/// - `binned`: it is there, but only in the bin.
/// - `deleted`: none of its characters is left but white space.
/// - `unheard`: its text has not reached this replica yet.
export type Whereabouts =
  | {
      readonly kind: 'here'
      readonly episode: string
      /// Absent where it is about a whole episode.
      readonly segment?: string
      readonly stretches: readonly Stretch[]
      readonly whole: boolean
    }
  | { readonly kind: 'binned'; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'unheard' }

/// Offsets are code units of the line or paragraph.
export interface Stretch extends Range {
  readonly segment: string
  readonly in: 'line' | 'outline'
  /// The id of the line, or of the segment whose paragraph it is.
  readonly id: string
}

/// Finds subjects again, and remembers what it found for as long as nothing has changed there: to
/// ask for every thread of a season after every key costs next to nothing. Ask outside of
/// transactions.
export class Finder {
  readonly #document: SeriesDocument
  readonly #remembered = new WeakMap<Subject, Remembered>()
  /// Forgotten when the text changes.
  readonly #characters = new WeakMap<Y.Text, Characters>()
  #map: { readonly of: Arrangement; readonly places: ReadonlyMap<Group, Place> } | undefined
  readonly #onTransaction: (transaction: Y.Transaction) => void

  constructor(document: SeriesDocument) {
    this.#document = document
    this.#onTransaction = ({ changed }) => {
      for (const type of changed.keys()) this.#characters.delete(type as unknown as Y.Text)
    }
    // Before anybody hears of the change and asks.
    document.doc.on('beforeObserverCalls', this.#onTransaction)
  }

  destroy(): void {
    this.#document.doc.off('beforeObserverCalls', this.#onTransaction)
  }

  /// Gives back the same object for as long as it says the same.
  find(subject: Subject): Whereabouts {
    const remembered = this.#remembered.get(subject)
    if (remembered && this.#holds(remembered)) return remembered.answer
    const fresh = subject.on === 'passage' ? this.#passage(subject.parts) : this.#entity(subject)
    const answer = remembered && sameAnswer(remembered.answer, fresh.answer) ? remembered : fresh
    this.#remembered.set(subject, { ...fresh, answer: answer.answer })
    return answer.answer
  }

  #holds({ answer, arrangement, texts, segments }: Remembered): boolean {
    const { reading } = this.#document
    return (
      answer.kind !== 'unheard' &&
      arrangement === reading.arrangement &&
      texts.every(({ home, text, characters }) => {
        if (homeText(this.#document, home) !== text) return false
        return text === undefined || this.#characters.get(text) === characters
      }) &&
      segments.every(({ id, segment }) => reading.segment(id) === segment)
    )
  }

  #entity(subject: Subject & { on: 'episode' | 'segment' }): Remembered {
    const { reading } = this.#document
    const { arrangement } = reading
    const settled = { arrangement, texts: [], segments: [] }
    const here = { kind: 'here', stretches: [], whole: true } as const
    if (subject.on === 'segment') {
      const group = reading.group(subject.segment)
      const place = group && this.#places.get(group)
      if (group && !place) return { ...settled, answer: { kind: 'binned', stretches: [] } }
      if (group && place) {
        return { ...settled, answer: { ...here, episode: place.episode, segment: group.id } }
      }
    }
    // A slot that nothing filled has no segment of its own: what was said there is about the episode.
    const { episode } = subject
    const is = ({ id }: { readonly id: string }) => id === episode
    if (arrangement.episodes.some(is)) return { ...settled, answer: { ...here, episode } }
    const isBinned = arrangement.binnedEpisodes.some(is)
    return {
      ...settled,
      answer: isBinned ? { kind: 'binned', stretches: [] } : { kind: 'unheard' },
    }
  }

  #passage(parts: readonly Part[]): Remembered {
    const { reading } = this.#document
    const texts: Watched[] = []
    const groups = new Set<Group>()
    const found: Placed[] = []
    let [whole, heard, alive] = [true, true, false]
    for (const part of parts) {
      const text = homeText(this.#document, part.in)
      const characters = text && this.#read(text)
      texts.push({ home: part.in, text, characters })
      heard &&= part.runs.every(([client, clock]) => this.#hasHeard(client, clock))
      const ranges = characters ? rangesOf(part, characters) : []
      if (lengthOf(ranges) < part.quote.length) whole = false
      if (!text || ranges.length === 0) continue
      alive = true
      for (const placed of this.#stretches(text, part.in, ranges)) {
        found.push(placed)
        groups.add(placed.group)
      }
    }
    const segments = [...groups].map(({ id }) => ({ id, segment: reading.segment(id) }))
    const shown = inOrder(found.filter(({ place }) => place))
    const first = shown[0]
    const { arrangement } = reading
    const settled = { arrangement, texts, segments }
    if (first?.place) {
      const { place, group } = first
      const stretches = joined(shown)
      const answer = {
        kind: 'here',
        episode: place.episode,
        segment: group.id,
        stretches,
        whole,
      } as const
      return { ...settled, answer }
    }
    if (alive) return { ...settled, answer: { kind: 'binned', stretches: joined(found) } }
    return { ...settled, answer: { kind: heard ? 'deleted' : 'unheard' } }
  }

  /// The lines or the paragraph that ranges of a text are in.
  #stretches(text: Y.Text, home: Home, ranges: readonly Range[]): Placed[] {
    const { reading } = this.#document
    const found: Placed[] = []
    if ('outline' in home) {
      const group = reading.group(home.outline)
      const range = group && within(text, readText(text), ranges)
      if (!group || !range) return []
      const block = group.members.indexOf(home.outline) - group.members.length
      const stretch = { segment: group.id, in: 'outline', id: home.outline, ...range } as const
      return [{ group, place: this.#places.get(group), block, stretch }]
    }
    for (const group of reading.groupsOfBody(text)) {
      for (const [block, { line, pieces }] of reading.spots(group).entries()) {
        const range = within(text, pieces, ranges)
        if (!range) continue
        const stretch = { segment: group.id, in: 'line', id: line.id, ...range } as const
        found.push({ group, place: this.#places.get(group), block, stretch })
      }
    }
    return found
  }

  #read(text: Y.Text): Characters {
    const known = this.#characters.get(text)
    if (known) return known
    const characters = readCharacters(this.#document.doc, text)
    this.#characters.set(text, characters)
    return characters
  }

  #hasHeard(client: number, clock: number): boolean {
    return Y.getState(this.#document.doc.store, client) > clock
  }

  /// Where the season shows each group.
  get #places(): ReadonlyMap<Group, Place> {
    const { arrangement } = this.#document.reading
    if (this.#map?.of === arrangement) return this.#map.places
    const places = new Map<Group, Place>()
    for (const { id, groups } of arrangement.episodes) {
      for (const group of groups) places.set(group, { episode: id, order: places.size })
    }
    this.#map = { of: arrangement, places }
    return places
  }
}

/// What an answer was found from: while it is the same, so is the answer.
interface Remembered {
  readonly answer: Whereabouts
  readonly arrangement: Arrangement
  readonly texts: readonly Watched[]
  readonly segments: readonly { readonly id: string; readonly segment: Segment | undefined }[]
}

interface Watched {
  readonly home: Home
  readonly text: Y.Text | undefined
  readonly characters: Characters | undefined
}

interface Place {
  readonly episode: string
  readonly order: number
}

interface Placed {
  readonly group: Group
  readonly place: Place | undefined
  /// Its line or paragraph among those of the group; paragraphs of outline are below 0.
  readonly block: number
  readonly stretch: Stretch
}

/// Where the characters of a part stand. Where none is left, but the same words stand in the same
/// text between the same neighbours (somebody has put them back by other means than undo), there.
function rangesOf(part: Part, characters: Characters): readonly Range[] {
  const ranges: Range[] = []
  let passed = 0
  for (const run of part.runs) {
    ranges.push(...characters.find(run, part.quote.slice(passed, passed + run[2])))
    passed += run[2]
  }
  const { flat } = characters
  if (ranges.some(({ from, to }) => flat.slice(from, to).trim() !== '')) return ranges
  const again = quotedIn(flat, part)
  return again ? [again] : []
}

/// The one place where a text says the quote with what stood around it; undefined where there is
/// none or more than one.
function quotedIn(flat: string, { quote, before, after }: Part): Range | undefined {
  const wanted = before + quote + after
  const at = flat.indexOf(wanted)
  if (at < 0 || flat.indexOf(wanted, at + 1) >= 0) return undefined
  const end = at + wanted.length
  if (before.length < contextLength && at > 0) return undefined
  if (after.length < contextLength && end < flat.length) return undefined
  return { from: at + before.length, to: end - after.length }
}

/// From the first to the last of the characters that stand in ranges of a text, in code units of the
/// line or paragraph that is made of `pieces`. White space at the ends counts for nothing: what
/// others put in front of it is not part of the passage. Undefined where there is nothing else.
function within(
  text: Y.Text,
  pieces: readonly Piece[],
  ranges: readonly Range[],
): Range | undefined {
  let [from, to, passed] = [Number.POSITIVE_INFINITY, 0, 0]
  for (const piece of pieces) {
    for (const range of piece.of === text ? ranges : []) {
      const start = Math.max(range.from - piece.at, 0)
      const end = Math.min(range.to - piece.at, piece.text.length)
      const says = piece.text.slice(start, Math.max(start, end))
      if (says.trim() === '') continue
      from = Math.min(from, passed + start + says.length - says.trimStart().length)
      to = Math.max(to, passed + start + says.trimEnd().length)
    }
    passed += piece.text.length
  }
  return from < to ? { from, to } : undefined
}

function inOrder(found: readonly Placed[]): readonly Placed[] {
  return [...found].sort(
    (a, b) =>
      (a.place?.order ?? 0) - (b.place?.order ?? 0) ||
      a.block - b.block ||
      a.stretch.from - b.stretch.from,
  )
}

/// One stretch for each line and paragraph: parts of a passage may have come to stand in one.
function joined(found: readonly Placed[]): readonly Stretch[] {
  const stretches = new Map<string, Stretch>()
  for (const { stretch } of found) {
    const key = `${stretch.in} ${stretch.id}`
    const other = stretches.get(key)
    const from = Math.min(stretch.from, other?.from ?? stretch.from)
    const to = Math.max(stretch.to, other?.to ?? stretch.to)
    stretches.set(key, { ...stretch, from, to })
  }
  return [...stretches.values()]
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0)
}

function sameAnswer(a: Whereabouts, b: Whereabouts): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
