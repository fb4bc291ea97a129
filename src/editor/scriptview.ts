import { EditorState, type Plugin } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { History } from '../shared/document/undo.ts'
import { dressOf, type Series } from '../shared/domain/series.ts'
import type { Words } from '../shared/i18n/catalogue.ts'
import { beatDrag } from './beatdrag.ts'
import { Binding } from './binding.ts'
import { Chrome } from './chrome.ts'
import { clipboard } from './clipboard.ts'
import { colon } from './colon.ts'
import { episodeIdAt } from './commands/episodes.ts'
import { startOfSegment } from './commands/segments.ts'
import { composition } from './composition.ts'
import { cursors } from './cursors.ts'
import { elementMenu } from './elementmenu.ts'
import { inked } from './inked.ts'
import { readSelection, scriptKeymap } from './keymap.ts'
import { outlines } from './outlines.ts'
import { place, type ScriptPlace } from './place.ts'
import { episodeNode } from './position.ts'
import { type Permission, readOnly } from './readonly.ts'
import { season } from './season.ts'
import { selectionSeen } from './selectionseen.ts'
import './comments.css'
import './elementmenu.css'
import './script.css'
import './script.narrow.css'
import './script.zh.css'

/// The script of a whole season as one page to write on.
export interface ScriptView {
  readonly view: EditorView
  readonly binding: Binding
  focus(): void
  /// Brings an episode or a segment to the top of the page, with the cursor at its start.
  goTo(target: { readonly episode?: string; readonly segment?: string }): void
  /// Adds plugins in front of the others. A key or a paste comes to them first. While an input
  /// method composes they wait for its end.
  add(plugins: readonly Plugin[]): void
  destroy(): void
}

export interface ScriptViewOptions {
  readonly mount: HTMLElement
  readonly document: SeriesDocument
  readonly history: History
  readonly awareness: Awareness
  readonly words: Words
  readonly onPlace: (place: ScriptPlace) => void
  /// Whether this person may change the script.
  readonly mayEdit: Permission
  /// What views add to the page.
  readonly plugins?: readonly Plugin[]
}

export function createScriptView(options: ScriptViewOptions): ScriptView {
  const { mount, document: series, history, awareness, words, onPlace, plugins = [] } = options
  const binding = new Binding(series, history)
  const here = () => episodeIdAt(view.state)
  const chrome = new Chrome(series, words, here)
  const state = EditorState.create({
    doc: binding.render(),
    plugins: [
      readOnly(options.mayEdit),
      season(binding),
      inked(),
      outlines(mount),
      elementMenu(words),
      scriptKeymap(),
      colon(series),
      clipboard(),
      composition(binding),
      cursors(binding, awareness),
      beatDrag(),
      place(onPlace),
      ...plugins,
    ],
  })
  const view: EditorView = new EditorView(mount, {
    state,
    dispatchTransaction: (tr) => binding.dispatch(tr),
    nodeViews: {
      title: (_, editor, getPos) => {
        const at = getPos()
        const episode = at === undefined ? '' : String(editor.state.doc.resolve(at).parent.attrs.id)
        return chrome.title(episode)
      },
      hook: (node) => chrome.segment(node),
      beat: (node) => chrome.segment(node),
      cliffhanger: (node) => chrome.segment(node),
    },
    attributes: { class: 'script', 'aria-label': words('script.label'), spellcheck: 'false' },
    scrollMargin: { top: 96, bottom: 160, left: 0, right: 0 },
    scrollThreshold: { top: 72, bottom: 120, left: 0, right: 0 },
  })
  passOverInCommits(view.dom)
  dress(view.dom, series.reading.series)
  view.dom.style.setProperty('--outline-empty', JSON.stringify(words('script.outline.empty')))
  const stopDress = series.reading.onChange(({ current, previous }) => {
    if (current.settings !== previous.settings || current.language !== previous.language) {
      dress(view.dom, current)
    }
  })
  const cursorSeen = () => (view.hasFocus() && !view.composing ? selectionSeen(view) : undefined)
  binding.attach({
    get state() {
      return view.state
    },
    get composing() {
      return view.composing
    },
    updateState: (next) => view.updateState(next),
    cursorSeen,
  })
  return {
    view,
    binding,
    focus: () => view.focus(),
    goTo({ episode, segment }) {
      const selection = segment === undefined ? undefined : startOfSegment(view.state, segment)
      if (selection) view.dispatch(view.state.tr.setSelection(selection))
      const segmentDom = selection && view.nodeDOM(selection.$head.before(2))
      const placed = episode === undefined ? undefined : episodeNode(view.state.doc, episode)
      const dom = segmentDom ?? (placed && view.nodeDOM(placed.start))
      if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' })
      if (placed && !selection) {
        const first = placed.node.child(1)
        const start = startOfSegment(view.state, String(first.attrs.id))
        if (start) view.dispatch(view.state.tr.setSelection(start))
      }
    },
    add: function add(added): void {
      if (view.isDestroyed) return
      // With other plugins the composition plugin begins anew, and what is half composed would be
      // written down.
      if (view.composing) {
        requestAnimationFrame(() => add(added))
        return
      }
      if (view.hasFocus()) readSelection(view)
      const all = [...added, ...view.state.plugins]
      view.updateState(view.state.reconfigure({ plugins: all }))
    },
    destroy() {
      stopDress()
      binding.destroy()
      chrome.destroy()
      view.destroy()
    },
  }
}

/// What the styles of the script go by.
function dress(dom: HTMLElement, series: Series): void {
  dom.lang = series.language
  dom.dataset.dress = dressOf(series)
  dom.dataset.capitals = series.settings.capitals ? 'on' : 'off'
}

/// On each of its commits, anywhere in the page, React counts the characters of the editable element
/// that has the focus up to the selection, to put it back should the focus get lost: with a season
/// in it, milliseconds. It tells such an element by this property; the attribute and what the
/// browser makes of it stay as they are, and ProseMirror keeps the selection itself.
function passOverInCommits(dom: HTMLElement): void {
  Object.defineProperty(dom, 'contentEditable', { value: 'inherit' })
}
