import { entriesOf, reviseEntry } from '../document/cast.ts'
import { type Replaced, replaceAll, type TextEdit } from '../document/replace.ts'
import type { SeriesDocument } from '../document/seriesdocument.ts'
import type { GivingWay } from '../document/slices.ts'
import type { History } from '../document/undo.ts'
import { keyOfName, type Roster } from '../domain/castentry.ts'
import type { Element } from '../domain/element.ts'
import type { Segment } from '../domain/segment.ts'
import { readCue } from './cue.ts'
import { placeIn } from './places.ts'

/// Giving a character or a place another name everywhere. Renamed onto a name that is there already,
/// the two become one.

export interface Renaming {
  readonly roster: Roster
  /// A spelling of what is renamed; others that differ in case or spaces are renamed along.
  readonly from: string
  readonly to: string
  /// Whether mentions in action, dialogue and outlines are renamed too.
  readonly mentions: boolean
  /// Other names of the list: `MIRA LIN` is not renamed with `MIRA`.
  readonly others: readonly string[]
}

/// Where a renaming changes something.
export interface Hit {
  readonly segment: string
  /// The id of the line, or of the segment that the outline belongs to.
  readonly id: string
  readonly in: 'name' | 'line' | 'outline'
  readonly element?: Element
  readonly text: string
  /// In order, apart. Whole names; only the characters that differ will be exchanged.
  readonly changes: readonly NameChange[]
}

/// Code units of the text, and what comes in their place.
export interface NameChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/// What a renaming changes in a segment, in its order: outlines first.
export function hitsIn(segment: Segment, renaming: Renaming): readonly Hit[] {
  const key = keyOfName(renaming.from)
  const to = renaming.to.replace(/\s+/gu, ' ').trim()
  if (key === '' || to === '') return []
  // Only the spelling changes: that concerns the lines that name somebody, to the letter.
  const isSpelling = keyOfName(to) === key
  const mention = renaming.mentions && !isSpelling ? mentionOf(renaming) : undefined
  const hits: Hit[] = []
  const put = (hit: Omit<Hit, 'segment'>) => {
    const differs = ({ from, to, insert }: NameChange) => hit.text.slice(from, to) !== insert
    const changes = hit.changes.filter(differs)
    if (changes.length > 0) hits.push({ ...hit, segment: segment.id, changes })
  }
  if (mention) {
    for (const { id, text } of segment.outlines) {
      put({ id, in: 'outline', text, changes: mentionsIn(text, mention, to) })
    }
  }
  for (const [i, line] of segment.lines.entries()) {
    const { id, element, text } = line
    const names = namesIn(line, segment.lines[i - 1], renaming.roster)
    const meant = names.filter(({ name }) => keyOfName(name) === key)
    if (meant.length > 0) {
      const changes = meant.map(({ name, from, to: end }) => ({
        from,
        to: end,
        insert: isSpelling ? to : inCaseOf(name, to),
      }))
      put({ id, in: 'name', element, text, changes })
    } else if (mention && names.length === 0) {
      put({ id, in: 'line', element, text, changes: mentionsIn(text, mention, to) })
    }
  }
  return hits
}

interface Name {
  readonly name: string
  readonly from: number
  readonly to: number
}

function namesIn(
  line: Segment['lines'][number],
  before: Segment['lines'][number] | undefined,
  roster: Roster,
): readonly Name[] {
  if (roster === 'cast') return line.element === 'character' ? readCue(line.text).names : []
  const place = placeIn(line, before)
  return place ? [{ name: place.text, from: place.from, to: place.to }] : []
}

/// What finds mentions: the name, and longer names that contain it, which are passed over.
interface Mention {
  readonly pattern: RegExp
  readonly key: string
}

const mentions = new WeakMap<Renaming, Mention>()

function mentionOf(renaming: Renaming): Mention {
  const known = mentions.get(renaming)
  if (known) return known
  const key = keyOfName(renaming.from)
  const longer = renaming.others.filter((name) => {
    const other = keyOfName(name)
    return other !== key && other.includes(key)
  })
  const names = [...longer, renaming.from].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(names.map(patternOf).join('|'), 'giu')
  const mention = { pattern, key }
  mentions.set(renaming, mention)
  return mention
}

