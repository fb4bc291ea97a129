import { EditorState, type Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { beforeEach, expect, test, vi } from 'vitest'
import { completion } from '../../../src/editor/completion/completion.ts'
import { conversions } from '../../../src/editor/conversions.ts'
import { elementMenu } from '../../../src/editor/elementmenu.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import { line, segment } from '../keys/page.ts'
import { Script } from '../keys/script.ts'

/// What the keys do while something is offered.

beforeEach(() => {
  // What the browser has and a view without one lacks.
  vi.stubGlobal('Document', class {})
  vi.useFakeTimers()
})

const settings = { conversions: true, completion: true, quotes: false, dashes: false }

/// Somebody in a new line, in a series in which Nora speaks.
function open(element: Element = 'character') {
  const here = line(element)
  const end = segment('cliffhanger', '', line('action', 'z'))
  const hook = segment('hook', '', line('character', 'NORA'), line('dialogue', 'x'), here)
  const title = { is: 'title', text: 'One' } as const
  const script = new Script(
    { episodes: [{ title, segments: [hook, end] }] },
    { chinese: false, afterDialogue: 'action' },
  )
  const cursor = { block: here, at: 0 }
  script.select({ episodes: [{ title, segments: [hook, end] }], anchor: cursor, head: cursor })
  const tools: readonly Plugin[] = [
    completion({
      document: script.binding.document,
      words: (key) => key,
      settings: () => settings,
    }),
    conversions(() => true),
    elementMenu((key) => key),
  ]
  const { doc, selection, plugins } = script.view.state
  script.view.updateState(EditorState.create({ doc, selection, plugins: [...tools, ...plugins] }))
  const classList = { toggle: () => false }
  const view = Object.create(script.view, {
    dom: { value: { parentElement: { classList } } },
    root: { value: undefined },
    isDestroyed: { value: false },
    hasFocus: { value: () => true },
  }) as EditorView
  const tell = (type: 'compositionstart' | 'compositionend') => {
    for (const plugin of tools) {
      const event = {} as CompositionEvent
      plugin.props.handleDOMEvents?.[type]?.call(plugin, view, event)
    }
  }
  return {
    type: (text: string) => script.view.dispatch(script.view.state.tr.insertText(text)),
    tell,
    /// What takes the key.
    press(key: string): 'tool' | 'script' {
      const event = { key } as KeyboardEvent
      if (tools.some((tool) => tool.props.handleKeyDown?.call(tool, view, event))) return 'tool'
      script.press(key)
      return 'script'
    },
    /// What assistive technology is told of the script.
    said(): Record<string, string> {
      const { state } = script.view
      const told = tools.map((tool) => {
        const { attributes } = tool.props
        return typeof attributes === 'function' ? attributes.call(tool, state) : attributes
      })
      return Object.assign({}, ...told)
    },
    lines: () => script.rows().slice(5, -3),
  }
}

test('Enter takes the name that has been begun', () => {
  const { type, press, lines } = open()
  type('N')
  press('Enter')
  expect(lines()).toEqual(['character: NORA', 'dialogue: ‹›'])
})

test('what was offered for a text is not written into what was composed since', () => {
  const { type, tell, press, lines } = open()
  type('N')
  tell('compositionstart')
  type('ORAMAY')
  tell('compositionend')
  expect(press('Enter')).toBe('script')
  expect(lines()).toEqual(['character: NORAMAY', 'dialogue: ‹›'])
})

test('what is offered gives way to the list of elements', () => {
  const { type, press, lines } = open()
  type('N')
  press('Alt-Enter')
  expect(press('ArrowDown')).toBe('tool')
  expect(press('Enter')).toBe('tool')
  expect(lines()).toEqual(['parenthetical: N‹›'])
})

test('whichever list is open, the script is a text box that points at an option', () => {
  const { type, press, said } = open()
  type('N')
  expect(said()).toEqual({})
  const pointing = { role: 'textbox', 'aria-activedescendant': expect.any(String) }
  press('ArrowDown')
  expect(said()).toMatchObject(pointing)
  press('Escape')
  press('Alt-Enter')
  expect(said()).toMatchObject(pointing)
})

test('Enter in the list of elements makes nothing else of the line', () => {
  const { type, press, lines } = open('action')
  type('NORA')
  press('Alt-Enter')
  expect(press('ArrowUp')).toBe('tool')
  expect(press('Enter')).toBe('tool')
  expect(lines()).toEqual(['scene-heading: NORA‹›'])
})
