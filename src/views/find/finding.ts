import { episodeIdAt } from '../../editor/commands/episodes.ts'
import { segmentIdAt } from '../../editor/commands/segments.ts'
import { goToHit, showHits } from '../../editor/find.ts'
import { pointAtPosition } from '../../editor/position.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { TiedSelection } from '../../editor/tiedselection.ts'
import type { Session } from '../../session/session.ts'
import { createStore, type Store, type WritableStore } from '../../session/store.ts'
import {
  type Found,
  type Hit,
  hitNear,
  nothing,
  type Query,
  type Scope,
  Search,
} from '../../shared/derive/find.ts'
import { pointOfAnchor, type TextPoint } from '../../shared/document/anchor.ts'
import { keyOf, movedRange, type Replaced, replaceAll } from '../../shared/document/replace.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { GivingWay } from '../../shared/document/slices.ts'
import type { History } from '../../shared/document/undo.ts'
import { stayUntilTouched } from '../script/stay.ts'
import { type Asked, asked } from './asked.ts'
import { type Excluded, excluded, isExcluded, none, noted } from './excluded.ts'
import { giveWay, rest } from './giveway.ts'

/// Finding and replacing in the script that is open: what is looked for, what was found, which of
/// it somebody is at, and what is done with it.

export interface Finding {
  readonly found: Found
  /// The hit that somebody is at.
  readonly current: Hit | undefined
  /// Hits that “Replace all” leaves alone.
  readonly excluded: Excluded
  /// Still looking through the season.
  readonly isLooking: boolean
  /// How much of a replacement is done, 0 … 1, while it goes on.
  readonly progress: number | undefined
  /// What came of the last replacement, until something else is looked for.
  readonly replaced: Replaced | undefined
}

const idle: Finding = {
  found: nothing,
  current: undefined,
  excluded: none,
  isLooking: false,
  progress: undefined,
  replaced: undefined,
}

/// Milliseconds without a change after which counts and list are drawn anew; what is painted in the
/// script follows at once.
const calm = 150

/// Milliseconds that looking through a season goes on before it gives way.
const slice = 8

export class Finder {
  readonly #script: ScriptView
  readonly #session: Session
  readonly #document: SeriesDocument
  readonly #history: History
  readonly #state: WritableStore<Finding> = createStore(idle)
  #search = new Search(queryOf(asked.get(), { in: 'season' }))
  /// What the search finds in the series as it stands, remembered with it.
  #last: { readonly search: Search; readonly series: object; readonly found: Found } | undefined
  /// What was selected when somebody wanted to look in the selection only.
  #selection: TiedSelection | undefined
  #isReplacing = false
  /// Whether this person has done something else since the last replacement.
  #isOld = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #stay = () => {}
  readonly #stops: (() => void)[]