/// Letters that stand in words with spaces between them. Chinese and Japanese have no such borders.
const letter = String.raw`(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}_]`

function patternOf(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u)
  const text = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
  const { open, close } = bordersOf(name)
  return `${open}${text.join(String.raw`\s+`)}${close}`
}

/// What must hold in front of a name and behind it for it to be no part of a longer word.
function bordersOf(name: string): { readonly open: string; readonly close: string } {
  const begins = new RegExp(`^${letter}`, 'u').test(name.trim())
  const ends = new RegExp(`${letter}$`, 'u').test(name.trim())
  const open = begins ? `(?<!${letter})` : ''
  const close = ends ? `(?!${letter})` : ''
  return { open, close }
}

/// Whether a name still stands by itself at `from … to` of a text that has changed.
function standsIn(text: string, name: string, from: number, to: number): boolean {
  const { open, close } = bordersOf(name)
  const holdsAt = (border: string, at: number) => {
    const pattern = new RegExp(border, 'uy')
    pattern.lastIndex = at
    return pattern.test(text)
  }
  return holdsAt(open, from) && holdsAt(close, to)
}

function mentionsIn(text: string, { pattern, key }: Mention, to: string): readonly NameChange[] {
  const changes: NameChange[] = []
  for (const { index, 0: found } of text.matchAll(pattern)) {
    if (keyOfName(found) !== key) continue
    changes.push({ from: index, to: index + found.length, insert: inCaseOf(found, to) })
  }
  return changes
}

/// The new name in capitals where the old one stood in capitals, small where it was small. A name
/// typed in capitals is not put into prose as such.
function inCaseOf(old: string, next: string): string {
  const isCased = (text: string) => text.toUpperCase() !== text.toLowerCase()
  if (!isCased(old) || !isCased(next)) return next
  if (old === old.toUpperCase()) return next.toUpperCase()
  if (old === old.toLowerCase()) return next.toLowerCase()
  if (next !== next.toUpperCase()) return next
  return next.toLowerCase().replaceAll(/(?<!\p{L}\p{M}*)\p{L}/gu, (each) => each.toUpperCase())
}

export interface RenameOptions {
  /// Whose one step it is.
  readonly history: History
  /// In slices, as a long season takes its time.
  readonly giveWay?: GivingWay
}

/// Writes down what a renaming changes, as one step of the history. Only characters that differ are
/// exchanged, so whatever others type in the same lines meanwhile stays; a name that somebody has
/// changed since it was found is left to them. What has been entered about the old name goes along.
export async function renameEverywhere(
  document: SeriesDocument,
  renaming: Renaming,
  hits: readonly Hit[],
  { history, giveWay }: RenameOptions,
): Promise<Replaced> {
  const key = keyOfName(renaming.from)
  const holds = (text: string, from: number, to: number) =>
    keyOfName(text.slice(from, to)) === key && standsIn(text, renaming.from, from, to)
  const step = history.begin()
  try {
    const edits = hits.flatMap(editsOf)
    const result = await replaceAll(document, edits, { history, giveWay, holds })
    if (step.isWhole()) renameEntries(document, renaming)
    return result
  } finally {
    step.end()
  }
}

function editsOf({ in: where, id, text, changes }: Hit): readonly TextEdit[] {
  const at =
    where === 'outline'
      ? ({ in: 'outline', segment: id } as const)
      : ({ in: 'line', line: id } as const)
  return changes.map((change) => ({ at, text, ...change }))
}

/// What has been entered about the old name goes along.
function renameEntries(document: SeriesDocument, { roster, from, to }: Renaming): void {
  const key = keyOfName(from)
  const isSpelling = keyOfName(to) === key
  for (const { id, name } of entriesOf(document, roster).get()) {
    if (keyOfName(name) === key) {
      const next = isSpelling ? to.trim() : inCaseOf(name, to.trim())
      reviseEntry(document, roster, id, 'name', name, next)
    }
  }
}
