import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, type DecorationAttrs, DecorationSet, type EditorView } from 'prosemirror-view'
import { continuedCues, continuedMark } from '../shared/derive/continued.ts'
import { sceneNumbers } from '../shared/derive/scenenumbers.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { dressOf } from '../shared/domain/series.ts'
import type { Words } from '../shared/i18n/catalogue.ts'
import { rendered } from './binding.ts'
import { columnsOf } from './commands/dual.ts'
import { elementOf } from './commands/lines.ts'
import { nodes } from './schema.ts'
import './linedress.css'

/// What is shown on lines and segments and follows from them: their names for who hears the page, who
/// goes on speaking, the number of a scene, speeches side by side, whether a text on screen is a
/// message. Nothing of it is stored. A keystroke looks at its own segment; what differs there is
/// drawn anew, all else moves along. When the script opens, episodes are dressed a few at a time,
/// the nearest first.

/// What is known when a segment begins.
interface Standing {
  readonly speaker: string | undefined
  readonly scenes: number
}

/// What the dress of an episode goes by beside its text.
interface Look {
  readonly dress: 'en' | 'zh-Hans'
  readonly continued: boolean
  readonly numbered: boolean
}

/// What a segment shows, block by block; and how things stand behind it.
interface Dressed {
  readonly segment: Node
  readonly before: Standing
  readonly behind: Standing
  readonly attributes: readonly (DecorationAttrs | undefined)[]
  /// Of the segment itself.
  readonly whole: DecorationAttrs
}

interface DressedEpisode {
  readonly node: Node
  readonly number: number
  readonly segments: readonly Dressed[]
}

interface State {
  readonly set: DecorationSet
  readonly look: Look
  /// In order; undefined for those that wait for their turn, whose ids are in `waiting`.
  readonly episodes: readonly (DressedEpisode | undefined)[]
  readonly waiting: ReadonlySet<string>
}

type Change = { readonly now: readonly string[] } | { readonly look: Look }

const key = new PluginKey<State>('linedress')

/// So many episodes are dressed in one go when the script opens.
const atOnce = 2

export function lineDress(document: SeriesDocument, words: Words): Plugin<State> {
  const lookNow = (): Look => {
    const { series } = document.reading
    const { continued, sceneNumbers: numbered } = series.settings
    return { dress: dressOf(series), continued, numbered }
  }
  const dresser = new Dresser(words)
  return new Plugin<State>({
    key,
    state: {
      init: (_, { doc }) => ({
        set: DecorationSet.empty,
        look: lookNow(),
        episodes: [],
        waiting: new Set(idsOf(doc)),
      }),
      apply(tr, state) {
        const change = tr.getMeta(key) as Change | undefined
        return change || tr.docChanged ? dresser.next(state, tr, change) : state
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
    view(view) {
      let stopped = false
      const ask = (change: Change) => {
        view.dispatch(view.state.tr.setMeta(key, change).setMeta(rendered, true))
      }
      const go = () => {
        if (stopped) return
        const waiting = key.getState(view.state)?.waiting
        if (!waiting || waiting.size === 0) return
        const next = nearest(view, waiting).slice(0, atOnce)
        // The line that is being composed is not to be touched. Who is waited for in vain has gone.
        if (!view.composing) ask({ now: next.length > 0 ? next : [...waiting] })
        idly(go)
      }
      idly(go)
      const stop = document.reading.onChange(({ previous, current }) => {
        if (previous.settings !== current.settings || previous.language !== current.language) {
          ask({ look: lookNow() })
        }
      })
      return {
        destroy() {
          stopped = true
          stop()
        },
      }
    },
  })
}

class Dresser {
  readonly #words: Words

  constructor(words: Words) {
    this.#words = words
  }

  next(state: State, tr: Transaction, change: Change | undefined): State {
    const isRedressed = change !== undefined && 'look' in change
    const look = isRedressed ? change.look : state.look
    let waiting = state.waiting
    if (change && 'now' in change) {
      waiting = new Set([...waiting].filter((id) => !change.now.includes(id)))
    }
    let set = tr.docChanged ? state.set.map(tr.mapping, tr.doc) : state.set
    const { doc } = tr
    const episodes: (DressedEpisode | undefined)[] = new Array(doc.childCount)
    let at = 0
    for (let i = 0; i < doc.childCount; i++) {
      const node = doc.child(i)
      const start = at
      at += node.nodeSize
      const here = state.episodes[i]
      if (here?.node === node && !isRedressed) {
        episodes[i] = here
        continue
      }
      const { id } = node.attrs
      if (waiting.has(id)) continue
      const old =
        here?.node.attrs.id === id
          ? here
          : state.episodes.find((each) => each?.node.attrs.id === id)
      const next = this.#episode(node, i + 1, look, isRedressed ? undefined : old)
      // One that has come to stand elsewhere may have lost what was drawn on it.
      set = redraw(set, doc, start, old, next, old?.number !== i + 1)
      episodes[i] = next
    }
    return { set, look, episodes, waiting }
  }

  #episode(
    node: Node,
    number: number,
    look: Look,
    old: DressedEpisode | undefined,
  ): DressedEpisode {
    const kept = new Map(
      old?.number === number || !look.numbered
        ? old?.segments.map((dressed) => [dressed.segment, dressed])
        : [],
    )
    let standing: Standing = { speaker: undefined, scenes: 0 }
    const segments: Dressed[] = []
    let beat = 0
    node.forEach((segment) => {
      const { name: kind } = segment.type
      if (kind !== 'hook' && kind !== 'beat' && kind !== 'cliffhanger') return
      if (kind === 'beat') beat++
      const label =
        kind === 'beat'
          ? this.#words('segment.beat.number', { number: beat })
          : this.#words(`segment.${kind}`)
      const known = kept.get(segment)
      const dressed =
        known &&
        known.before.speaker === standing.speaker &&
        known.before.scenes === standing.scenes &&
        known.whole['aria-label'] === label
          ? known
          : this.#segment(segment, standing, number, look, label)
      segments.push(dressed)
      standing = dressed.behind
    })
    return { node, number, segments }
  }

  #segment(segment: Node, before: Standing, episode: number, look: Look, label: string): Dressed {
    const blocks = segment.children
    const lines = blocks.map((block) => ({
      // An outline is no line, and changes nothing.
      element: block.type === nodes.line ? elementOf(block) : ('general' as const),
      text: block.textContent,
      dual: block.attrs.dual as unknown,
      sceneNumber: block.attrs.sceneNumber as unknown,
    }))
    const { continued, speaker } = continuedCues(lines, before.speaker)
    const { dress } = look
    const { numbers, scenes } = sceneNumbers(lines, { episode, dress, scenes: before.scenes })
    const columns = columnsOf(segment)
    const attributes = lines.map(({ element, text }, i): DecorationAttrs | undefined => {
      if (blocks[i]?.type !== nodes.line) return undefined
      const number = look.numbered ? numbers[i] : undefined
      const cell = columns?.[i]
      return {
        'aria-roledescription': this.#words(`element.${element}`),
        ...(look.continued && continued[i] && { 'data-continued': continuedMark[dress] }),
        ...(number !== undefined && { 'data-scene': number }),
        ...(element === 'on-screen-text' && isMessage(text) && { 'data-screen': 'message' }),
        ...(cell && { style: `grid-row: ${cell.row}` }),
        ...(cell?.side && { 'data-side': cell.side }),
      }
    })
    const whole = {
      role: 'group',
      'aria-label': label,
      ...(columns && { class: 'has-dual' }),
    }
    return { segment, before, behind: { speaker, scenes }, attributes, whole }
  }
}

