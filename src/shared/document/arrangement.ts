import type * as Y from 'yjs'
import { type SegmentKind, segmentKinds } from '../domain/segment.ts'
import { byOrder, type Ordered } from './order.ts'
import { type Entity, entityOf, placeOf, type Roots } from './roots.ts'

/// Which segments are shown where: a pure reading of `episodes` and `segments`, the same on every
/// replica that holds the same entities.

/// Segments shown as one: the first and those merged into it, in the order they are shown.
/// A slot of an episode that no segment fills (only a third party can bring that about) is a group
/// without members.
export interface Group {
  readonly id: string
  readonly kind: SegmentKind
  readonly members: readonly string[]
}

export interface EpisodePlan {
  readonly id: string
  readonly key: string
  /// The hook, the beats, the cliffhanger.
  readonly groups: readonly Group[]
}

export interface Arrangement {
  readonly episodes: readonly EpisodePlan[]
  readonly binnedEpisodes: readonly EpisodePlan[]
  /// Segments in the bin by themselves, and segments whose episode nobody knows.
  readonly binnedGroups: readonly Group[]
}

interface Node extends Ordered {
  readonly kind: SegmentKind
  readonly episode: string
  readonly joins: string | undefined
  readonly binned: boolean
}

export function arrange(roots: Roots): Arrangement {
  const nodes = readNodes(roots.segments)
  const parents = parentsOf(nodes)
  const children = new Map<string, Node[]>()
  for (const [id, parent] of parents) {
    const node = nodes.get(id)
    if (!node || node.binned) continue
    const list = children.get(parent)
    if (list) list.push(node)
    else children.set(parent, [node])
  }
  for (const list of children.values()) list.sort(byOrder)
  const membersOf = (id: string): string[] => [
    id,
    ...(children.get(id) ?? []).flatMap((child) => membersOf(child.id)),
  ]

  const placed = new Map<string, Node[]>()
  const binnedGroups: Group[] = []
  for (const node of nodes.values()) {
    if (!node.binned && parents.has(node.id)) continue
    if (node.binned || !entityOf(roots.episodes, node.episode)) {
      binnedGroups.push({ id: node.id, kind: node.kind, members: membersOf(node.id) })
      continue
    }
    const list = placed.get(node.episode)
    if (list) list.push(node)
    else placed.set(node.episode, [node])
  }

  const episodes: EpisodePlan[] = []
  const binnedEpisodes: EpisodePlan[] = []
  for (const [id, value] of roots.episodes.entries()) {
    const entity = entityOf(roots.episodes, id)
    if (!entity || value !== entity) continue
    const shown = (placed.get(id) ?? []).sort(byOrder)
    const slot = (kind: SegmentKind): Group => {
      const fill = shown.filter((node) => node.kind === kind)
      return {
        id: fill[0]?.id ?? `${id}.${kind}~`,
        kind,
        members: fill.flatMap((node) => membersOf(node.id)),
      }
    }
    const beats = shown
      .filter((node) => node.kind === 'beat')
      .map((node): Group => ({ id: node.id, kind: 'beat', members: membersOf(node.id) }))
    const plan = { id, key: orderOf(entity), groups: [slot('hook'), ...beats, slot('cliffhanger')] }
    if (entity.get('binned') === true) binnedEpisodes.push(plan)
    else episodes.push(plan)
  }
  binnedGroups.sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    episodes: episodes.sort(byOrder),
    binnedEpisodes: binnedEpisodes.sort(byOrder),
    binnedGroups,
  }
}

function orderOf(episode: Entity): string {
  const key = episode.get('order')
  return typeof key === 'string' ? key : ''
}

function readNodes(segments: Y.Map<unknown>): Map<string, Node> {
  const nodes = new Map<string, Node>()
  for (const id of segments.keys()) {
    const entity = entityOf(segments, id)
    if (!entity) continue
    const place = placeOf(entity)
    const joins = entity.get('joins')
    nodes.set(id, {
      id,
      kind: asKind(entity.get('kind')),
      episode: place?.episode ?? '',
      key: place?.key ?? '',
      joins: typeof joins === 'string' ? joins : undefined,
      binned: entity.get('binned') === true,
    })
  }
  return nodes
}

function asKind(value: unknown): SegmentKind {
  return (segmentKinds as readonly unknown[]).includes(value) ? (value as SegmentKind) : 'beat'
}

/// Who is merged into whom. In a circle of joins the one of the greatest id does not count, so
/// that every replica breaks it at the same place.
function parentsOf(nodes: ReadonlyMap<string, Node>): Map<string, string> {
  const parents = new Map<string, string>()
  for (const { id, joins } of nodes.values()) {
    if (joins !== undefined && joins !== id && nodes.has(joins)) parents.set(id, joins)
  }
  const settled = new Set<string>()
  for (const start of [...parents.keys()].sort()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !settled.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = parents.get(at)
    }
    if (at !== undefined && onPath.has(at)) {
      const circle = path.slice(path.indexOf(at))
      parents.delete(circle.sort()[circle.length - 1] as string)
    }
    for (const id of path) settled.add(id)
  }
  return parents
}
