import { Fragment, type Node, Slice } from 'prosemirror-model'
import { EditorState, Plugin, TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { nodes, schema } from '../../src/editor/schema.ts'
import { joinEpisode, restoreEpisode } from '../../src/shared/document/episodes.ts'
import { binBeat, moveBeat } from '../../src/shared/document/segments.ts'
import { Dice } from '../fuzz/dice.ts'
import { Hub, Writer } from '../fuzz/writer.ts'
import { twoEpisodes } from '../shared/document/room.ts'

/// The ways in which a binding could lose or misplace what somebody types, one by one. (The fuzz
/// looks for those that nobody thought of.)

function room(): { hub: Hub; ada: Writer; ben: Writer } {
  const state = Y.encodeStateAsUpdate(twoEpisodes(['one', 'two', 'three']))
  const hub = new Hub()
  const [ada, ben] = [new Writer('ada', state, new Dice(1)), new Writer('ben', state, new Dice(2))]
  hub.join(ada)
  hub.join(ben)
  return { hub, ada, ben }
}

/// The position in front of a text on somebody's screen.
function at(writer: Writer, text: string): number {
  let found = -1
  writer.state.doc.descendants((node, pos) => {
    if (!node.isTextblock || found >= 0) return found < 0
    const index = node.textContent.indexOf(text)
    if (index >= 0) found = pos + 1 + index
    return false
  })
  if (found < 0) throw new Error(`${writer.name} does not see ${text}`)
  return found
}

function type(writer: Writer, text: string, where: string): void {
  writer.dispatch(writer.state.tr.insertText(text, at(writer, where)))
}

function compose(writer: Writer, text: string, where: string): void {
  const pos = at(writer, where)
  writer.dispatch(writer.state.tr.setSelection(TextSelection.create(writer.state.doc, pos)))
  writer.composing = true
  writer.dispatch(writer.state.tr.insertText(text, pos))
}

function endComposing(writer: Writer): void {
  writer.composing = false
  writer.binding.settle()
}

function lines(writer: Writer): string[] {
  const found: string[] = []
  writer.state.doc.descendants((node) => {
    if (node.type === nodes.line) found.push(node.textContent)
    return !node.isTextblock
  })
  return found
}

function beat(writer: Writer, outline: string): string {
  for (const { segments } of writer.document.reading.series.episodes) {
    const found = segments.find(({ outlines }) => outlines.some(({ text }) => text === outline))
    if (found) return found.id
  }
  throw new Error(`no beat ${outline}`)
}

/// Everybody has heard of everything, and every screen shows the series.
function meet(hub: Hub): void {
  hub.deliverAll()
  for (const writer of hub.writers) {
    expect(writer.state.doc.eq(writer.binding.render())).toBe(true)
    expect(lines(writer)).toEqual(lines(hub.writers[0] as Writer))
  }
}

test('what is typed elsewhere when a composition ends lands where it was typed', () => {
  const { hub, ada, ben } = room()
  compose(ada, '你', 'hook one')
  ben.dispatch(
    ben.state.tr.insert(
      at(ben, 'hook one') - 1,
      nodes.line.create(null, schema.text('LONG NEW LINE')),
    ),
  )
  hub.deliver(ada)
  expect(lines(ada)).not.toContain('LONG NEW LINE')
  ada.composing = false
  type(ada, 'X', 'three')
  meet(hub)
  expect(lines(ada).slice(0, 4)).toEqual(['LONG NEW LINE', '你hook one', 'hook two', 'hook Xthree'])
})

test('what is typed in a line that others have deleted meanwhile is not lost', () => {
  const { hub, ada, ben } = room()
  compose(ada, '你', 'hook one')
  const from = at(ben, 'hook two')
  ben.dispatch(ben.state.tr.delete(from - 1, from + 'hook two'.length + 1))
  hub.deliver(ada)
  ada.composing = false
  type(ada, 'X', 'two')
  meet(hub)
  expect(lines(ada).join()).toContain('X')
  expect(lines(ada)[0]).toBe('你hook one')
})

test('a transaction of several steps made before others were shown lands where it was meant', () => {
  const { hub, ada, ben } = room()
  compose(ada, '你', 'hook one')
  type(ben, 'OTHERS ', 'hook two')
  hub.deliver(ada)
  ada.composing = false
  const tr = ada.state.tr.insertText('A', at(ada, 'two'))
  tr.insertText('B', tr.mapping.map(at(ada, 'two')))
  tr.insertText('C', tr.mapping.map(at(ada, 'red one')))
  ada.dispatch(tr)
  meet(hub)
  expect(lines(ada).slice(0, 4)).toEqual([
    '你hook one',
    'OTHERS hook ABtwo',
    'hook three',
    'Cred one',
  ])
})

test('what a plugin appends is written as well', () => {
  const { hub, ada } = room()
  const shout = new Plugin({
    appendTransaction: (transactions, _, state) => {
      const typed = transactions.some((tr) => tr.docChanged && !tr.getMeta('shouted'))
      let end = -1
      state.doc.descendants((node, pos) => {
        if (node.textContent === 'hook two' && node.isTextblock) end = pos + node.nodeSize - 1
        return true
      })
      return typed && end > 0 ? state.tr.insertText('!', end).setMeta('shouted', true) : null
    },
  })
  ada.updateState(EditorState.create({ doc: ada.state.doc, plugins: [shout] }))
  type(ada, 'X', 'hook one')
  meet(hub)
  expect(lines(ada).slice(0, 2)).toEqual(['Xhook one', 'hook two!'])
})

test('whole beats that are pasted are text where they are pasted, and take nothing away', () => {
  const { hub, ada } = room()
  const before = lines(ada)
  const copied: Node[] = []
  ada.state.doc.descendants((node) => {
    if (node.type === nodes.beat && copied.length < 2) copied.push(node)
    return true
  })
  const pos = at(ada, 'end two')
  ada.dispatch(ada.state.tr.replace(pos, pos, new Slice(Fragment.fromArray(copied), 0, 0)))
  meet(hub)
  const after = lines(ada).join('|')
  for (const line of before) expect(after).toContain(line)
  expect(after.split('red one').length).toBe(3)
  expect(after.split('blue three').length).toBe(3)
})

test('whole beats that are pasted over a selection across beats take away only that', () => {
  const { hub, ada } = room()
  const copied: Node[] = []
  ada.state.doc.descendants((node) => {
    if (node.type === nodes.beat && copied.length < 2) copied.push(node)
    return true
  })
  const [from, to] = [at(ada, 'red two'), at(ada, 'blue two')]
  ada.dispatch(ada.state.tr.replace(from, to, new Slice(Fragment.fromArray(copied), 0, 0)))
  meet(hub)
  const after = lines(ada).join('|')
  expect(after).toContain('red one')
  for (const word of ['red two', 'red three', 'blue one', 'blue two', 'blue three']) {
    expect(after).toContain(word)
  }
  expect(ada.document.reading.series.episodes[0]?.segments).toHaveLength(4)
})

test('a deletion across beats joins nothing and leaves no empty line behind', () => {
  const { hub, ada } = room()
  ada.dispatch(ada.state.tr.delete(at(ada, 'red two') + 3, at(ada, 'blue two') + 4))
  meet(hub)
  expect(lines(ada).slice(3, 7)).toEqual(['red one', 'red', ' two', 'blue three'])
  expect(ada.document.reading.series.episodes[0]?.segments).toHaveLength(4)
})

test.each([
  [
    'moved',
    (ben: Writer) =>
      ben.binding.run((d) =>
        moveBeat(d, beat(ben, 'red'), d.reading.series.episodes[1]?.id ?? '', 1),
      ),
  ],
  ['binned', (ben: Writer) => ben.binding.run((d) => binBeat(d, beat(ben, 'red')))],
  ['joined', (ben: Writer) => ben.dispatch(ben.state.tr.join(at(ben, 'red two') - 1))],
  [
    'deleted',
    (ben: Writer) => ben.dispatch(ben.state.tr.delete(at(ben, 'red one'), at(ben, 'red one') + 7)),
  ],
])('a composition survives that its place is %s meanwhile', (_, change) => {
  const { hub, ada, ben } = room()
  compose(ada, '你', 'red one')
  change(ben)
  type(ben, 'ELSEWHERE', 'blue one')
  hub.deliver(ada)
  ada.dispatch(ada.state.tr.insertText('好', ada.state.selection.head))
  hub.deliverAll()
  endComposing(ada)
  meet(hub)
  const { series } = ada.document.reading
  const binned = series.bin.flatMap((entry) => (entry.what === 'segment' ? entry.lines : []))
  const all = [...lines(ada), ...binned.map(({ text }) => text)]
  expect(all.filter((text) => text.includes('你好'))).toHaveLength(1)
  expect(all.join()).toContain('ELSEWHEREblue one')
})

test('whoever types in an empty slot stays in it, key by key', () => {
  const { hub, ada } = room()
  const second = ada.document.reading.series.episodes[1]?.id as string
  ada.binding.run((document) => joinEpisode(document, second))
  ada.binding.run((document) => restoreEpisode(document, second))
  expect(lines(ada).at(-1)).toBe('')
  for (const where of ['outline', 'line'] as const) {
    let pos = -1
    ada.state.doc.descendants((node, start) => {
      if (node.type === nodes[where]) pos = start + 1
      return !node.isTextblock
    })
    ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, pos)))
    for (const key of 'abc') ada.dispatch(ada.state.tr.insertText(key))
  }
  meet(hub)
  expect(lines(ada).at(-1)).toBe('abc')
  expect(ada.document.reading.series.episodes[1]?.segments.at(-1)?.outlines[0]?.text).toBe('abc')
})
