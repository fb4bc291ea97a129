import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import * as Y from 'yjs'
import { Binding, type BoundView } from '../../../src/editor/binding.ts'
import { scriptKeys } from '../../../src/editor/keymap.ts'
import { season } from '../../../src/editor/season.ts'
import { type SegmentText, writeSeries } from '../../../src/shared/document/content.ts'
import { setSettings } from '../../../src/shared/document/series.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { createHistory } from '../../../src/shared/document/undo.ts'
import { asElement } from '../../../src/shared/domain/element.ts'
import type { Room } from './oracle.ts'
import { type Block, blocksOf, type Page, rowsOf, type Segment, segment } from './page.ts'

/// The real thing: a series that somebody else has written, with the binding, the history and the
/// keys of the script, without a browser.
export class Script {
  readonly binding: Binding
  #state: EditorState
  readonly view: BoundView & { dispatch(tr: Transaction): void }

  constructor({ episodes }: Pick<Page, 'episodes'>, { chinese, afterDialogue }: Room) {
    const theirs = new Y.Doc()
    writeSeries(theirs, {
      title: '',
      language: chinese ? 'zh-Hans' : 'en',
      episodes: episodes.map(({ title, segments }) => ({
        title: title.text,
        summary: '',
        hook: contentOf(segments[0] as Segment),
        beats: segments.slice(1, -1).map(contentOf),
        cliffhanger: contentOf(segments.at(-1) as Segment),
      })),
    })
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))
    const document = new SeriesDocument(doc)
    if (afterDialogue !== 'action') setSettings(document, { afterDialogue })
    // Every change is a step of its own.
    this.binding = new Binding(document, createHistory(document, 0))
    this.#state = EditorState.create({
      doc: this.binding.render(),
      plugins: [season(this.binding)],
    })
    const get = () => this.#state
    this.view = {
      get state() {
        return get()
      },
      composing: false,
      updateState: (next) => {
        this.#state = next
      },
      dispatch: (tr) => this.binding.dispatch(tr),
    }
    this.binding.attach(this.view)
  }

  /// Selects what is selected on a page that reads the same.
  select(page: Page): void {
    const blocks = blocksOf(page)
    const starts: number[] = []
    this.#state.doc.descendants((node, at) => {
      if (node.isTextblock) starts.push(at + 1)
      return !node.isTextblock
    })
    const position = ({ block, at }: Page['head']) => (starts[blocks.indexOf(block)] as number) + at
    const { doc, tr } = this.#state
    const selection = TextSelection.create(doc, position(page.anchor), position(page.head))
    this.view.dispatch(tr.setSelection(selection))
  }

  /// Presses a key of the script; what is none is typed. Gives back whether the key was taken.
  press(key: string): boolean {
    const command = scriptKeys[key]
    if (command) return command(this.#state, this.view.dispatch, this.view as unknown as EditorView)
    this.view.dispatch(this.#state.tr.insertText(key))
    return true
  }

  rows(): string[] {
    return rowsOf(this.page())
  }

  /// What is on the screen, as a page.
  page(): Page {
    const { doc, selection } = this.#state
    const found = new Map<Node, Block>()
    const read = (node: Node): Block => {
      const block = blockOf(node)
      found.set(node, block)
      return block
    }
    const episodes = doc.children.map((episode) => ({
      title: read(episode.child(0)),
      segments: episode.children.slice(1).map((each) => {
        const made = segment(each.type.name as Segment['kind'], '')
        const texts = each.children.map(read)
        made.outlines = texts.filter(({ is }) => is === 'outline')
        made.lines = texts.filter(({ is }) => is === 'line')
        return made
      }),
    }))
    const spot = ({ parent, parentOffset: at }: typeof selection.$head) => {
      const block = found.get(parent)
      if (!block) throw new Error(`The selection is in no text, but in ${parent.type.name}.`)
      return { block, at }
    }
    return { episodes, anchor: spot(selection.$anchor), head: spot(selection.$head) }
  }
}

function contentOf({ outlines, lines }: Segment): SegmentText {
  return {
    outline: outlines[0]?.text ?? '',
    lines: lines.map(({ element, text }) => ({
      element: asElement(element),
      spans: text === '' ? [] : [{ text, style: {} }],
    })),
  }
}

function blockOf(node: Node): Block {
  const { name } = node.type
  if (name !== 'line') return { is: name as 'title' | 'outline', text: node.textContent }
  const { element, dual } = node.attrs
  const block: Block = { is: 'line', element: asElement(element), text: node.textContent }
  if (dual === 'left' || dual === 'right') block.dual = dual
  let at = 0
  node.forEach(({ marks, nodeSize }) => {
    const [mark] = marks
    if (mark) block.styled = { style: mark.type.name, from: at, to: at + nodeSize }
    at += nodeSize
  })
  return block
}
