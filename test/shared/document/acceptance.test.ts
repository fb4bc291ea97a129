import { describe, expect, it } from 'vitest'
import { acceptChanges } from '../../../src/shared/document/acceptance.ts'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { subjectOfSelection } from '../../../src/shared/document/selection.ts'
import { setTranslation } from '../../../src/shared/document/translations.ts'
import { Finder } from '../../../src/shared/document/whereabouts.ts'
import type { LineDraft, ScriptChange } from '../../../src/shared/domain/comparison.ts'
import { meet, type Person, twoPeople } from './room.ts'

/// A line says something else in a file that came back, as the series was when it was held against it.
function retold(person: Person, text: string, next: Partial<LineDraft>): ScriptChange {
  const { id, text: _, ...was } = person.line(text).line
  const facts = { id: `change ${id}`, by: [], contested: false }
  return JSON.parse(
    JSON.stringify({ ...facts, what: 'line', line: id, was, next: { ...was, ...next } }),
  )
}

function added(person: Person, behind: string, text: string): ScriptChange {
  const { segment, line } = person.line(behind)
  const next: LineDraft = { element: 'action', spans: [{ text, style: {} }] }
  const facts = { id: `added ${text}`, by: [], contested: false }
  return { ...facts, what: 'added', segment: segment.id, after: line.id, next }
}

const spans = (text: string) => [{ text, style: {} }]

describe('changes that are accepted', () => {
  it('leave what somebody has set on the line since they were shown', () => {
    const [ada] = twoPeople()
    const change = retold(ada, 'red one', { spans: spans('red won') })
    const { id } = ada.line('red one').line
    setTranslation(ada.document, id, '红一')
    ada.document.edit(() => ada.document.roots.lines.set(`${id}.seconds`, 12))
    expect(acceptChanges(ada.document, [change])).toEqual({ done: [change.id], stale: [] })
    const { line } = ada.line('red won')
    expect(line).toMatchObject({ id, translation: '红一', translated: 'red one', seconds: 12 })
  })

  it('do not replace a translation, or style, that somebody else has made anew since', () => {
    const [ada] = twoPeople()
    const { id } = ada.line('red one').line
    setTranslation(ada.document, id, '红')
    const change = retold(ada, 'red one', { translation: '朱一' })
    const bold = retold(ada, 'blue one', { spans: spans('blue won') })
    setTranslation(ada.document, id, '红一')
    const blue = ada.line('blue one').segment
    const [first, ...rest] = blue.lines
    const group = ada.document.reading.group(blue.id)
    if (!first || !group) throw new Error('no line')
    const styled = { ...first, spans: [{ text: first.text, style: { bold: true as const } }] }
    ada.document.edit(() => reviseLines(ada.document, group, [styled, ...rest]))
    expect(acceptChanges(ada.document, [change, bold])).toEqual({
      done: [],
      stale: [change.id, bold.id],
    })
    expect(ada.line('red one').line.translation).toBe('红一')
    expect(ada.line('blue one').line.spans[0]?.style).toEqual({ bold: true })
  })

  it('keep what somebody types at the same moment, and are undone without it', () => {
    const [ada, ben] = twoPeople()
    const changes = [
      retold(ada, 'red one', { spans: spans('red first') }),
      added(ada, 'red one', 'A new line.'),
      { ...retold(ada, 'red two', {}), what: 'removed' } as ScriptChange,
    ]
    ben.type('dark ', 'red one')
    ben.type('late ', 'red two')
    expect(acceptChanges(ada.document, changes).stale).toEqual([])
    meet(ada, ben)
    const said = () => ada.segment('red').lines.map(({ text }) => text)
    expect(said().join(' ')).toMatch(/^dark red (late )?first A new line\.(late )?$/)
    ada.history.undo()
    meet(ada, ben)
    expect(said()).toEqual(['dark red one', 'late red two'])
    ada.history.redo()
    meet(ada, ben)
    expect(ada.season).toEqual(ben.season)
    expect(said().join(' ')).toMatch(/^dark red (late )?first A new line\.(late )?$/)
  })

  it('join two lines as a key does: what is tied to the words of the second stays with them', () => {
    const [ada, ben] = twoPeople()
    acceptChanges(ada.document, [added(ada, 'red two', 'A third line.')])
    meet(ada, ben)
    const { id } = ada.line('red two').line
    setTranslation(ada.document, id, '红二')
    const point = (offset: number) => ({ in: 'line', line: id, offset }) as const
    const subject = subjectOfSelection(ada.document, point(0), point(7))
    if (!subject) throw new Error('no words')
    const changes = [
      retold(ada, 'red one', { spans: spans('red one red two') }),
      { ...retold(ada, 'red two', {}), what: 'removed' } as ScriptChange,
    ]
    ben.type('a', 'd two')
    expect(acceptChanges(ada.document, changes).stale).toEqual([])
    meet(ada, ben)
    const said = () => ada.segment('red').lines.map(({ text }) => text)
    expect(said()).toEqual(['red one read two', 'A third line.'])
    expect(ada.line('red one').line.translation).toBe('红二')
    const finder = new Finder(ada.document)
    expect(finder.find(subject)).toMatchObject({ kind: 'here', whole: true })
    finder.destroy()
    ada.history.undo()
    expect(said()).toEqual(['red one', 'read two', 'A third line.'])
  })
})
