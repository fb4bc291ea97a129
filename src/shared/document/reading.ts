import type * as Y from 'yjs'
import type { Episode } from '../domain/episode.ts'
import { asLanguage } from '../domain/language.ts'
import type { Segment } from '../domain/segment.ts'
import { type Binned, defaultTargetSeconds, type Series } from '../domain/series.ts'
import { asSettings } from '../domain/settings.ts'
import { type Arrangement, arrange, type EpisodePlan, type Group } from './arrangement.ts'
import { isSeconds, readEpisode, readSegment } from './entities.ts'
import { keep, keepArray, sameItems } from './identity.ts'
import { LineIndex } from './lineindex.ts'
import { type Roots, rootsOf, settingKey, textIn } from './roots.ts'
import { type Spot, spotsOfLines } from './spot.ts'
import type { TranslationVersions } from './versions.ts'

/// A series as it stands, kept up with its Y.Doc. `series` is an immutable value: whatever a change
/// did not touch is the same object as before, so whoever derives from it can remember by identity.
/// Reading never writes.
export class SeriesReading {
  readonly doc: Y.Doc
  readonly roots: Roots
  series: Series
  #arrangement: Arrangement
  /// Every group, shown or in the bin, by the id of each of its members and by its own.
  #groups = new Map<string, Group>()
  /// The places among the episodes where groups are shown, by the id of the group.
  #shownAt = new Map<string, number>()
  #lines: LineIndex
  #segments = new Map<string, Segment>()
  #listeners = new Set<(change: Change) => void>()
  /// Groups whose text or attributes have changed since they were read.
  #staleSegments = new Set<string>()
  #staleArrangement = false
  /// Something beside the segments has changed: the series itself, an episode.
  #staleFrame = false
  #stale = false
  readonly #stop: () => void

  constructor(doc: Y.Doc) {
    this.doc = doc
    this.roots = rootsOf(doc)
    this.#lines = new LineIndex(this.roots)
    this.#arrangement = arrange(this.roots)
    this.#indexGroups()
    this.series = this.#read(undefined)
    this.#stop = this.#observe()
  }

  /// Calls back after each transaction that changed what is shown, once, with what was before.
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  destroy(): void {
    this.#stop()
    this.#listeners.clear()
  }

  get arrangement(): Arrangement {
    return this.#arrangement
  }

  /// The group that shows a segment, by the id of the group or of any member.
  group(id: string): Group | undefined {
    return this.#groups.get(id)
  }

  /// The segment as shown, by its id or that of any segment merged into it.
  segment(id: string): Segment | undefined {
    const group = this.#groups.get(id)
    return group && this.#segments.get(group.id)
  }

  /// The translations of lines, whoever wrote them.
  get translations(): TranslationVersions {
    return this.#lines.translations
  }

  /// Whether a format has left something with a line.
  isCarrying(line: string): boolean {
    return this.#lines.isCarrying(line)
  }

