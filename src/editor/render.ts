import type { Mark, Node } from 'prosemirror-model'
import type { DraftLine } from '../shared/document/diff.ts'
import { asElement, type Element } from '../shared/domain/element.ts'
import type { Episode } from '../shared/domain/episode.ts'
import { type Line, type Span, type Style, styleNames } from '../shared/domain/line.ts'
import type { Outline, Segment } from '../shared/domain/segment.ts'
import type { Series } from '../shared/domain/series.ts'
import { nodes, schema } from './schema.ts'

/// Makes the ProseMirror document of a series, and reads lines back out of one. What has not
/// changed in the series is the same node as before, so that two renderings compare by identity.
export class Rendering {
  readonly #nodes = new WeakMap<object, Node>()
  readonly #values = new WeakMap<Node, object>()

  series(series: Series): Node {
    return this.#made(series.episodes, () =>
      schema.node(
        'doc',
        null,
        series.episodes.map((episode) => this.#episode(episode)),
      ),
    )
  }

  /// Says that `node` shows the same as the rendered `copy`: it is given from now on.
  adopt(node: Node, copy: Node): void {
    const value = this.#values.get(copy)
    if (!value) return
    this.#nodes.set(value, node)
    this.#values.set(node, value)
  }

  #episode(episode: Episode): Node {
    return this.#made(episode, () =>
      schema.node('episode', { id: episode.id }, [
        schema.node('title', null, textNodes([{ text: episode.title, style: {} }])),
        ...episode.segments.map((segment) => this.#segment(segment)),
      ]),
    )
  }

  #segment(segment: Segment): Node {
    return this.#made(segment, () =>
      schema.node(segment.kind, { id: segment.id }, [
        ...segment.outlines.map((outline) => this.#outline(outline)),
        ...segment.lines.map((line) => this.#line(line)),
      ]),
    )
  }

  #outline(outline: Outline): Node {
    return this.#made(outline, () =>
      schema.node('outline', { id: outline.id }, textNodes([{ text: outline.text, style: {} }])),
    )
  }

  #line(line: Line): Node {
    return this.#made(line, () =>
      // Unchecked: what is made here is text in a line, and there are thousands.
      nodes.line.create(
        {
          id: line.id,
          element: line.element,
          dual: line.dual ?? null,
          align: line.align ?? null,
          seconds: line.seconds ?? null,
          sceneSeconds: line.sceneSeconds ?? null,
          sceneNumber: line.sceneNumber ?? null,
          translation: line.translation ?? null,
          translated: line.translated ?? null,
        },
        textNodes(line.spans),
      ),
    )
  }

  #made(value: object, make: () => Node): Node {
    const known = this.#nodes.get(value)
    if (known) return known
    const node = make()
    this.#nodes.set(value, node)
    this.#values.set(node, value)
    return node
  }
}

export function textNodes(spans: readonly Span[]): Node[] {
  return spans
    .filter(({ text }) => text !== '')
    .map(({ text, style }) => schema.text(text, marksOf(style)))
}

function marksOf(style: Style): Mark[] {
  return styleNames.filter((name) => style[name]).map((name) => schema.mark(name))
}

const drafts = new WeakMap<Node, DraftLine>()

/// What a line node asks its line to be.
export function draftOf(node: Node): DraftLine {
  const known = drafts.get(node)
  if (known) return known
  const { element, dual, align, seconds, sceneSeconds, sceneNumber } = node.attrs
  const { translation, translated } = node.attrs
  const draft: DraftLine = {
    element: asElement(element) as Element,
    spans: spansIn(node),
    ...(dual === 'left' || dual === 'right' ? { dual } : {}),
    ...(align === 'center' ? { align } : {}),
    ...(typeof seconds === 'number' ? { seconds } : {}),
    ...(typeof sceneSeconds === 'number' ? { sceneSeconds } : {}),
    ...(typeof sceneNumber === 'string' ? { sceneNumber } : {}),
    ...(typeof translation === 'string' ? { translation } : {}),
    ...(typeof translated === 'string' ? { translated } : {}),
  }
  drafts.set(node, draft)
  return draft
}

/// The styled text of a textblock.
export function spansIn(node: Node): Span[] {
  const spans: Span[] = []
  node.forEach((child) => {
    if (child.text) spans.push({ text: child.text, style: styleOf(child.marks) })
  })
  return spans
}

function styleOf(marks: readonly Mark[]): Style {
  const style: { -readonly [name in keyof Style]: true } = {}
  for (const name of styleNames) {
    if (marks.some((mark) => mark.type.name === name)) style[name] = true
  }
  return style
}
