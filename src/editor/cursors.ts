import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import { type Binding, rendered } from './binding.ts'
import { drawn } from './drawn.ts'
import { type Stacked, type Stood, stackNames } from './namestack.ts'
import type { TiedSelection } from './tiedselection.ts'

/// Where the others are in the text: a thin cursor with a name that fades, and their selection.
/// Each person's own selection goes out tied to the text.

const key = new PluginKey<DecorationSet>('cursors')

/// How often one's own cursor is sent at most, in milliseconds.
const pace = 60

/// How high a name above a cursor is, in pixels.
const nameHeight = 16

export function cursors(binding: Binding, awareness: Awareness): Plugin<DecorationSet> {
  /// Where each person's cursor was last: a moved cursor shows its name again.
  const last = new Map<number, string>()
  /// The names on the page. They stay the same elements while cursors move.
  const labels = new Map<number, HTMLElement>()
  /// How high each name stands: those side by side would hide each other.
  let stacked: ReadonlyMap<number, Stacked> = new Map()
  const label = (client: number, name: string): HTMLElement => {
    const made = document.createElement('span')
    made.className = 'script-cursor-name'
    made.textContent = name
    labels.set(client, made)
    raise(made, stacked.get(client))
    return made
  }
  /// Turns the name of a cursor at the top of the page under it, where it can be read.
  let tops: IntersectionObserver | undefined
  const watched = (cursor: HTMLElement, view: EditorView): HTMLElement => {
    tops ??= new IntersectionObserver(
      (entries) => {
        for (const { target, boundingClientRect, rootBounds } of entries) {
          target.classList.toggle('low', boundingClientRect.top < (rootBounds?.top ?? 0))
        }
      },
      { root: view.dom.parentElement, rootMargin: `-${nameHeight}px 0px 0px 0px`, threshold: 1 },
    )
    tops.observe(cursor)
    return cursor
  }
  const draw = (view: Pick<EditorView, 'state'>): DecorationSet => {
    const { doc } = view.state
    const decorations: Decoration[] = []
    const stood: Stood[] = []
    for (const [client, state] of awareness.getStates()) {
      if (client === awareness.clientID) continue
      const selection = selectionIn(state, binding, doc)
      if (!selection) continue
      const { $head } = selection
      stood.push({ client, block: $head.start(), offset: $head.parentOffset })
      const { name, color } = userIn(state)
      const at = JSON.stringify((state as { cursor?: unknown }).cursor)
      if (last.get(client) !== at) {
        for (const fading of labels.get(client)?.getAnimations() ?? []) fading.currentTime = 0
      }
      last.set(client, at)
      decorations.push(
        Decoration.widget(
          selection.head,
          (view) => watched(caret(label(client, name), color), view),
          {
            key: `${client} ${name} ${color}`,
            side: 10,
            destroy: (cursor) => tops?.unobserve(cursor as HTMLElement),
          },
        ),
      )
      if (!selection.empty) {
        const style = `background-color: color-mix(in srgb, ${color} 22%, transparent)`
        decorations.push(Decoration.inline(selection.from, selection.to, { style }))
      }
    }
    stacked = stackNames(stood)
    for (const [client, made] of labels) raise(made, stacked.get(client))
    return DecorationSet.create(doc, decorations)
  }
  return new Plugin({
    ...drawn(key),
    view(view) {
      let frame = 0
      let timer: ReturnType<typeof setTimeout> | undefined
      const redraw = () => {
        frame = 0
        view.dispatch(view.state.tr.setMeta(key, draw(view)).setMeta(rendered, true))
      }
      const onChange = ({ added, updated, removed }: Record<string, number[]>) => {
        const others = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
        if (frame === 0 && others.some((client) => client !== awareness.clientID)) {
          frame = requestAnimationFrame(redraw)
        }
      }
      const send = () => {
        timer = undefined
        const tied = view.hasFocus() ? binding.tie(view.state) : undefined
        awareness.setLocalStateField('cursor', tied ? encode(tied) : null)
      }
      const sendSoon = () => {
        timer ??= setTimeout(send, pace)
      }
      awareness.on('change', onChange)
      view.dom.addEventListener('focus', sendSoon)
      view.dom.addEventListener('blur', sendSoon)
      frame = requestAnimationFrame(redraw)
      return {
        update(_, before) {
          if (!before.selection.eq(view.state.selection)) sendSoon()
        },
        destroy() {
          awareness.off('change', onChange)
          view.dom.removeEventListener('focus', sendSoon)
          view.dom.removeEventListener('blur', sendSoon)
          clearTimeout(timer)
          cancelAnimationFrame(frame)
          tops?.disconnect()
          awareness.setLocalStateField('cursor', null)
        },
      }
    },
  })
}

/// Where the cursor of a window is in `doc`; undefined where it is in no text.
export function cursorOf(
  awareness: Awareness,
  client: number,
  binding: Binding,
  doc: Node,
): TextSelection | undefined {
  return selectionIn(awareness.getStates().get(client), binding, doc)
}

function selectionIn(state: unknown, binding: Binding, doc: Node): TextSelection | undefined {
  const tied = tiedIn(state)
  return tied && binding.untie(doc, tied)
}

function raise(label: HTMLElement, { level, more }: Stacked = { level: 0, more: 0 }): void {
  label.hidden = level === undefined
  label.style.setProperty('--level', String(level ?? 0))
  if (more > 0) label.dataset.more = String(more)
  else delete label.dataset.more
}

function caret(label: HTMLElement, color: string): HTMLElement {
  const cursor = document.createElement('span')
  cursor.className = 'script-cursor'
  cursor.style.setProperty('--person', color)
  cursor.append(label)
  return cursor
}

/// Presence comes from others and may be anything: what is not well formed is not shown.
function tiedIn(state: unknown): TiedSelection | undefined {
  const cursor = (state as { cursor?: unknown } | null)?.cursor
  if (typeof cursor !== 'object' || cursor === null) return undefined
  const { anchor, head } = cursor as { anchor?: unknown; head?: unknown }
  if (typeof anchor !== 'string' || typeof head !== 'string') return undefined
  try {
    return { anchor: decode(anchor), head: decode(head) }
  } catch {
    return undefined
  }
}

function userIn(state: unknown): { name: string; color: string } {
  const user = (state as { user?: unknown } | null)?.user
  const { name, color } = (typeof user === 'object' && user !== null ? user : {}) as {
    name?: unknown
    color?: unknown
  }
  return {
    name: typeof name === 'string' ? name.slice(0, 60) : '',
    color: typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : '#5f5a52',
  }
}

function encode({ anchor, head }: TiedSelection): { anchor: string; head: string } {
  return { anchor: base64(anchor), head: base64(head) }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