  /// Where the lines of a group stand in the bodies, in the order of `Segment.lines`.
  spots(group: Group): readonly Spot[] {
    return spotsOfLines(group, this.#lines.linesOf(group.members))
  }

  /// The group that shows a line, by the line's id.
  groupOfLine(lineId: string): Group | undefined {
    const segment = this.#lines.segmentOf(lineId)
    if (segment !== undefined) return this.#groups.get(segment)
    return lineId.startsWith('~~') ? this.#groups.get(lineId.slice(2)) : undefined
  }

  /// The group that a place in a body belongs to, and the body's id.
  groupsOfBody(text: Y.Text): readonly Group[] {
    const found = new Set<Group>()
    for (const segment of this.#lines.segmentsIn(text)) {
      const group = this.#groups.get(segment)
      if (group) found.add(group)
    }
    return [...found]
  }

  /// Inside a transaction the reading still says what was before it. This reads a group's bodies
  /// again, for a second change of bodies in one transaction.
  catchUp(group: Group): void {
    for (const body of this.#lines.bodiesOf(group.members)) this.#lines.touchBody(body)
    for (const id of this.#lines.refresh()) this.#staleSegments.add(id)
  }

  #observe(): () => void {
    const { series, episodes, segments, bodies, lines } = this.roots
    const onSeries = () => {
      this.#stale = true
      this.#staleFrame = true
    }
    const onEpisodes = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      this.#stale = true
      this.#staleFrame = true
      for (const event of events) {
        if (event.path.length === 0) this.#staleArrangement = true
        else if (touches(event, ['order', 'binned'])) this.#staleArrangement = true
      }
    }
    const onSegments = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      this.#stale = true
      for (const event of events) {
        if (event.path.length === 0) {
          this.#staleArrangement = true
          for (const id of event.changes.keys.keys()) this.#staleSegments.add(id)
        } else {
          this.#staleSegments.add(String(event.path[0]))
          if (touches(event, ['kind', 'place', 'joins', 'binned'])) this.#staleArrangement = true
        }
      }
    }
    const onBodies = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      this.#stale = true
      for (const event of events) {
        if (event.path.length > 0) this.#lines.touchBody(String(event.path[0]))
        else for (const id of event.changes.keys.keys()) this.#lines.touchBody(id)
      }
    }
    const onLines = (event: Y.YMapEvent<unknown>) => {
      this.#stale = true
      for (const key of event.keysChanged) this.#lines.touchAttribute(key)
    }
    const afterTransaction = (transaction: Y.Transaction) => this.#settle(transaction)
    series.observeDeep(onSeries)
    episodes.observeDeep(onEpisodes)
    segments.observeDeep(onSegments)
    bodies.observeDeep(onBodies)
    lines.observe(onLines)
    this.doc.on('afterTransaction', afterTransaction)
    return () => {
      series.unobserveDeep(onSeries)
      episodes.unobserveDeep(onEpisodes)
      segments.unobserveDeep(onSegments)
      bodies.unobserveDeep(onBodies)
      lines.unobserve(onLines)
      this.doc.off('afterTransaction', afterTransaction)
    }
  }

  #settle(transaction: Y.Transaction): void {
    if (!this.#stale) return
    this.#stale = false
    const previous = this.series
    for (const id of this.#lines.refresh()) this.#staleSegments.add(id)
    const staleFrame = this.#staleFrame || this.#staleArrangement
    if (this.#staleArrangement) {
      this.#arrangement = arrange(this.roots)
      this.#indexGroups()
    }
    this.#staleArrangement = false
    this.#staleFrame = false
    this.series = (staleFrame ? undefined : this.#readShown(previous)) ?? this.#read(previous)
    this.#staleSegments.clear()
    if (this.series === previous) return
    for (const listener of [...this.#listeners]) {
      listener({ previous, current: this.series, transaction })
    }
  }

  #indexGroups(): void {
    const before = this.#groups
    this.#groups = new Map()
    const { episodes, binnedEpisodes, binnedGroups } = this.#arrangement
    const groups = [...episodes, ...binnedEpisodes].flatMap((plan) => plan.groups)
    for (const group of [...groups, ...binnedGroups]) {
      const old = before.get(group.id)
      if (!old || !sameItems(old.members, group.members) || old.kind !== group.kind) {
        this.#staleSegments.add(group.id)
      }
      this.#groups.set(group.id, group)
      for (const id of group.members) this.#groups.set(id, group)
    }
    this.#shownAt = new Map()
    for (const [at, plan] of episodes.entries()) {
      for (const group of plan.groups) this.#shownAt.set(group.id, at)
    }
  }

  /// Reads only the segments that have changed: what typing comes to, and a season is long.
  /// Undefined where one of them is not shown, so that the bin may have changed.
  #readShown(previous: Series): Series | undefined {
    const groups = new Set<Group>()
    for (const id of this.#staleSegments) {
      const group = this.#groups.get(id)
      if (!group || !this.#shownAt.has(group.id)) return undefined
      groups.add(group)
    }
    const episodes = [...previous.episodes]
    let changed = false
    for (const group of groups) {
      const at = this.#shownAt.get(group.id) as number
      const episode = episodes[at] as Episode
      const old = this.#segments.get(group.id)
      const segment = this.#readSegment(group, old)
      if (segment === old) continue
      changed = true
      this.#segments.set(group.id, segment)
      const segments = episode.segments.map((each) => (each === old ? segment : each))
      episodes[at] = { ...episode, segments }
    }
    return changed ? { ...previous, episodes } : previous
  }

  #read(previous: Series | undefined): Series {
    const stale = new Set<string>()
    for (const id of this.#staleSegments) stale.add(this.#groups.get(id)?.id ?? id)
    const before = new Map<string, Episode>()
    for (const episode of previous?.episodes ?? []) before.set(episode.id, episode)
    for (const binned of previous?.bin ?? []) {
      if (binned.what === 'episode') before.set(binned.id, binned.episode)
    }
    const segments = new Map<string, Segment>()
    const segment = (group: Group): Segment => {
      const old = this.#segments.get(group.id)
      const value = old && !stale.has(group.id) ? old : this.#readSegment(group, old)
      segments.set(group.id, value)
      return value
    }
    const episode = (plan: EpisodePlan) =>
      readEpisode(this.roots, plan, before.get(plan.id), segment)
    const episodes = this.#arrangement.episodes.map(episode)
    const bin = this.#readBin(this.#arrangement, previous?.bin ?? [], episode, segment)
    this.#segments = segments
    const root = this.roots.series
    const target = root.get('targetSeconds')
    const value: Series = {
      title: textIn(root, 'title')?.toString() ?? '',
      logline: textIn(root, 'logline')?.toString() ?? '',
      notes: textIn(root, 'notes')?.toString() ?? '',
      language: asLanguage(root.get('language')),
      targetSeconds: isSeconds(target) ? target : defaultTargetSeconds,
      settings: keep(
        previous?.settings,
        asSettings((name) => root.get(`${settingKey}${name}`)),
      ),
      episodes: keepArray(previous?.episodes, episodes),
      bin: keepArray(previous?.bin, bin),
    }
    return keep(previous, value)
  }

  #readSegment(group: Group, before: Segment | undefined): Segment {
    return readSegment(this.roots, group, this.spots(group), before)
  }

  #readBin(
    { binnedEpisodes, binnedGroups }: Arrangement,
    previous: readonly Binned[],
    episode: (plan: EpisodePlan) => Episode,
    segment: (group: Group) => Segment,
  ): Binned[] {
    const before = new Map(previous.map((binned) => [binned.id, binned]))
    const bin: Binned[] = []
    const add = (binned: Binned) => bin.push(keep(before.get(binned.id), binned))
    for (const plan of binnedEpisodes) {
      const value = episode(plan)
      if (value.title !== '' || value.summary !== '' || value.segments.some(saysSomething)) {
        add({ what: 'episode', id: plan.id, episode: value })
      }
    }
    for (const group of binnedGroups) {
      const { outlines, lines } = segment(group)
      if (saysSomething({ outlines, lines })) {
        add({ what: 'segment', id: group.id, outlines, lines })
      }
    }
    for (const [id, lines] of this.#lines.strayLines((segmentId) => this.#groups.has(segmentId))) {
      const old = before.get(id)
      add({
        what: 'text',
        id,
        lines: keepArray(old?.what === 'text' ? old.lines : undefined, lines),
      })
    }
    return bin
  }
}

export interface Change {
  readonly previous: Series
  readonly current: Series
  readonly transaction: Y.Transaction
}

function touches(event: Y.YEvent<Y.AbstractType<unknown>>, keys: readonly string[]): boolean {
  return event.path.length === 1 && keys.some((key) => event.changes.keys.has(key))
}

/// What is empty is not offered in the bin: undoing a creation leaves such shells behind.
function saysSomething({ outlines, lines }: Pick<Segment, 'outlines' | 'lines'>): boolean {
  return outlines.some(({ text }) => text !== '') || lines.some(({ text }) => text !== '')
}
