import type * as Y from 'yjs'
import type { CastEntry } from '../domain/castentry.ts'
import { entriesIn } from './cast.ts'
import { titlePageOf } from './content.ts'
import { type GlossaryEntry, glossaryIn } from './glossary.ts'
import { carriedKey, entityOf, joinedKey, rootsOf } from './roots.ts'

/// What a document keeps for files beside the series it shows.
export interface Kept {
  readonly titlePage: readonly { readonly key: string; readonly values: readonly string[] }[]
  readonly cast: readonly CastEntry[]
  readonly places: readonly CastEntry[]
  readonly glossary?: readonly GlossaryEntry[]
  /// What formats have left with the series (`''`), an episode, a segment or a line, by its id: text
  /// by the format that understands it.
  readonly carried: ReadonlyMap<string, Readonly<Record<string, string>>>
  /// The lines that were joined into a line and had something carried with them, by its id. One of
  /// them may be shown again since.
  readonly joined?: ReadonlyMap<string, readonly string[]>
}

export function keptIn(doc: Y.Doc): Kept {
  const carried = new Map<string, Record<string, string>>()
  const note = (id: string, format: string, value: unknown) => {
    if (typeof value !== 'string') return
    const known = carried.get(id) ?? {}
    known[format] = value
    carried.set(id, known)
  }
  const { series, episodes, segments, lines } = rootsOf(doc)
  const noteAll = (id: string, entity: Y.Map<unknown>) => {
    for (const [key, value] of entity.entries()) {
      if (key.startsWith(carriedKey)) note(id, key.slice(carriedKey.length), value)
    }
  }
  noteAll('', series)
  for (const root of [episodes, segments]) {
    for (const id of root.keys()) {
      const entity = entityOf(root, id)
      if (entity) noteAll(id, entity)
    }
  }
  const joined = new Map<string, readonly string[]>()
  for (const [key, value] of lines.entries()) {
    if (key.endsWith(`.${joinedKey}`) && typeof value === 'string') {
      const line = key.slice(0, -joinedKey.length - 1)
      joined.set(value, [...(joined.get(value) ?? []), line].sort())
    }
    const at = key.indexOf(`.${carriedKey}`)
    if (at >= 0) note(key.slice(0, at), key.slice(at + carriedKey.length + 1), value)
  }
  return {
    titlePage: titlePageOf(doc),
    cast: entriesIn(doc, 'cast'),
    places: entriesIn(doc, 'places'),
    glossary: glossaryIn(doc),
    carried,
    joined,
  }
}
