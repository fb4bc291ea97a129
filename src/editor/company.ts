import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Store } from '../session/store.ts'
import { rendered } from './binding.ts'
import { drawn } from './drawn.ts'
import { segmentNode } from './position.ts'

/// Who else is in a segment, in its margin.

/// Somebody as the margin shows them.
export interface Companion {
  readonly key: string
  readonly name: string
  /// One or two letters.
  readonly initials: string
  /// `#rrggbb`, dark enough for white text.
  readonly color: string
}

/// The others who are in each segment, by its id. The same map until somebody comes, goes or moves.
export type Company = ReadonlyMap<string, readonly Companion[]>

export interface CompanyOptions {
  readonly company: Store<Company>
  /// What the faces in one segment are called.
  readonly label: (names: readonly string[]) => string
}

const key = new PluginKey<DecorationSet>('company')

/// Faces that there is room for; the others are a number.
const most = 3

export function company({ company, label }: CompanyOptions): Plugin<DecorationSet> {
  const draw = (view: EditorView): DecorationSet => {
    const { doc } = view.state
    const decorations: Decoration[] = []
    for (const [segment, people] of company.get()) {
      const placed = segmentNode(doc, segment)
      if (!placed || people.length === 0) continue
      const said = label(people.map(({ name }) => name))
      decorations.push(
        Decoration.widget(placed.start + 1, () => faces(people, said), {
          key: people.map((each) => `${each.key} ${each.name} ${each.color}`).join(),
          side: -2,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
      )
    }
    return DecorationSet.create(doc, decorations)
  }
  return new Plugin<DecorationSet>({
    ...drawn(key),
    view(view) {
      let frame = 0
      const redraw = () => {
        frame = 0
        // What is drawn next to a composing text could end the composition.
        if (view.composing) frame = requestAnimationFrame(redraw)
        else view.dispatch(view.state.tr.setMeta(key, draw(view)).setMeta(rendered, true))
      }
      const redrawSoon = () => {
        if (frame === 0) frame = requestAnimationFrame(redraw)
      }
      const stop = company.subscribe(redrawSoon)
      redrawSoon()
      return {
        destroy() {
          stop()
          cancelAnimationFrame(frame)
        },
      }
    },
  })
}

function faces(people: readonly Companion[], said: string): HTMLElement {
  const all = document.createElement('span')
  all.className = 'script-company'
  all.contentEditable = 'false'
  all.role = 'img'
  all.ariaLabel = said
  all.title = said
  const shown = people.length > most ? people.slice(0, most - 1) : people
  for (const { initials, color } of shown) {
    const face = document.createElement('i')
    face.style.background = color
    face.textContent = initials
    all.append(face)
  }
  if (shown.length < people.length) {
    const more = document.createElement('i')
    more.className = 'more'
    more.textContent = `+${people.length - shown.length}`
    all.append(more)
  }
  return all
}
