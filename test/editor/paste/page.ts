import { TextSelection } from 'prosemirror-state'
import * as Y from 'yjs'
import { draftsIn } from '../../../src/editor/copy/copied.ts'
import { writeRich } from '../../../src/editor/copy/rich.ts'
import { insertPasted } from '../../../src/editor/paste/insert.ts'
import { readPaste, readPlain } from '../../../src/editor/paste/read.ts'
import { nodes } from '../../../src/editor/schema.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Writer } from '../../fuzz/writer.ts'
import { twoEpisodes } from '../../shared/document/room.ts'
import type { Trial } from './payloads.ts'

/// Runs in the browser of paste.test.ts: the real parser, the real reader, the real binding.

const start = Y.encodeStateAsUpdate(twoEpisodes(['one', 'two']))

/// A payload as rows, `element: text`.
function read(html: string, text: string, language: Language): string[] {
  const pasted = readPaste({ html, text }, language)
  if (typeof pasted === 'string') return [pasted]
  return pasted.lines.map(({ element, spans }) => {
    const words = spans.map(({ text, style }) => {
      const marks = Object.keys(style).join(' ')
      return marks === '' ? text : `<${marks}>${text}</>`
    })
    return `${element}: ${words.join('')}`
  })
}

function received({ html, text }: Trial['payload']): Trial['payload'] {
  const take = (sent: string) => sent.replaceAll('\ue000', '\ud800').replaceAll('\ue001', '\udc00')
  return { html: take(html), text: take(text) }
}

/// Pastes a payload somewhere and says what is wrong with what came of it.
function tryPaste(trial: Trial): string[] {
  const dice = new Dice(trial.seed)
  const ada = new Writer('ada', start, dice)
  try {
    return pasteInto(ada, trial, dice)
  } catch (error) {
    return [`throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
  } finally {
    ada.destroy()
  }
}

function pasteInto(ada: Writer, trial: Trial, dice: Dice): string[] {
  const wrong: string[] = []
  const [from, to] = placeIn(ada, dice)
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, from, to)))
  const before = ada.state.doc
  const skeleton = skeletonOf(ada)
  const [ahead, behind] = [
    before.textBetween(0, from, '\n'),
    before.textBetween(to, before.content.size, '\n'),
  ]
  const kept = `${ahead}\n${behind}`
  const began = performance.now()
  const payload = received(trial.payload)
  const read = trial.plain ? readPlain(payload) : readPaste(payload, trial.language)
  if (typeof read === 'string') {
    if (read !== trial.refused) wrong.push(`refused as ${read}`)
    return wrong
  }
  const { pause } = ada.history
  pause()
  ada.dispatch(insertPasted(ada.state, read))
  pause()
  const took = performance.now() - began
  // Machines differ, and may have other things to do.
  if (took > 20_000) wrong.push(`took ${Math.round(took)} ms`)
  const { doc } = ada.state
  doc.check()
  if (!doc.eq(ada.binding.render())) wrong.push('the page and the series differ')
  if (skeletonOf(ada) !== skeleton) wrong.push('segments have come or gone')
  const ids = new Set<unknown>()
  doc.descendants((node) => {
    if (node.type !== nodes.line) return !node.isTextblock
    if (ids.has(node.attrs.id)) wrong.push('two lines have one id')
    ids.add(node.attrs.id)
    return false
  })
  const text = doc.textBetween(0, doc.content.size, '\n')
  const numbers: string[] = []
  doc.descendants((node) => {
    if (node.attrs.sceneNumber) numbers.push(node.attrs.sceneNumber)
    return !node.isTextblock
  })
  const all = `${text}\n${numbers.join('\n')}`
  for (const word of trial.shown) {
    const times = all.split(word).length - 1
    if (times !== 1) wrong.push(`“${word}” is there ${times} times`)
  }
  for (const word of trial.hidden) if (all.includes(word)) wrong.push(`“${word}” shows`)
  for (const word of kept.match(/[a-z]+2? (?:one|two)/g) ?? []) {
    if (!all.includes(word)) wrong.push(`“${word}”, which was there before, has gone`)
  }
  if (/[\p{Cc}\ufeff\u202e]/u.test(all.replace(/[\n\t]/g, ''))) wrong.push('signs that are no text')
  if (!all.isWellFormed()) wrong.push('half a character')
  if (doc.eq(before)) return wrong
  ada.binding.undo()
  if (ada.state.doc.toString() !== before.toString()) wrong.push('one undo does not take it back')
  return wrong
}

function skeletonOf(ada: Writer): string {
  const ids: string[] = []
  ada.state.doc.descendants((node) => {
    if (node.type !== nodes.line && node.attrs.id) ids.push(`${node.type.name} ${node.attrs.id}`)
    return !node.isTextblock
  })
  return ids.join('\n')
}

/// A selection: mostly a cursor or a part of a line, at times over lines or segments, in an outline
/// or in a title.
function placeIn(ada: Writer, dice: Dice): [number, number] {
  const texts: { start: number; length: number; isLine: boolean }[] = []
  ada.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    texts.push({ start: pos + 1, length: node.content.size, isLine: node.type === nodes.line })
    return false
  })
  const lines = dice.chance(0.85) ? texts.filter(({ isLine }) => isLine) : texts
  const a = dice.below(lines.length)
  const reach = dice.chance(0.7) ? 0 : dice.below(4)
  const [first, last] = [lines[a], lines[Math.min(a + reach, lines.length - 1)]]
  if (!first || !last) throw new Error('There is no text.')
  const from = first.start + dice.below(first.length + 1)
  const to = dice.chance(0.6) && reach === 0 ? from : last.start + dice.below(last.length + 1)
  return [Math.min(from, to), Math.max(from, to)]
}

/// Copies all lines of an episode and pastes them: back come the same lines.
function copyAndPaste(rows: readonly (readonly [element: string, text: string])[]): string[] {
  const fragment = rows.map(([element, text]) =>
    nodes.line.create(
      {
        element,
        dual: element === 'character' ? 'left' : null,
        seconds: 3,
        sceneSeconds: element === 'scene-heading' ? 30 : null,
      },
      text === '' ? [] : [nodes.line.schema.text(text)],
    ),
  )
  const episode = nodes.beat.create({ id: 'x' }, [nodes.outline.create({ id: 'x' }), ...fragment])
  const lines = draftsIn(episode.content.cut(episode.child(0).nodeSize))
  const html = writeRich(
    { lines, opens: false, closes: false },
    { isChinese: false, capitals: true },
    document.implementation.createHTMLDocument(),
  ).outerHTML
  const back = readPaste({ html, text: '' }, 'en')
  if (typeof back === 'string') return [back]
  return JSON.stringify(back.lines) === JSON.stringify(lines)
    ? []
    : [JSON.stringify(back.lines), JSON.stringify(lines)]
}

Object.assign(window, { read, tryPaste, copyAndPaste })
