import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Found, Hit } from '../shared/derive/find.ts'
import { keyOf, type TextPlace } from '../shared/document/replace.ts'
import { rendered } from './binding.ts'
import { toggleOutlines } from './outlines.ts'
import { episodeNode, positionOfPoint } from './position.ts'
import type { ScriptView } from './scriptview.ts'
import './find.css'

/// Words that were found, painted in the script. Only episodes in sight are painted, however much
/// there is: with the CSS Custom Highlight API, which changes nothing of the page (Chromium 105,
/// Safari 17.2, Firefox 140), and with decorations where a browser does not have it.

/// What is to be painted, asked for whenever the page is about to be drawn.
export interface ShownHits {
  found(): Found
  /// The hit that somebody is at.
  current(): Hit | undefined
}

const shown = new WeakMap<EditorView, ShownHits>()
const painters = new WeakMap<EditorView, Painter>()
const key = new PluginKey<DecorationSet>('found')

export function foundWords(): Plugin<DecorationSet> {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const next = tr.getMeta(key) as DecorationSet | undefined
        return next ?? (tr.docChanged ? set.map(tr.mapping, tr.doc) : set)
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new Painter(view),
  })
}

/// Paints hits from now on, or none any more. Call it again when they have changed otherwise than by
/// what is written in the script.
export function showHits(view: EditorView, hits: ShownHits | undefined): void {
  if (hits) shown.set(view, hits)
  else shown.delete(view)
  painters.get(view)?.start()
}

/// Brings a hit into sight. `select` puts the selection around it too, which tells others where this
/// person is and opens what is folded there. Gives back what brings it there again, as long as what
/// lies above it is getting its height; undefined where the script does not show it.
export function goToHit(
  { view, binding }: ScriptView,
  hit: Hit,
  select: boolean,
): (() => void) | undefined {
  const place = () => {
    const from = positionOfPoint(view.state.doc, binding.document, { ...hit.at, offset: hit.from })
    const to = positionOfPoint(view.state.doc, binding.document, { ...hit.at, offset: hit.to })
    return from === undefined || to === undefined ? undefined : { from, to }
  }
  const at = place()
  if (!at) return undefined
  if (select) {
    const areHidden = view.dom.parentElement?.classList.contains('hide-outlines')
    if (areHidden && hit.at.in === 'outline') toggleOutlines(view.state, view.dispatch, view)
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at.from, at.to)))
  }
  const bring = () => {
    const now = place()
    if (now) bringIntoSight(view, now.from)
  }
  bring()
  return bring
}

/// CSS pixels of the page that are kept free above and below what is brought into sight.
const margin = 56

function bringIntoSight(view: EditorView, at: number): void {
  const { node } = view.domAtPos(at)
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest('[data-line], [data-outline], .script-title')
  const scroller = view.dom.parentElement
  if (!block || !scroller) return
  const { top, bottom } = block.getBoundingClientRect()
  const sight = scroller.getBoundingClientRect()
  if (top === bottom) return
  if (top < sight.top + margin || bottom > sight.bottom - margin) {
    block.scrollIntoView({ block: 'center' })
  }
}

interface Stroke {
  readonly from: number
  readonly to: number
  readonly isNow: boolean
}

const skipping = 'contentvisibilityautostatechange'

const hasHighlights = typeof Highlight === 'function' && 'highlights' in CSS

class Painter {
  readonly #view: EditorView
  /// The episodes that the browser passes over, because they are nowhere near.
  readonly #skipped = new WeakSet<EventTarget>()
  #isOn = false
  #frame: number | undefined

  constructor(view: EditorView) {
    this.#view = view
    painters.set(view, this)
    this.start()
  }

