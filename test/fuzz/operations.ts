import { Fragment, type Node, Slice } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import { nodes, schema } from '../../src/editor/schema.ts'
import {
  binEpisode,
  createEpisode,
  endEpisode,
  joinEpisode,
  moveEpisode,
  restoreEpisode,
} from '../../src/shared/document/episodes.ts'
import { reviseField } from '../../src/shared/document/field.ts'
import {
  binBeat,
  createBeat,
  makeCliffhanger,
  mergeBeat,
  moveBeat,
  restoreSegment,
  splitSegment,
} from '../../src/shared/document/segments.ts'
import { elements } from '../../src/shared/domain/element.ts'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import type { Writer } from './writer.ts'

/// What a person may do, each as it comes from the editor or the board. An operation gives back the
/// characters it means to delete, `'own'` where it may take back only what its author did (undo,
/// redo), or false where there was nothing to do it to.
export type Outcome = string | 'own' | false

export interface Operation {
  readonly weight: number
  readonly run: (writer: Writer, dice: Dice, ledger: Ledger) => Outcome
}

interface Block {
  readonly node: Node
  readonly start: number
  readonly segment: number
}

function blocks(doc: Node, wanted: (node: Node) => boolean = () => true): Block[] {
  const found: Block[] = []
  let segment = -1
  doc.descendants((node, start) => {
    if (node.type.spec.group === 'segment') segment = start
    if (!node.isTextblock) return true
    if (wanted(node)) found.push({ node, start: start + 1, segment })
    return false
  })
  return found
}

const lines = (doc: Node) => blocks(doc, ({ type }) => type === nodes.line)

function pickLine(writer: Writer, dice: Dice): Block | undefined {
  const all = lines(writer.state.doc)
  // People work close to each other: the first lines are picked more often.
  return dice.chance(0.6) ? all[dice.below(Math.min(all.length, 6))] : dice.pick(all)
}

/// An offset where a person would put the cursor: between words, or anywhere now and then.
function pickOffset({ node }: Block, dice: Dice): number {
  const size = node.content.size
  if (dice.chance(0.25)) return size
  if (dice.chance(0.2)) return 0
  return dice.below(size + 1)
}

function pickPoint(writer: Writer, dice: Dice) {
  const block = pickLine(writer, dice)
  return block && { line: String(block.node.attrs.id), offset: pickOffset(block, dice) }
}

function beats(writer: Writer): { id: string; episode: string }[] {
  return writer.document.reading.series.episodes.flatMap((episode) =>
    episode.segments
      .filter(({ kind }) => kind === 'beat')
      .map(({ id }) => ({ id, episode: episode.id })),
  )
}

function episodes(writer: Writer): string[] {
  return writer.document.reading.series.episodes.map(({ id }) => id)
}

const done = (result: unknown): Outcome => (result === false || result === undefined ? false : '')

function typeAt(writer: Writer, block: Block | undefined, dice: Dice, ledger: Ledger): Outcome {
  if (!block) return false
  let at = block.start + pickOffset(block, dice)
  for (const character of ledger.word()) {
    writer.dispatch(writer.state.tr.insertText(character, at++))
  }
  return ''
}

function newLine(text: string, dice: Dice): Node {
  return nodes.line.create({ element: dice.pick(elements) }, text === '' ? null : schema.text(text))
}

