import * as Y from 'yjs'
import { type CastEntry, isColour, keyOfName, type Roster } from '../domain/castentry.ts'
import { readText } from './body.ts'
import { smallestEdit } from './field.ts'
import { newId, type Random } from './random.ts'
import { type Entity, entityOf, rootsOf, textIn } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'

/// The entries of the roots `cast` and `places`: what people write down beside what the script says
/// by itself. Reading never writes: an entry is made when somebody writes something down, under an
/// id that nobody else can draw. Entries of one name are one person, whoever made them, so two who
/// enter the same character at once have made one, and what each wrote about them is kept.

/// An alias is a key of its entry, this and what its spellings have in common, with the spelling as
/// its value: two people who add one at once have both added theirs.
const aliasKey = 'alias.'

/// The entries of a list that are not in the bin, in the order of their ids.
export interface Entries {
  /// The same object until something changes.
  get(): readonly CastEntry[]
  subscribe(listener: () => void): () => void
}

export function entriesOf(document: SeriesDocument, roster: Roster): Entries {
  const root = document.roots[roster]
  let known: readonly CastEntry[] | undefined
  const forget = () => {
    known = undefined
  }
  return {
    get() {
      known ??= readEntries(root)
      return known
    },
    subscribe(listener) {
      const hear = () => {
        forget()
        listener()
      }
      // What has changed while nobody listened.
      forget()
      root.observeDeep(hear)
      return () => root.unobserveDeep(hear)
    },
  }
}

/// Writes an entry whole. Call it inside a transaction, on a document that is being filled.
export function makeEntry(
  doc: Y.Doc,
  roster: Roster,
  { name, notes, aliases, colour }: Omit<CastEntry, 'id'>,
  random: Random,
): void {
  const entity = new Y.Map<unknown>()
  rootsOf(doc)[roster].set(newId(random), entity)
  entity.set('name', new Y.Text(name))
  entity.set('notes', new Y.Text(notes))
  for (const alias of aliases) entity.set(aliasKey + keyOfName(alias), alias)
  if (colour) entity.set('colour', colour)
}

/// The entries of a list as they stand in a document that nobody has open.
export function entriesIn(doc: Y.Doc, roster: Roster): readonly CastEntry[] {
  return readEntries(rootsOf(doc)[roster])
}

function readEntries(root: Y.Map<unknown>): readonly CastEntry[] {
  const entries: CastEntry[] = []
  for (const id of [...root.keys()].sort()) {
    const entity = entityOf(root, id)
    if (entity && entity.get('binned') !== true) entries.push(readEntry(id, entity))
  }
  return entries
}

function readEntry(id: string, entity: Entity): CastEntry {
  const aliases: string[] = []
  for (const key of [...entity.keys()].sort()) {
    const value = entity.get(key)
    if (key.startsWith(aliasKey) && typeof value === 'string' && value.trim() !== '') {
      aliases.push(value)
    }
  }
  const colour = entity.get('colour')
  return {
    id,
    name: textIn(entity, 'name')?.toString() ?? '',
    notes: textIn(entity, 'notes')?.toString() ?? '',
    aliases,
    ...(isColour(colour) ? { colour } : {}),
  }
}

/// Makes an entry; gives back its id. Undoing that puts it into the bin, with what others have
/// written in it meanwhile.
export function addEntry(document: SeriesDocument, roster: Roster, name: string): string {
  const root = document.roots[roster]
  const id = newId(document.random)
  document.prepare(() => {
    const entity = new Y.Map<unknown>()
    root.set(id, entity)
    entity.set('name', new Y.Text(name))
    entity.set('notes', new Y.Text())
    entity.set('binned', true)
  })
  document.edit(() => entityOf(root, id)?.delete('binned'))
  return id
}

export function binEntry(document: SeriesDocument, roster: Roster, id: string): void {
  document.edit(() => entityOf(document.roots[roster], id)?.set('binned', true))
}

/// Without a colour, takes it away.
export function setColour(
  document: SeriesDocument,
  roster: Roster,
  id: string,
  colour: string | undefined,
): void {
  document.edit(() => {
    const entity = entityOf(document.roots[roster], id)
    if (colour === undefined) entity?.delete('colour')
    else entity?.set('colour', colour)
  })
}

export function addAlias(
  document: SeriesDocument,
  roster: Roster,
  id: string,
  alias: string,
): void {
  const key = keyOfName(alias)
  if (key === '') return
  document.edit(() => entityOf(document.roots[roster], id)?.set(`${aliasKey}${key}`, alias.trim()))
}

export function removeAlias(
  document: SeriesDocument,
  roster: Roster,
  id: string,
  alias: string,
): void {
  document.edit(() => {
    const entity = entityOf(document.roots[roster], id)
    for (const [key, value] of [...(entity?.entries() ?? [])]) {
      if (key.startsWith(aliasKey) && value === alias) entity?.delete(key)
    }
  })
}

/// Writes down what somebody has typed in a text of an entry: the way from `base`, which they had
/// before them, to `next`. What others have typed since `base` stays. `caret` is where the typing
/// ended in `next`.
export function reviseEntry(
  document: SeriesDocument,
  roster: Roster,
  id: string,
  key: 'name' | 'notes',
  base: string,
  next: string,
  caret?: number,
): void {
  const entity = entityOf(document.roots[roster], id)
  if (!entity || base === next) return
  document.edit(() => {
    const known = textIn(entity, key)
    const text = known ?? new Y.Text()
    if (!known) entity.set(key, text)
    const now = text.toString()
    const mine = smallestEdit(base, next, caret)
    const { from, to, insert } = now === base ? mine : withoutEdit(mine, smallestEdit(base, now))
    // Places count embeds, which a third party may have put there.
    const pieces = readText(text)
    const placeOf = (offset: number) => {
      let passed = 0
      for (const { at, text: part } of pieces) {
        if (offset <= passed + part.length) return at + offset - passed
        passed += part.length
      }
      return text.length
    }
    if (to > from) text.delete(placeOf(from), placeOf(to) - placeOf(from))
    if (insert !== '') text.insert(placeOf(from), insert)
  })
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/// An edit of a text as it has to be made in what another edit has made of that text. What the
/// other has put in stays.
function withoutEdit(mine: Edit, theirs: Edit): Edit {
  const shift = theirs.insert.length - (theirs.to - theirs.from)
  if (mine.to <= theirs.from) return mine
  if (mine.from >= theirs.to) return { ...mine, from: mine.from + shift, to: mine.to + shift }
  // Both have taken away some of the same: what is left of mine lies on one side of theirs or both.
  if (mine.from < theirs.from) return { ...mine, to: theirs.from }
  const behind = theirs.from + theirs.insert.length
  return { ...mine, from: behind, to: Math.max(behind, mine.to + shift) }
}
