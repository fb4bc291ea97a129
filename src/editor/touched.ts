import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { TextPoint } from '../shared/document/anchor.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Episode } from '../shared/domain/episode.ts'
import type { Segment } from '../shared/domain/segment.ts'
import type { Series } from '../shared/domain/series.ts'
import { rendered } from './binding.ts'
import { drawn } from './drawn.ts'
import { positionOfPoint } from './position.ts'

/// A quiet sign beside what somebody else has changed while one sees it: a mark in the margin that
/// fades. Only text that is in sight is marked, a moment behind the change, and never one's own.

/// Milliseconds until what has changed is marked, and that the mark stays when nothing changes.
const lag = 300
const stay = 3000

/// Texts looked at after one moment: who has been away for long is not told line by line.
const many = 60

/// Milliseconds that a mark takes to fade, as in the style sheet.
const fading = 1200

interface Mark {
  readonly name: string
}

/// Until when (milliseconds of the page's clock) a mark stays as it is.
interface Shown {
  readonly until: number
  readonly fades: boolean
}

const key = new PluginKey<DecorationSet>('touched')

export function touched(document: SeriesDocument): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    ...drawn(key),
    view: (view) => new Marks(view, document),
  })
}

class Marks {
  readonly #view: EditorView
  readonly #document: SeriesDocument
  /// What has changed and has not been looked at yet, by name.
  readonly #changed = new Map<string, TextPoint>()
  /// The marks on the page, by name.
  readonly #shown = new Map<string, Shown>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #ending: ReturnType<typeof setTimeout> | undefined
  #frame = 0
  readonly #stop: () => void

