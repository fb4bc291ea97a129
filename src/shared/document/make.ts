import * as Y from 'yjs'
import type { Element } from '../domain/element.ts'
import { type Span, type Style, styleNames } from '../domain/line.ts'
import type { SegmentKind } from '../domain/segment.ts'
import { readBody } from './body.ts'
import { newId, type Random } from './random.ts'
import { cliffhangerIdOf, hookIdOf, type Roots } from './roots.ts'

/// Making entities: an entity, its texts and its body come into being in one transaction, whole.
/// (Two people who each made a missing body later would lose one of the two.)
/// Call these inside a transaction.

export interface LineContent {
  readonly element: Element
  readonly spans: readonly Span[]
  /// Attributes beside the element, by the names of docs/DOCUMENT.md.
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

/// Plain values of an entity.
export type EntityValues = Readonly<Record<string, string | number | boolean | readonly string[]>>

export interface SegmentContent {
  readonly kind: SegmentKind
  readonly place: readonly [episode: string, key: string]
  readonly binned?: boolean
  readonly outline?: string
  /// Keys beside, by the names of docs/DOCUMENT.md.
  readonly values?: EntityValues
  /// Left out: no body is made (the segment takes over part of another's).
  readonly lines?: readonly LineContent[]
}

export function makeSegment(
  roots: Roots,
  id: string,
  content: SegmentContent,
  random: Random,
): void {
  const entity = new Y.Map<unknown>()
  roots.segments.set(id, entity)
  entity.set('kind', content.kind)
  entity.set('place', [...content.place])
  entity.set('outline', new Y.Text(content.outline ?? ''))
  if (content.binned) entity.set('binned', true)
  setValues(entity, content.values)
  if (!content.lines) return
  const body = new Y.Text()
  roots.bodies.set(id, body)
  writeLines(roots, body, id, content.lines, random)
}

function setValues(entity: Y.Map<unknown>, values: EntityValues = {}): void {
  for (const [name, value] of Object.entries(values)) {
    entity.set(name, typeof value === 'object' ? [...value] : value)
  }
}

/// Writes a mark and lines at the end of a body, or into a new one where there is none. Text at the
/// end that no line end closes gets one first: it would go over to the new mark's segment.
export function writeLines(
  roots: Roots,
  existing: Y.Text | undefined,
  segment: string,
  lines: readonly LineContent[],
  random: Random,
): void {
  const body = existing ?? new Y.Text()
  if (!existing) roots.bodies.set(newId(random), body)
  const delta: unknown[] = body.length > 0 ? [{ retain: body.length }] : []
  const last = readBody(body).lines.at(-1)
  if (last && last.rawId === undefined) {
    delta.push({ insert: { line: newId(random), element: 'action' } })
  }
  delta.push({ insert: { segment } })
  for (const { element, spans, attributes } of lines) {
    const line = newId(random)
    for (const { text, style } of spans) {
      if (text !== '') delta.push({ insert: text, attributes: attributesOf(style) })
    }
    delta.push({ insert: { line, element } })
    for (const [name, value] of Object.entries(attributes ?? {})) {
      roots.lines.set(`${line}.${name}`, value)
    }
  }
  body.applyDelta(delta, { sanitize: false })
}

export interface EpisodeContent {
  readonly order: string
  readonly binned?: boolean
  readonly title?: string
  readonly summary?: string
  readonly values?: EntityValues
  readonly hook?: Omit<SegmentContent, 'kind' | 'place'>
  readonly cliffhanger?: Omit<SegmentContent, 'kind' | 'place'> & {
    readonly place?: SegmentContent['place']
  }
}

/// An episode with its hook and its cliffhanger, whose ids come from its own.
export function makeEpisode(
  roots: Roots,
  id: string,
  content: EpisodeContent,
  random: Random,
): void {
  const entity = new Y.Map<unknown>()
  roots.episodes.set(id, entity)
  entity.set('order', content.order)
  entity.set('title', new Y.Text(content.title ?? ''))
  entity.set('summary', new Y.Text(content.summary ?? ''))
  setValues(entity, content.values)
  if (content.binned) entity.set('binned', true)
  const place = [id, firstKey] as const
  const hook = { lines: emptyLines, ...content.hook, kind: 'hook' as const, place }
  makeSegment(roots, hookIdOf(id), hook, random)
  const ending = { lines: emptyLines, place, ...content.cliffhanger, kind: 'cliffhanger' as const }
  makeSegment(roots, cliffhangerIdOf(id), ending, random)
}

/// The order key of a slot's own segment.
export const firstKey = 'a0'

/// What a new segment holds: one empty line of action.
export const emptyLines: readonly LineContent[] = [{ element: 'action', spans: [] }]

/// A style as the attributes of shared text.
export function attributesOf(style: Style): Record<string, true> {
  const attributes: Record<string, true> = {}
  for (const name of styleNames) if (style[name]) attributes[name] = true
  return attributes
}
