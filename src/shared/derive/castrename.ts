import { entriesOf, reviseEntry } from '../document/cast.ts'
import { type Replaced, replaceAll, type SeriesPlace, type TextEdit } from '../document/replace.ts'
import type { SeriesDocument } from '../document/seriesdocument.ts'
import type { GivingWay } from '../document/slices.ts'
import type { History } from '../document/undo.ts'
import { keyOfName, type Roster } from '../domain/castentry.ts'
import type { Element } from '../domain/element.ts'
import type { Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { readCue } from './cue.ts'
import { placeIn } from './places.ts'

/// Giving a character or a place another name everywhere. Renamed onto a name that is there already,
/// the two become one.

export interface Renaming {
  readonly roster: Roster
  /// A spelling of what is renamed; others that differ in case or spaces are renamed along.
  readonly from: string
  readonly to: string
  /// Whether mentions in action, dialogue, outlines and summaries are renamed too.
  readonly mentions: boolean
  /// Other names of the list: `MIRA LIN` is not renamed with `MIRA`.
  readonly others: readonly string[]
}

/// Where a renaming changes something.
export interface Hit {
  readonly at: SeriesPlace
  /// A cue or a heading says who or where; everything else mentions it.
  readonly isName: boolean
  /// Of a line.
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

/// What is written beside the script, where names are only mentioned.
export interface Beside {
  readonly at: SeriesPlace
  readonly text: string
}

/// All that a renaming looks through, part by part in the order of the season. The title of the
/// series is not among it: it is what the work is known by.
export function partsOf({ logline, notes, episodes }: Series): readonly (Beside | Segment)[] {
  return [
    { at: { in: 'series', key: 'logline' }, text: logline },
    { at: { in: 'series', key: 'notes' }, text: notes },
    ...episodes.flatMap(({ id, title, summary, segments }) => [
      { at: { in: 'title', episode: id }, text: title } as const,
      { at: { in: 'summary', episode: id }, text: summary } as const,
      ...segments,
    ]),
  ]
}

/// What a renaming changes in a part, in its order: outlines first.
export function hitsIn(part: Beside | Segment, renaming: Renaming): readonly Hit[] {
  const key = keyOfName(renaming.from)
  const to = renaming.to.replace(/\s+/gu, ' ').trim()
  if (key === '' || to === '') return []
  // Only the spelling changes: that concerns the lines that name somebody, to the letter.
  const isSpelling = keyOfName(to) === key
  const mention = renaming.mentions && !isSpelling ? mentionOf(renaming) : undefined
  const hits: Hit[] = []
  const put = (hit: Hit) => {
    const differs = ({ from, to, insert }: NameChange) => hit.text.slice(from, to) !== insert
    const changes = hit.changes.filter(differs)
    if (changes.length > 0) hits.push({ ...hit, changes })
  }
  const putMentions = (at: SeriesPlace, text: string, element?: Element) => {
    if (!mention) return
    const changes = mentionsIn(text, mention, to)
    put({ at, isName: false, ...(element && { element }), text, changes })
  }
  if ('at' in part) {
    putMentions(part.at, part.text)
    return hits
  }
  for (const { id, text } of part.outlines) putMentions({ in: 'outline', segment: id }, text)
  for (const [i, line] of part.lines.entries()) {
    const { id, element, text } = line
    const at = { in: 'line', line: id } as const
    const names = namesIn(line, part.lines[i - 1], renaming.roster)
    const meant = names.filter(({ name }) => keyOfName(name) === key)
    if (meant.length > 0) {
      const changes = meant.map(({ name, from, to: end }) => ({
        from,
        to: end,
        insert: isSpelling ? to : inCaseOf(name, to),
      }))
      put({ at, isName: true, element, text, changes })
    } else if (names.length === 0) putMentions(at, text, element)
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
    const edits = hits.flatMap(({ at, text, changes }): readonly TextEdit[] =>
      changes.map((change) => ({ at, text, ...change })),
    )
    const result = await replaceAll(document, edits, { history, giveWay, holds })
    if (step.isWhole()) renameEntries(document, renaming)
    return result
  } finally {
    step.end()
  }
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