  constructor(view: EditorView, document: SeriesDocument) {
    this.#view = view
    this.#document = document
    this.#stop = document.reading.onChange(({ previous, current, transaction }) => {
      if (transaction.local) return
      for (const point of changedTexts(previous, current, many)) {
        this.#changed.set(nameOf(point), point)
      }
      if (this.#changed.size > 0) this.#timer ??= setTimeout(() => this.#wait(), lag)
    })
  }

  destroy(): void {
    this.#stop()
    clearTimeout(this.#timer)
    clearTimeout(this.#ending)
    cancelAnimationFrame(this.#frame)
  }

  /// At the start of a frame the page is laid out: asking where something is costs nothing.
  #wait(): void {
    this.#timer = undefined
    this.#frame = requestAnimationFrame(() => this.#mark())
  }

  #mark(): void {
    const view = this.#view
    const points = [...this.#changed.values()]
    this.#changed.clear()
    if (points.length >= many || view.composing) return
    const until = performance.now() + stay
    const fresh = new Map<string, number>()
    for (const point of points) {
      const at = positionOfPoint(view.state.doc, this.#document, point)
      const start = at === undefined ? undefined : view.state.doc.resolve(at).before()
      if (start === undefined || !isInSight(view, start)) continue
      const name = nameOf(point)
      const shown = this.#shown.get(name)
      this.#shown.set(name, { until, fades: false })
      // One that is there stays: it would blink at every key of theirs.
      if (!shown || shown.fades) fresh.set(name, start)
    }
    if (fresh.size > 0) {
      const marks = [...fresh].map(([name, start]) => markAt(view, start, name))
      this.#draw([...fresh.keys()], (set) => set.add(view.state.doc, marks))
    }
    this.#endSoon()
  }

  #end(): void {
    this.#ending = undefined
    const view = this.#view
    const now = performance.now()
    const over = [...this.#shown].filter(([, { until }]) => until <= now)
    // What is drawn anew beside a composing text could end the composition.
    if (over.length > 0 && !view.composing) {
      const kept = over.filter(([, { fades }]) => !fades).map(([name]) => name)
      const names = over.map(([name]) => name)
      this.#draw(names, (set, found) => {
        const fading = found.filter(({ spec }) => kept.includes((spec as Mark).name))
        return set.add(view.state.doc, fading.map(faded))
      })
      for (const [name, { fades }] of over) {
        if (fades) this.#shown.delete(name)
        else this.#shown.set(name, { until: now + fading, fades: true })
      }
    }
    this.#endSoon()
  }

  #endSoon(): void {
    if (this.#shown.size === 0 || this.#ending !== undefined) return
    const next = Math.min(...[...this.#shown.values()].map(({ until }) => until))
    this.#ending = setTimeout(() => this.#end(), Math.max(next - performance.now(), lag))
  }

  /// Takes the marks of these names away and puts in what comes instead.
  #draw(
    names: readonly string[],
    instead: (set: DecorationSet, found: readonly Decoration[]) => DecorationSet,
  ): void {
    const { state } = this.#view
    const set = key.getState(state) ?? DecorationSet.empty
    const found = set.find(undefined, undefined, ({ name }: Mark) => names.includes(name))
    // Removing takes the list that it is given apart.
    const next = instead(set.remove([...found]), found)
    this.#view.dispatch(state.tr.setMeta(key, next).setMeta(rendered, true))
  }
}

function markAt({ state }: EditorView, start: number, name: string): Decoration {
  const end = start + (state.doc.nodeAt(start)?.nodeSize ?? 0)
  return Decoration.node(start, end, { class: 'touched' }, { name } satisfies Mark)
}

function faded({ from, to, spec }: Decoration): Decoration {
  return Decoration.node(from, to, { class: 'touched over' }, spec as Mark)
}

function isInSight(view: EditorView, start: number): boolean {
  const dom = view.nodeDOM(start)
  const page = view.dom.parentElement
  if (!(dom instanceof HTMLElement) || !page) return false
  // To ask for the box of what the browser passes over would make it lay that out.
  if (!dom.checkVisibility({ contentVisibilityAuto: true })) return false
  const box = dom.getBoundingClientRect()
  const { top, bottom } = page.getBoundingClientRect()
  return box.height > 0 && box.bottom > top && box.top < bottom
}

function nameOf(point: TextPoint): string {
  switch (point.in) {
    case 'title':
      return `title ${point.episode}`
    case 'outline':
      return `outline ${point.segment}`
    case 'line':
      return `line ${point.line}`
  }
}

/// The starts of the texts that are new or say something else than before, at most so many. What has
/// not changed is the same object, so only changed segments are looked through.
export function changedTexts(
  previous: Series,
  current: Series,
  most: number,
): readonly TextPoint[] {
  const found: TextPoint[] = []
  let known: ReadonlyMap<string, Episode> | undefined
  for (const [i, episode] of current.episodes.entries()) {
    let old = previous.episodes[i]
    if (old === episode) continue
    if (old?.id !== episode.id) {
      known ??= new Map(previous.episodes.map((each) => [each.id, each]))
      old = known.get(episode.id)
    }
    // A new episode is no change of what somebody reads.
    if (!old || old === episode) continue
    if (old.title !== episode.title) found.push({ in: 'title', episode: episode.id, offset: 0 })
    const segments = new Map(old.segments.map((segment) => [segment.id, segment]))
    for (const segment of episode.segments) {
      const before = segments.get(segment.id)
      if (before !== segment) found.push(...changedIn(before, segment))
      if (found.length >= most) return found.slice(0, most)
    }
  }
  return found
}

function changedIn(before: Segment | undefined, now: Segment): TextPoint[] {
  const outlines = new Map(before?.outlines.map(({ id, text }) => [id, text]))
  const lines = new Map(before?.lines.map((line) => [line.id, line]))
  return [
    ...now.outlines
      .filter(({ id, text }) => outlines.get(id) !== text)
      .map(({ id }): TextPoint => ({ in: 'outline', segment: id, offset: 0 })),
    ...now.lines
      .filter((line) => {
        const old = lines.get(line.id)
        return old !== line && (old?.text !== line.text || old.element !== line.element)
      })
      .map(({ id }): TextPoint => ({ in: 'line', line: id, offset: 0 })),
  ]
}