export const operations: Readonly<Record<string, Operation>> = {
  type: {
    weight: 30,
    run: (writer, dice, ledger) => typeAt(writer, pickLine(writer, dice), dice, ledger),
  },
  'type in outline': {
    weight: 5,
    run: (writer, dice, ledger) => {
      const outlines = blocks(writer.state.doc, ({ type }) => type === nodes.outline)
      return typeAt(writer, dice.pick(outlines), dice, ledger)
    },
  },
  'type in title': {
    weight: 2,
    run: (writer, dice, ledger) => {
      const titles = blocks(writer.state.doc, ({ type }) => type === nodes.title)
      return typeAt(writer, dice.pick(titles), dice, ledger)
    },
  },
  'outline on the board': {
    weight: 2,
    run: (writer, dice, ledger) => {
      const beat = dice.pick(beats(writer))
      const segment = beat && writer.document.reading.segment(beat.id)
      const outline = segment && dice.pick(segment.outlines)
      if (!outline) return false
      const at = dice.below(outline.text.length + 1)
      const word = ledger.word()
      const text = outline.text.slice(0, at) + word + outline.text.slice(at)
      const field = { in: 'outline', segment: outline.id } as const
      writer.document.edit(() => reviseField(writer.document, field, text, at + word.length))
      return ''
    },
  },
  'type over': {
    weight: 3,
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const from = dice.below(block.node.content.size)
      const to = from + 1 + dice.below(Math.min(4, block.node.content.size - from))
      const gone = block.node.textBetween(from, to)
      writer.dispatch(
        writer.state.tr.insertText(ledger.word(), block.start + from, block.start + to),
      )
      return gone
    },
  },
  compose: {
    weight: 4,
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block || writer.composing) return false
      const at = block.start + pickOffset(block, dice)
      writer.dispatch(writer.state.tr.setSelection(TextSelection.create(writer.state.doc, at)))
      writer.composing = true
      const word = ledger.word()
      writer.dispatch(writer.state.tr.insertText(word.slice(0, 1), at))
      writer.dispatch(writer.state.tr.insertText(word, at, at + 1))
      return ''
    },
  },
  'delete in a line': {
    weight: 5,
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const from = dice.below(block.node.content.size)
      const to = from + 1 + dice.below(Math.min(6, block.node.content.size - from))
      const gone = block.node.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(block.start + from, block.start + to))
      return gone
    },
  },
  'delete across': {
    weight: 4,
    run: (writer, dice) => {
      const all = lines(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + 1 + dice.below(3), all.length - 1)]
      if (!a || !b || a === b) return false
      const from = a.start + pickOffset(a, dice)
      const to = b.start + pickOffset(b, dice)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(from, to))
      return gone
    },
  },
  'type over across': {
    weight: 1,
    run: (writer, dice, ledger) => {
      const all = blocks(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + 1 + dice.below(5), all.length - 1)]
      if (!a || !b || a === b) return false
      const from = a.start + pickOffset(a, dice)
      const to = b.start + pickOffset(b, dice)
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.insertText(ledger.word(), from, to))
      return gone
    },
  },
  element: {
    weight: 8,
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      const element = dice.pick(elements)
      writer.dispatch(writer.state.tr.setNodeAttribute(block.start - 1, 'element', element))
      return ''
    },
  },
  split: {
    weight: 10,
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      ledger.cuts(String(block.node.attrs.id))
      const at = block.start + pickOffset(block, dice)
      const element = dice.pick(elements)
      writer.dispatch(writer.state.tr.split(at, 1, [{ type: nodes.line, attrs: { element } }]))
      return ''
    },
  },
  join: {
    weight: 7,
    run: (writer, dice) => {
      const all = lines(writer.state.doc)
      const seconds = all.filter((block, i) => all[i - 1]?.segment === block.segment)
      const block = dice.chance(0.6) ? seconds[dice.below(6)] : dice.pick(seconds)
      if (!block) return false
      writer.dispatch(writer.state.tr.join(block.start - 1))
      return ''
    },
  },
  mark: {
    weight: 3,
    run: (writer, dice) => {
      const block = pickLine(writer, dice)
      if (!block || block.node.content.size === 0) return false
      const from = block.start + dice.below(block.node.content.size)
      const to = Math.min(from + 1 + dice.below(5), block.start + block.node.content.size)
      const mark = schema.mark(dice.pick(['bold', 'italic']) as string)
      const { tr } = writer.state
      writer.dispatch(dice.chance(0.7) ? tr.addMark(from, to, mark) : tr.removeMark(from, to, mark))
      return ''
    },
  },
  'paste lines': {
    weight: 3,
    run: (writer, dice, ledger) => {
      const block = pickLine(writer, dice)
      if (!block) return false
      ledger.cuts(String(block.node.attrs.id))
      const pasted = [...Array(2 + dice.below(3)).keys()].map(() => newLine(ledger.word(), dice))
      const at = block.start + pickOffset(block, dice)
      writer.dispatch(writer.state.tr.replace(at, at, new Slice(Fragment.fromArray(pasted), 1, 1)))
      return ''
    },
  },
  'cut and paste': {
    weight: 3,
    run: (writer, dice, ledger) => {
      const all = lines(writer.state.doc)
      const first = dice.below(all.length)
      const a = all[first]
      const b = all[Math.min(first + dice.below(3), all.length - 1)]
      if (!a || !b) return false
      const from = a.start + dice.below(a.node.content.size + 1)
      const to = b.start + b.node.content.size
      if (from >= to) return false
      const slice = writer.state.doc.slice(from, to)
      const cut: Node[] = []
      slice.content.descendants((node) => {
        if (node.type === nodes.line) cut.push(node)
        return node.type !== nodes.line
      })
      const gone = writer.state.doc.textBetween(from, to)
      writer.dispatch(writer.state.tr.delete(from, to))
      ledger.paste(gone)
      const target = pickLine(writer, dice)
      if (!target) return gone
      ledger.cuts(String(target.node.attrs.id))
      const at = target.start + pickOffset(target, dice)
      const pasted =
        cut.length === 0 ? new Slice(slice.content, 0, 0) : new Slice(Fragment.fromArray(cut), 1, 1)
      writer.dispatch(writer.state.tr.replace(at, at, pasted))
      return gone
    },
  },
  'new beat': {
    weight: 2,
    run: (writer, dice) => {
      const episode = dice.pick(episodes(writer))
      return episode === undefined
        ? false
        : done(writer.binding.run((document) => createBeat(document, episode, dice.below(3))))
    },
  },
  'move beat': {
    weight: 6,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      const episode = dice.chance(0.5) ? beat?.episode : dice.pick(episodes(writer))
      if (!beat || episode === undefined) return false
      return done(
        writer.binding.run((document) => moveBeat(document, beat.id, episode, dice.below(3))),
      )
    },
  },
  'split beat': {
    weight: 6,
    run: (writer, dice, ledger) => {
      const point = pickPoint(writer, dice)
      if (point) ledger.cuts(point.line)
      return point ? done(writer.binding.run((document) => splitSegment(document, point))) : false
    },
  },
  'merge beat': {
    weight: 5,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      return beat ? done(writer.binding.run((document) => mergeBeat(document, beat.id))) : false
    },
  },
  'make cliffhanger': {
    weight: 1,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      return beat
        ? done(writer.binding.run((document) => makeCliffhanger(document, beat.id)))
        : false
    },
  },
  'bin beat': {
    weight: 3,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      return beat ? done(writer.binding.run((document) => binBeat(document, beat.id))) : false
    },
  },
  restore: {
    weight: 3,
    run: (writer, dice) => {
      const entry = dice.pick(writer.document.reading.series.bin)
      const fallback = episodes(writer)[0]
      if (!entry || entry.what === 'text' || fallback === undefined) return false
      return done(
        writer.binding.run((document) =>
          entry.what === 'episode'
            ? restoreEpisode(document, entry.id)
            : restoreSegment(document, entry.id, fallback),
        ),
      )
    },
  },
  'new episode': {
    weight: 1,
    run: (writer, dice) =>
      done(writer.binding.run((document) => createEpisode(document, dice.below(3)))),
  },
  'move episode': {
    weight: 2,
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      return id
        ? done(writer.binding.run((document) => moveEpisode(document, id, dice.below(3))))
        : false
    },
  },
  'bin episode': {
    weight: 1,
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      return id ? done(writer.binding.run((document) => binEpisode(document, id))) : false
    },
  },
  'end episode': {
    weight: 3,
    run: (writer, dice, ledger) => {
      const point = pickPoint(writer, dice)
      if (point) ledger.cuts(point.line)
      return point ? done(writer.binding.run((document) => endEpisode(document, point))) : false
    },
  },
  'join episode': {
    weight: 3,
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      return id ? done(writer.binding.run((document) => joinEpisode(document, id))) : false
    },
  },
  undo: { weight: 9, run: (writer) => (writer.binding.undo() ? 'own' : false) },
  redo: { weight: 5, run: (writer) => (writer.binding.redo() ? 'own' : false) },
}