  constructor(script: ScriptView, session: Session) {
    const { document, history } = session
    this.#script = script
    this.#session = session
    this.#document = document
    this.#history = history
    this.#stops = [
      document.reading.onChange(({ transaction }) => {
        // What Undo takes back is something else now.
        if (transaction.local && !this.#isReplacing) this.#isOld = true
        this.#later()
      }),
      asked.subscribe(() => void this.#askAgain()),
    ]
    void this.#askAgain()
  }

  get state(): Store<Finding> {
    return this.#state
  }

  destroy(): void {
    for (const stop of this.#stops) stop()
    clearTimeout(this.#timer)
    this.#stay()
    showHits(this.#script.view, undefined)
  }

  /// What is selected in one text of the script, as something to look for.
  selectedText(): string {
    const { $from, $to, empty } = this.#script.view.state.selection
    return !empty && $from.sameParent($to)
      ? $from.parent.textBetween($from.parentOffset, $to.parentOffset)
      : ''
  }

  /// Ties what is selected now, for a search in the selection. Gives back whether it is more than
  /// a part of one line.
  tieSelection(): boolean {
    const { state } = this.#script.view
    const { $from, $to, empty } = state.selection
    if (empty || $from.sameParent($to)) return false
    const tied = this.#script.binding.tie(state)
    if (!tied) return false
    const { anchor, head } = state.selection
    this.#selection = anchor < head ? tied : { anchor: tied.head, head: tied.anchor }
    return true
  }

  get hasSelection(): boolean {
    return this.#selection !== undefined
  }

  /// Goes to the next hit behind the one that somebody is at, or behind the cursor.
  step(way: -1 | 1): void {
    const found = this.#found()
    const current = this.#current(found)
    const point = current
      ? { ...current.at, offset: way > 0 ? current.to : current.from }
      : this.#cursor(way)
    this.goTo(hitNear(this.#document.reading.series, found, point, way))
  }

  goTo(hit: Hit | undefined): void {
    this.#set({ current: hit, found: this.#found() })
    if (hit) this.#show(hit, true)
  }

  /// Leaves the cursor at the hit that somebody is at.
  leave(): void {
    const hit = this.#current(this.#found())
    if (hit) this.#show(hit, true)
    this.#script.focus()
  }

  setExcluded(hits: readonly Hit[], isOut: boolean): void {
    this.#set({ excluded: noted(this.#state.get().excluded, hits, isOut) })
  }

  /// Replaces the hit that somebody is at and goes to the next. Where they are at none, goes to one.
  async replaceOne(insert: string): Promise<void> {
    this.#script.binding.settle()
    const found = this.#found()
    const hit = this.#current(found)
    if (!hit) {
      this.step(1)
      return
    }
    const { series } = this.#document.reading
    const next = hitNear(series, found, { ...hit.at, offset: hit.to }, 1)
    this.#set({ replaced: await this.#replace([hit], insert) })
    // On the same line it is somewhere else by now, and so is what was put in.
    const behind = { ...hit.at, offset: hit.from + insert.length }
    const isHere = next && keyOf(next.at) === keyOf(hit.at)
    const point = isHere || !next ? behind : { ...next.at, offset: next.from }
    this.goTo(hitNear(this.#document.reading.series, this.#found(), point, 1))
  }

  /// Replaces every hit that is not left out, as one step to undo.
  async replaceAll(insert: string): Promise<void> {
    if (this.#state.get().progress !== undefined) return
    this.#script.binding.settle()
    const { excluded } = this.#state.get()
    const hits = this.#found().episodes.flatMap((episode) =>
      episode.hits.filter((hit) => !isExcluded(excluded, hit)),
    )
    this.#set({ progress: 0, replaced: undefined })
    try {
      const inTurns = giveWay((progress) => this.#set({ progress }))
      this.#set({ replaced: await this.#replace(hits, insert, inTurns) })
    } finally {
      this.#set({ progress: undefined })
      this.#refresh()
    }
  }

  async #replace(hits: readonly Hit[], insert: string, inTurns?: GivingWay): Promise<Replaced> {
    const search = this.#search
    const edits = hits.map(({ at, text, from, to }) => ({ at, text, from, to, insert }))
    this.#isReplacing = true
    try {
      return await replaceAll(this.#document, edits, {
        history: this.#history,
        giveWay: inTurns,
        holds: (text, from, to) => search.finds(text, from, to),
      })
    } finally {
      this.#isReplacing = false
      this.#isOld = false
    }
  }

  #set(part: Partial<Finding>): void {
    this.#state.set({ ...this.#state.get(), ...part })
    this.#paint()
  }

  #paint(): void {
    const isShown = asked.get().isOpen
    showHits(
      this.#script.view,
      isShown
        ? { found: () => this.#found(), current: () => this.#current(this.#found()) }
        : undefined,
    )
  }

  #show(hit: Hit, select: boolean): void {
    this.#stay()
    const bring = goToHit(this.#script, hit, select)
    if (select) this.#tellPlace()
    const scroller = this.#script.view.dom.parentElement
    if (bring && scroller) this.#stay = stayUntilTouched(scroller, bring)
  }

  /// The script itself tells where somebody is only while it has the focus.
  #tellPlace(): void {
    const { state } = this.#script.view
    const episode = episodeIdAt(state)
    const segment = segmentIdAt(state)
    if (episode === undefined) return
    this.#session.show(segment === undefined ? { episode } : { episode, segment })
  }

  /// Something else is looked for: through the season in slices, and then to the hit nearest to
  /// where somebody is.
  async #askAgain(): Promise<void> {
    const now = asked.get()
    if (!now.isOpen) {
      this.#paint()
      return
    }
    const query = queryOf(now, this.#scope(now))
    if (sameQuery(query, this.#search.query)) {
      this.#refresh()
      return
    }
    const search = new Search(query)
    const from = this.#current(this.#found())
    this.#search = search
    let start = performance.now()
    for (const episode of query.text === '' ? [] : this.#document.reading.series.episodes) {
      search.inEpisode(episode)
      if (performance.now() - start < slice) continue
      if (!this.#state.get().isLooking) this.#state.set({ ...this.#state.get(), isLooking: true })
      await rest()
      if (this.#search !== search) return
      start = performance.now()
    }
    const found = this.#found()
    const point = from ? { ...from.at, offset: from.from } : this.#cursor(1)
    const current = hitNear(this.#document.reading.series, found, point, 1)
    this.#set({ found, current, excluded: none, isLooking: false, replaced: undefined })
    if (current) this.#show(current, false)
  }

  #later(): void {
    if (!asked.get().isOpen) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#refresh(), calm)
  }

  #refresh(): void {
    clearTimeout(this.#timer)
    this.#followSelection()
    const found = this.#found()
    const { excluded: before, current } = this.#state.get()
    this.#set({
      found,
      excluded: excluded(before, found),
      current: this.#current(found) ?? current,
      ...(this.#isOld ? { replaced: undefined } : {}),
    })
  }

  #found(): Found {
    const { series } = this.#document.reading
    if (this.#last?.search === this.#search && this.#last.series === series) return this.#last.found
    const found = this.#search.in(series)
    this.#last = { search: this.#search, series, found }
    return found
  }

  /// The hit that somebody is at, wherever its line has taken it.
  #current(found: Found): Hit | undefined {
    const { current } = this.#state.get()
    if (!current) return undefined
    if (found.episodes.some(({ hits }) => hits.includes(current))) return current
    const key = keyOf(current.at)
    const hits = found.episodes.flatMap((episode) => episode.hits)
    return hits.find((hit) => {
      if (keyOf(hit.at) !== key) return false
      const range = movedRange(current.text, hit.text, current)
      return range?.from === hit.from && range.to === hit.to
    })
  }

  #cursor(way: -1 | 1): TextPoint | undefined {
    const { $from, $to } = this.#script.view.state.selection
    return pointAtPosition(way > 0 ? $from : $to)
  }

  #scope({ scope }: Asked): Scope {
    const { $head } = this.#script.view.state.selection
    if (scope === 'episode' && $head.depth > 0) {
      return { in: 'episode', episode: String($head.node(1).attrs.id) }
    }
    if (scope === 'segment' && $head.depth > 1) {
      const { id } = $head.node(2).attrs
      return typeof id === 'string'
        ? { in: 'segment', segment: id }
        : { in: 'episode', episode: String($head.node(1).attrs.id) }
    }
    return (scope === 'selection' && this.#selected()) || { in: 'season' }
  }

  #selected(): Scope | undefined {
    const tied = this.#selection
    const anchor = tied && pointOfAnchor(this.#document, tied.anchor)
    const head = tied && pointOfAnchor(this.#document, tied.head)
    if (!anchor || !head) return undefined
    return { in: 'selection', from: anchor, to: head }
  }

  /// Where the selection is by now that is looked through.
  #followSelection(): void {
    const { scope } = this.#search.query
    const now = scope.in === 'selection' ? this.#selected() : undefined
    if (!now || sameScope(scope, now)) return
    this.#search = new Search({ ...this.#search.query, scope: now })
  }
}

function queryOf(now: Asked, scope: Scope): Query {
  const { text, matchCase, wholeWord, script, outlines, titles, element, speaker } = now
  return { text, matchCase, wholeWord, script, outlines, titles, element, speaker, scope }
}

function sameQuery(a: Query, b: Query): boolean {
  const { scope: scopeOfA, ...restOfA } = a
  const { scope: scopeOfB, ...restOfB } = b
  const same = (Object.keys(restOfA) as (keyof typeof restOfA)[]).every(
    (name) => restOfA[name] === restOfB[name],
  )
  return same && sameScope(scopeOfA, scopeOfB)
}

function sameScope(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