  start(): void {
    if (shown.has(this.#view)) {
      if (!this.#isOn) this.#watch()
      this.#soon()
    } else if (this.#isOn) {
      this.#unwatch()
      this.#paint([])
    }
  }

  /// Also where only a cursor has moved: it may have been put into a text that is painted.
  update(): void {
    if (this.#isOn) this.#soon()
  }

  destroy(): void {
    this.#unwatch()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    if (painters.get(this.#view) === this) painters.delete(this.#view)
    if (hasHighlights) highlight([], [])
  }

  /// Keeps up which episodes the browser passes over. It tells of that anyway: to have it watch each
  /// of them costs every key in a long season.
  #watch(): void {
    this.#isOn = true
    const { dom } = this.#view
    for (const episode of dom.children) {
      const [inside] = episode.children
      if (inside?.checkVisibility({ contentVisibilityAuto: true })) this.#skipped.delete(episode)
      else this.#skipped.add(episode)
    }
    dom.addEventListener(skipping, this.#skip)
  }

  #unwatch(): void {
    this.#isOn = false
    this.#view.dom.removeEventListener(skipping, this.#skip)
  }

  readonly #skip = (event: Event) => {
    const { target, skipped } = event as ContentVisibilityAutoStateChangeEvent
    if (!target) return
    if (skipped) this.#skipped.add(target)
    else this.#skipped.delete(target)
    this.#soon()
  }

  /// The ids of the episodes in sight, or nearly. The one that is written in is never passed over.
  #inSight(): ReadonlySet<string | undefined> {
    const episodes = Array.from(this.#view.dom.children) as HTMLElement[]
    const drawn = episodes.filter(
      (each) => !this.#skipped.has(each) || each.classList.contains('inked'),
    )
    return new Set(drawn.map(({ dataset }) => dataset.episode))
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined
      this.#paint(this.#strokes())
    })
  }

  #strokes(): readonly Stroke[] {
    const hits = shown.get(this.#view)
    if (!hits) return []
    const { doc } = this.#view.state
    const now = hits.current()
    const ids = this.#inSight()
    return hits
      .found()
      .episodes.filter(({ id }) => ids.has(id))
      .flatMap((episode) => strokesIn(doc, episode.id, episode.hits, now))
  }

  #paint(strokes: readonly Stroke[]): void {
    if (hasHighlights) {
      const rangeOf = ({ from, to }: Stroke) => rangeBetween(this.#view, from, to)
      highlight(
        strokes.filter(({ isNow }) => !isNow).map(rangeOf),
        strokes.filter(({ isNow }) => isNow).map(rangeOf),
      )
      return
    }
    const { state, composing } = this.#view
    if (composing) return
    const decorations = strokes.map(({ from, to, isNow }) =>
      Decoration.inline(from, to, { class: isNow ? 'found-now' : 'found' }),
    )
    const set = DecorationSet.create(state.doc, decorations)
    if (decorations.length === 0 && key.getState(state) === DecorationSet.empty) return
    this.#view.dispatch(state.tr.setMeta(key, set).setMeta(rendered, true))
  }
}

/// Where the hits of an episode stand in a document. A text that says something else at the moment
/// (an input method composes in it) has none.
function strokesIn(
  doc: Node,
  id: string,
  hits: readonly Hit[],
  now: Hit | undefined,
): readonly Stroke[] {
  const episode = episodeNode(doc, id)
  if (!episode) return []
  const blocks = blocksIn(episode.node)
  return hits.flatMap((hit) => {
    const block = blocks.get(keyOf(hit.at))
    if (!block || block.node.textContent !== hit.text) return []
    const start = episode.start + 1 + block.start + 1
    return [{ from: start + hit.from, to: start + hit.to, isNow: hit === now }]
  })
}

interface Block {
  readonly node: Node
  /// Counted from where the episode's content starts.
  readonly start: number
}

const blocks = new WeakMap<Node, ReadonlyMap<string, Block>>()

function blocksIn(episode: Node): ReadonlyMap<string, Block> {
  const known = blocks.get(episode)
  if (known) return known
  const found = new Map<string, Block>()
  episode.descendants((node, start) => {
    if (!node.isTextblock) return true
    found.set(keyOf(placeOf(node, String(episode.attrs.id))), { node, start })
    return false
  })
  blocks.set(episode, found)
  return found
}

function placeOf({ type, attrs }: Node, episode: string): TextPlace {
  if (type.name === 'title') return { in: 'title', episode }
  const id = String(attrs.id)
  return type.name === 'outline' ? { in: 'outline', segment: id } : { in: 'line', line: id }
}

function rangeBetween(view: EditorView, from: number, to: number): StaticRange {
  const start = view.domAtPos(from, 1)
  const end = view.domAtPos(to, -1)
  return new StaticRange({
    startContainer: start.node,
    startOffset: start.offset,
    endContainer: end.node,
    endOffset: end.offset,
  })
}

function highlight(found: readonly AbstractRange[], now: readonly AbstractRange[]): void {
  const set = (name: string, ranges: readonly AbstractRange[]) => {
    if (ranges.length === 0) CSS.highlights.delete(name)
    else CSS.highlights.set(name, new Highlight(...ranges))
  }
  set('found', found)
  set('found-now', now)
}