/// What somebody has written to somebody: `妈妈：你在哪`, `MUM: Where are you?`
function isMessage(text: string): boolean {
  const sender = /^([^:：\n]{1,24})[:：]\s*\S/u.exec(text)?.[1]?.trim()
  return sender !== undefined && !/\d$/.test(sender) && !caption.test(sender)
}

/// What stands in front of what is no message.
const caption = /^(?:字幕|旁白字幕|super(?:impose)?|title|caption|chyron|(?:text )?on[ -]screen)$/i

/// Draws what differs in an episode whose decorations have moved along.
function redraw(
  set: DecorationSet,
  doc: Node,
  start: number,
  old: DressedEpisode | undefined,
  next: DressedEpisode,
  hasMoved: boolean,
): DecorationSet {
  let result = set
  let at = start + 1 + (next.node.firstChild?.nodeSize ?? 0)
  for (const [i, dressed] of next.segments.entries()) {
    const { segment, attributes } = dressed
    const from = at
    at += segment.nodeSize
    const before = old?.segments[i]
    if (before === dressed && !hasMoved) continue
    const found = result.find(from, at, (spec) => spec.segment === segment.attrs.id)
    // Those of lines that have come or gone, or were drawn anew, are lost.
    const wanted = attributes.filter(Boolean).length + 1
    const isSame =
      before?.segment.attrs.id === segment.attrs.id && before && sameDress(before, dressed)
    if (isSame && found.length === wanted) continue
    result = result.remove(found).add(doc, decorationsOf(dressed, from))
  }
  return result
}

function decorationsOf({ segment, attributes, whole }: Dressed, start: number): Decoration[] {
  const spec = { segment: segment.attrs.id }
  const decorations = [Decoration.node(start, start + segment.nodeSize, whole, spec)]
  segment.forEach((block, offset, i) => {
    const attrs = attributes[i]
    const from = start + 1 + offset
    if (attrs) decorations.push(Decoration.node(from, from + block.nodeSize, attrs, spec))
  })
  return decorations
}

function sameDress(a: Dressed, b: Dressed): boolean {
  return (
    sameAttributes(a.whole, b.whole) &&
    a.attributes.length === b.attributes.length &&
    a.attributes.every((attrs, i) => sameAttributes(attrs, b.attributes[i]))
  )
}

function sameAttributes(a: DecorationAttrs | undefined, b: DecorationAttrs | undefined): boolean {
  if (!a || !b) return a === b
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

function idsOf(doc: Node): string[] {
  return doc.children.map(({ attrs }) => String(attrs.id))
}

/// Episodes that wait, those around the cursor first.
function nearest({ state }: EditorView, waiting: ReadonlySet<string>): readonly string[] {
  const here = state.selection.$head.index(0)
  return idsOf(state.doc)
    .map((id, at) => ({ id, far: Math.abs(at - here) }))
    .filter(({ id }) => waiting.has(id))
    .sort((a, b) => a.far - b.far)
    .map(({ id }) => id)
}

/// When the page has nothing else to do. (Not every browser can say so.)
function idly(task: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 500 })
  else setTimeout(task, 30)
}
