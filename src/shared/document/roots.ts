import * as Y from 'yjs'

/// The shared types of a series, by the names docs/DOCUMENT.md gives them.

export const schemaVersion = 1

/// An entity: an episode, a segment, a member of the cast, a place.
export type Entity = Y.Map<unknown>

/// What ends a line in a body: the line's stable id and the element it was born with.
export interface LineEnd {
  readonly line: string
  readonly element: string
}

/// What says, in a body, whose lines follow.
export interface Mark {
  readonly segment: string
}

export interface Roots {
  readonly series: Y.Map<unknown>
  readonly episodes: Y.Map<unknown>
  readonly segments: Y.Map<unknown>
  readonly bodies: Y.Map<unknown>
  /// `<lineId>.<attribute>`: what has changed on a line since it was born.
  readonly lines: Y.Map<unknown>
  readonly cast: Y.Map<unknown>
  readonly places: Y.Map<unknown>
}

export function rootsOf(doc: Y.Doc): Roots {
  return {
    series: doc.getMap('series'),
    episodes: doc.getMap('episodes'),
    segments: doc.getMap('segments'),
    bodies: doc.getMap('bodies'),
    lines: doc.getMap('lines'),
    cast: doc.getMap('cast'),
    places: doc.getMap('places'),
  }
}

/// The entity behind an id, or undefined where there is none. Any client may write anything: a
/// value of another type counts as absent and is left alone.
export function entityOf(map: Y.Map<unknown>, id: string): Entity | undefined {
  const value = map.get(id)
  return value instanceof Y.Map ? value : undefined
}

/// A text of an entity or of the series, or undefined.
export function textIn(entity: Entity | undefined, key: string): Y.Text | undefined {
  const value = entity?.get(key)
  return value instanceof Y.Text ? value : undefined
}

export function bodyOf(roots: Roots, id: string): Y.Text | undefined {
  const value = roots.bodies.get(id)
  return value instanceof Y.Text ? value : undefined
}

export function asLineEnd(embed: unknown): LineEnd | undefined {
  if (typeof embed !== 'object' || embed === null || !('line' in embed)) return undefined
  const { line } = embed
  if (typeof line !== 'string' || line === '') return undefined
  const element = 'element' in embed && typeof embed.element === 'string' ? embed.element : ''
  return { line, element }
}

export function asMark(embed: unknown): Mark | undefined {
  if (typeof embed !== 'object' || embed === null || !('segment' in embed)) return undefined
  const { segment } = embed
  return typeof segment === 'string' && segment !== '' ? { segment } : undefined
}

/// Where a segment stands: the episode it is in and its order key among the segments there.
export interface Place {
  readonly episode: string
  readonly key: string
}

export function placeOf(segment: Entity): Place | undefined {
  const value = segment.get('place')
  if (!Array.isArray(value)) return undefined
  const [episode, key] = value
  return typeof episode === 'string' && typeof key === 'string' ? { episode, key } : undefined
}

/// An episode has a key for each of its writers, this and their id, with their name as its value:
/// two people who name a writer at once have both named one.
export const writerKey = 'writer.'

/// The series has a key for each of its settings, this and the setting's name.
export const settingKey = 'setting.'

/// A format leaves text with what it belongs to under this and its id: `carried.fdx`.
export const carriedKey = 'carried.'

/// What was carried with a line that was joined into another goes with that one: `<line id>.joined`
/// is its id.
export const joinedKey = 'joined'

/// Ids of the hook and the cliffhanger that are made with an episode.
export function hookIdOf(episodeId: string): string {
  return `${episodeId}.hook`
}

export function cliffhangerIdOf(episodeId: string): string {
  return `${episodeId}.cliffhanger`
}
