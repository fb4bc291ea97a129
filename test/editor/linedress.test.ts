import { EditorState, type Plugin } from 'prosemirror-state'
import type { DecorationSet } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { lineDress } from '../../src/editor/linedress.ts'
import { setSettings } from '../../src/shared/document/series.ts'
import { Dice } from '../fuzz/dice.ts'
import { type Block, blocksOf, episode, line, type Page, segment } from './keys/page.ts'
import { Script } from './keys/script.ts'

/// What is shown on lines: drawn once and moved along, it must be what drawing everything anew gives.

const words = (key: string, values = {}) => [key, ...Object.values(values)].join(' ')

interface Drawn {
  readonly from: number
  readonly to: number
  readonly type: { readonly attrs: Readonly<Record<string, string>> }
}

function open(page: Pick<Page, 'episodes'>, settings = {}) {
  const script = new Script(page, { chinese: false, afterDialogue: 'action' })
  const { document } = script.binding
  setSettings(document, { sceneNumbers: true, ...settings })
  const dressed = (state: EditorState) => {
    const plugin = lineDress(document, words)
    const start = EditorState.create({
      doc: state.doc,
      selection: state.selection,
      plugins: [plugin, ...state.plugins],
    })
    const now = state.doc.children.map(({ attrs }) => attrs.id)
    return { plugin, state: start.apply(start.tr.setMeta(plugin, { now })) }
  }
  const { plugin, state } = dressed(script.view.state)
  script.view.updateState(state)
  const drawn = () => drawnBy(plugin, script.view.state)
  const anew = () => {
    const plain = EditorState.create({ doc: script.view.state.doc })
    const { plugin, state } = dressed(plain)
    return drawnBy(plugin, state)
  }
  return { script, drawn, anew }
}

function drawnBy(plugin: Plugin, state: EditorState): Drawn[] {
  const set = plugin.props.decorations?.call(plugin, state) as DecorationSet
  return set.find() as unknown as Drawn[]
}

function said(drawn: readonly Drawn[]): string[] {
  return drawn.map(({ from, to, type }) => `${from}-${to} ${JSON.stringify(type.attrs)}`).sort()
}

const attributes = (drawn: readonly Drawn[], name: string) =>
  [...drawn].sort((a, b) => a.from - b.from).flatMap(({ type }) => type.attrs[name] ?? [])

function twoEpisodes() {
  const scene = (name: string) => [
    line('scene-heading', `INT. ${name}`),
    line('character', 'MARA'),
    line('dialogue', 'One'),
    line('action', 'Rain'),
  ]
  const again = [line('character', 'Mara (V.O.)'), line('dialogue', 'Two')]
  const episodes = ['One', 'Two'].map((title) =>
    episode(
      title,
      segment('hook', '', ...scene('LIFT').map((each) => ({ ...each }))),
      segment('beat', '', ...again.map((each) => ({ ...each }))),
      segment('beat', '', ...scene('ROOF').map((each) => ({ ...each }))),
      segment('cliffhanger', '', line('on-screen-text', 'MUM: Where are you?'), line('action')),
    ),
  )
  return { episodes }
}

test('lines are named, who goes on is marked and scenes are numbered, through segments', () => {
  const { drawn } = open(twoEpisodes())
  expect(attributes(drawn(), 'data-continued')).toEqual(["(CONT'D)", "(CONT'D)"])
  expect(attributes(drawn(), 'data-scene')).toEqual(['1', '2', '1', '2'])
  expect(attributes(drawn(), 'data-screen')).toEqual(['message', 'message'])
  expect(attributes(drawn(), 'aria-roledescription')).toHaveLength(24)
  expect(attributes(drawn(), 'aria-label').slice(0, 3)).toEqual([
    'segment.hook',
    'segment.beat.number 1',
    'segment.beat.number 2',
  ])
})

test('a series can do without', () => {
  const { drawn } = open(twoEpisodes(), { continued: false, sceneNumbers: false })
  expect(attributes(drawn(), 'data-continued')).toEqual([])
  expect(attributes(drawn(), 'data-scene')).toEqual([])
})

test('a keystroke draws nothing anew', () => {
  const { script, drawn } = open(twoEpisodes())
  const before = drawn().map(({ type }) => type)
  const page = script.page()
  const block = blocksOf(page).find(({ text }) => text === 'Rain')
  if (!block) throw new Error('no rain')
  script.select({ ...page, anchor: { block, at: 2 }, head: { block, at: 2 } })
  script.press('x')
  const after = drawn().map(({ type }) => type)
  expect(after.every((type, i) => type === before[i])).toBe(true)
})

test('whatever is done, it is what drawing everything anew gives', () => {
  const keys = [
    ...['Enter', 'Tab', 'Shift-Tab', 'Backspace', 'Delete', 'x', 'MARA', 'Mod-1', 'Mod-3', 'Mod-5'],
    ...['Mod-d', 'Mod-Enter', 'Mod-Shift-Enter', 'Mod-Shift-m', 'Mod-Shift-l', 'Mod-z', 'Mod-y'],
    ...['Alt-Shift-ArrowDown', 'Alt-Shift-ArrowUp', 'Alt-Shift-Backspace', 'Mod-Alt-Enter'],
    ...['Mod-Alt-Backspace', 'Mod-Alt-ArrowDown', 'Mod-Alt-ArrowUp', 'Mod-Alt-n'],
  ]
  for (let seed = 1; seed <= 12; seed++) {
    const dice = new Dice(seed)
    const { script, drawn, anew } = open(twoEpisodes(), { sceneNumbers: seed % 2 === 0 })
    const done: string[] = []
    for (let step = 0; step < 40; step++) {
      const page = script.page()
      const block = dice.pick(blocksOf(page)) as Block
      const at = dice.below(block.text.length + 1)
      script.select({ ...page, anchor: { block, at }, head: { block, at } })
      const key = dice.pick(keys) as string
      script.press(key)
      done.push(key)
      expect(said(drawn()), `seed ${seed}: ${done.join(' ')}`).toEqual(said(anew()))
    }
  }
})
