import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Search } from '../../../src/shared/derive/find.ts'
import { writeSeries } from '../../../src/shared/document/content.ts'
import { movedRange, replaceAll, type TextEdit } from '../../../src/shared/document/replace.ts'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { mergeBeat, moveBeat, splitSegment } from '../../../src/shared/document/segments.ts'
import type { GivingWay } from '../../../src/shared/document/slices.ts'
import { placeIn } from '../../../src/shared/document/spot.ts'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import type { Line, Span, Style } from '../../../src/shared/domain/line.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import fc from '../../draw.ts'
import { meet, Person, twoEpisodes, twoPeople } from './room.ts'

/// Replacing, against a model that knows texts only: what a text says afterwards is what replacing
/// in a string gives; everything else about a line stays.

function search(text: string): Search {
  return new Search({
    text,
    matchCase: true,
    wholeWord: false,
    script: true,
    outlines: true,
    titles: true,
    scope: { in: 'season' },
  })
}

/// Everything that is found in what somebody has, replaced.
function editsOf({ document }: Person, wanted: string, insert: string): TextEdit[] {
  const { episodes } = search(wanted).in(document.reading.series)
  return episodes.flatMap(({ hits }) =>
    hits.map(({ at, text, from, to }) => ({ at, text, from, to, insert })),
  )
}

function replaceIn(person: Person, wanted: string, insert: string, giveWay?: GivingWay) {
  const { document, history } = person
  return replaceAll(document, editsOf(person, wanted, insert), { history, giveWay })
}

/// One item a slice, or a few: each seems to take this many milliseconds. `between` is what happens
/// in the pauses.
function slowly(milliseconds: number, between: () => void = () => {}): GivingWay {
  let clock = 0
  return {
    now: () => {
      clock += milliseconds
      return clock
    },
    rest: async () => between(),
  }
}

/// All that a series says: titles, outlines and lines, without who wrote what in which order.
function textsOf({ episodes }: Series): string[] {
  return episodes.flatMap(({ title, segments }) => [
    title,
    ...segments.flatMap(({ outlines, lines }) => [
      ...outlines.map(({ text }) => text),
      ...lines.map(({ text }) => text),
    ]),
  ])
}

function linesOf({ episodes }: Series): Line[] {
  return episodes.flatMap(({ segments }) => segments.flatMap(({ lines }) => lines))
}

/// The style of each code unit.
function stylesOf(spans: readonly Span[]): Style[] {
  return spans.flatMap(({ text, style }) => Array.from(text, () => style))
}

const words = fc
  .array(fc.constantFrom('ab', 'a', 'b', ' ', 'c'), { maxLength: 9 })
  .map((parts) => parts.join(''))
const style = fc.constantFrom<Style>(
  {},
  { bold: true },
  { italic: true },
  { bold: true, italic: true },
)
const line = fc.record({
  element: fc.constantFrom<Element>(...elements),
  spans: fc.array(fc.record({ text: words, style }), { maxLength: 4 }).map(tidy),
})
const segment = fc.record({ outline: words, lines: fc.array(line, { minLength: 1, maxLength: 4 }) })
const episode = fc.record({
  title: words,
  summary: words,
  hook: segment,
  beats: fc.array(segment, { maxLength: 2 }),
  cliffhanger: segment,
})
const content = fc.array(episode, { minLength: 1, maxLength: 3 })
const wanted = fc.constantFrom('a', 'ab', 'ba', 'aa', 'b a')
const insert = fc.constantFrom('', 'x', 'ab', 'aab', 'abab', 'xyz', 'b')

/// Spans as they are read: none empty, no neighbours alike.
function tidy(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (span.text === '') continue
    if (last && JSON.stringify(last.style) === JSON.stringify(span.style)) {
      result[result.length - 1] = { text: last.text + span.text, style: last.style }
    } else result.push(span)
  }
  return result
}

function stateWith(episodes: Parameters<typeof writeSeries>[1]['episodes']): Uint8Array {
  const doc = new Y.Doc()
  writeSeries(doc, { title: 'A', language: 'en', episodes })
  return Y.encodeStateAsUpdate(doc)
}

/// What has been done to the beats before: nothing; cut, with the second part in front of the first,
/// so that a body is not read in its order; merged into the hook, so that its lines lie in several
/// bodies; and all its lines joined to one.
const shape = fc.constantFrom('apart', 'cut', 'merged', 'joined')

function bring(person: Person, into: string): void {
  const { document } = person
  if (into === 'apart') return
  if (into === 'cut') {
    for (const { id: episode, segments } of document.reading.series.episodes) {
      const last = segments[1]?.lines.at(-1)
      const second = last && splitSegment(document, { line: last.id, offset: 0 })
      if (second !== undefined) moveBeat(document, second, episode, 0)
    }
    return
  }
  for (const { segments } of document.reading.series.episodes) {
    for (const { id } of segments.slice(1, -1).reverse()) mergeBeat(document, id)
  }
  if (into === 'merged') return
  for (const { segments } of document.reading.series.episodes) {
    for (const { id, lines } of segments) {
      const group = document.reading.group(id)
      const [first] = lines
      if (!group || !first || lines.length === 1) continue
      const spans = tidy(lines.flatMap((each) => each.spans))
      document.edit(() => reviseLines(document, group, [{ ...first, spans }]))
    }
  }
}

describe('replacing all', () => {
  test('says what replacing in a string gives, and one undo takes it back', async () => {
    await fc.assert(
      fc.asyncProperty(
        content,
        wanted,
        insert,
        shape,
        fc.integer({ min: 1, max: 30 }),
        async (episodes, text, put, into, pace) => {
          const person = new Person(stateWith(episodes))
          bring(person, into)
          const before = person.document.reading.series
          const count = search(text).in(before).count
          const result = await replaceIn(person, text, put, slowly(pace))
          const after = person.document.reading.series
          expect(result).toEqual({ replaced: count, changed: 0 })
          expect(textsOf(after)).toEqual(textsOf(before).map((each) => each.replaceAll(text, put)))
          const old = linesOf(before)
          for (const [i, now] of linesOf(after).entries()) {
            const was = old[i] as Line
            expect([now.id, now.element, now.dual]).toEqual([was.id, was.element, was.dual])
            expect(stylesOf(now.spans)).toHaveLength(now.text.length)
            if (was.spans.length === 1 && now.text !== '') {
              expect(now.spans).toEqual([{ text: now.text, style: was.spans[0]?.style }])
            }
          }
          if (textsOf(after).join('|') === textsOf(before).join('|')) return
          person.history.undo()
          expect(person.document.reading.series).toEqual(before)
          person.history.redo()
          expect(textsOf(person.document.reading.series)).toEqual(textsOf(after))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('others who type meanwhile lose no character, and all end with the same', async () => {
    const typing = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        content,
        wanted,
        insert,
        typing,
        typing,
        shape,
        async (episodes, text, put, apart, between, into) => {
          const mine = new Person(stateWith(episodes))
          bring(mine, into)
          const theirs = new Person(Y.encodeStateAsUpdate(mine.doc))
          const before = textsOf(mine.document.reading.series)
          const typed: string[] = []
          const type = ([where, at]: readonly [number, number]) => {
            const word = `<${typed.length}>`
            if (typeSomewhere(theirs, where, at, word)) typed.push(word)
          }
          const without = (texts: readonly string[]) =>
            texts.map((each) => each.replaceAll(/<\d+>/g, ''))
          const meetAndRead = () => {
            meet(mine, theirs)
            const texts = textsOf(mine.document.reading.series)
            expect(textsOf(theirs.document.reading.series)).toEqual(texts)
            for (const word of typed) expect(texts.join('|').split(word)).toHaveLength(2)
            return texts
          }
          for (const each of apart) type(each)
          const pending = [...between]
          const edits = editsOf(mine, text, put)
          const result = await replaceAll(mine.document, edits, {
            history: mine.history,
            giveWay: slowly(20, () => {
              const next = pending.pop()
              if (!next) return
              type(next)
              mine.hear(theirs)
            }),
          })
          expect(result.replaced + result.changed).toBe(edits.length)
          const after = meetAndRead()
          if (result.changed === 0 && put !== '') {
            expect(without(after)).toEqual(before.map((each) => each.replaceAll(text, put)))
          }
          if (result.replaced === 0 || put === text) return
          mine.history.undo()
          expect(without(meetAndRead())).toEqual(before)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('a place that somebody has changed meanwhile is left alone and counted', async () => {
    const [ada, ben] = twoPeople()
    const edits = editsOf(ada, 'one', 'first')
    expect(edits).toHaveLength(8)
    ben.type('r', 'ne', 'start')
    ada.hear(ben)
    const { document, history } = ada
    expect(await replaceAll(document, edits, { history })).toEqual({ replaced: 7, changed: 1 })
    expect(ada.season[0]?.[0]).toBe('hook: hook orne / hook two')
    expect(ada.season[1]?.[3]).toBe('end2: end2 first / end2 two')
  })

  test('what is no hit any more is left alone', async () => {
    const [ada, ben] = twoPeople()
    const edits = editsOf(ada, 'one', 'first')
    ben.type('s', 'hook one', 'end')
    ada.hear(ben)
    const { document, history } = ada
    const holds = (text: string, _: number, to: number) => to === text.length
    const options = { history, holds }
    expect(await replaceAll(document, edits, options)).toEqual({ replaced: 7, changed: 1 })
    expect(ada.line('hook ones')).toBeDefined()
  })

  test('outlines and titles are texts as well', async () => {
    const [ada] = twoPeople()
    await replaceIn(ada, 'red', 'green')
    await replaceIn(ada, 'Episode2', 'The green one')
    expect(ada.season[0]?.[1]).toBe('green: green one / green two')
    expect(ada.episodes.map(({ title }) => title)).toEqual(['Episode', 'The green one'])
    ada.history.undo()
    ada.history.undo()
    expect(ada.season[0]?.[1]).toBe('red: red one / red two')
    expect(ada.history.canUndo()).toBe(false)
  })

  test('undo in the middle takes back what was done and ends the rest', async () => {
    const [ada] = twoPeople()
    const before = ada.season
    let pauses = 0
    const result = await replaceIn(
      ada,
      'o',
      '0',
      slowly(20, () => {
        pauses++
        if (pauses === 2) ada.history.undo()
      }),
    )
    expect(pauses).toBe(2)
    expect(result.replaced).toBeLessThan(editsOf(ada, 'o', '0').length)
    expect(ada.season).toEqual(before)
    expect(ada.history.canUndo()).toBe(false)
    ada.type('new', 'hook one')
    ada.history.undo()
    expect(ada.season).toEqual(before)
  })

  test('what somebody types in between are steps of their own', async () => {
    const [ada] = twoPeople()
    const before = ada.season
    let pauses = 0
    await replaceIn(
      ada,
      'one',
      'two',
      slowly(20, () => {
        pauses++
        if (pauses < 3) ada.type('!', 'end2 two')
        // Typing is undone, and the replacement goes on.
        if (pauses === 2) ada.history.undo()
      }),
    )
    expect(pauses).toBe(3)
    expect(ada.season.flat().join()).not.toContain('one')
    expect(ada.season.flat().join()).toContain('!end2 two')
    ada.history.undo()
    expect(ada.season.flat().join().replace('!', '')).toEqual(before.flat().join())
    expect(ada.season.flat().join()).toContain('!end2 two')
    ada.history.redo()
    expect(ada.season.flat().join()).not.toContain('one')
    ada.history.undo()
    ada.history.undo()
    expect(ada.season).toEqual(before)
    expect(ada.history.canUndo()).toBe(false)
  })

  test('two who both take many slices back have everything once', async () => {
    const words = Array.from({ length: 30 }, (_, i) => `w${i}x`)
    const state = Y.encodeStateAsUpdate(twoEpisodes(words))
    const [ada, ben] = [new Person(state), new Person(state)]
    const before = ada.season
    for (const person of [ada, ben]) await replaceIn(person, 'x', '', slowly(20))
    meet(ada, ben)
    expect(ada.season.flat().join()).not.toContain('x')
    ada.history.undo()
    ben.history.undo()
    meet(ada, ben)
    expect(ada.season).toEqual(before)
    expect(ben.season).toEqual(before)
  })

  test('who may edit no more writes nothing more, and undoes no more', async () => {
    const [ada] = twoPeople()
    const before = ada.season
    let mayEdit = true
    ada.history.mayGoOn = () => mayEdit
    const edits = editsOf(ada, 'o', '0')
    const lose = slowly(20, () => {
      mayEdit = false
    })
    const { replaced } = await replaceIn(ada, 'o', '0', lose)
    expect(replaced).toBeGreaterThan(0)
    expect(editsOf(ada, '0', 'o')).toHaveLength(replaced)
    expect(await replaceIn(ada, 'o', '0')).toEqual({ replaced: 0, changed: 0 })

    mayEdit = true
    const rest = await replaceIn(ada, 'o', '0', slowly(20))
    expect(rest.replaced).toBe(edits.length - replaced)
    const waiting: (() => void)[] = []
    ada.history.wait = (next) => void waiting.push(next)
    ada.history.undo()
    const half = ada.season
    mayEdit = false
    while (waiting.length > 0) waiting.shift()?.()
    expect(ada.season).toEqual(half)
    // They may again: what was still to come is undone now.
    mayEdit = true
    ada.history.wait = undefined
    ada.history.undo()
    expect(editsOf(ada, '0', 'o')).toHaveLength(replaced)
    ada.history.redo()
    expect(editsOf(ada, '0', 'o')).toHaveLength(edits.length)
    ada.history.undo()
    ada.history.undo()
    expect(ada.season).toEqual(before)
  })

  test('nothing is written any more once the history has ended', async () => {
    const [ada] = twoPeople()
    const { history } = ada
    let shown: unknown
    const result = await replaceIn(
      ada,
      'o',
      '0',
      slowly(20, () => {
        history.destroy()
        shown = ada.season
      }),
    )
    expect(result.replaced).toBeGreaterThan(0)
    expect(ada.season).toEqual(shown)
    expect(result.replaced).toBe(editsOf(ada, '0', 'o').length)
    expect(editsOf(ada, 'o', '0')).not.toEqual([])
  })

  test('what somebody typed before and behind it are steps of their own', async () => {
    const [ada] = twoPeople()
    ada.type('!', 'hook one', 'end')
    await replaceIn(ada, 'one', 'two', slowly(20))
    ada.type('!', 'hook two!', 'end')
    const shown = () => ada.season[0]?.[0]
    expect(shown()).toBe('hook: hook two!! / hook two')
    ada.history.undo()
    expect(shown()).toBe('hook: hook two! / hook two')
    ada.history.undo()
    expect(shown()).toBe('hook: hook one! / hook two')
    ada.history.undo()
    expect(shown()).toBe('hook: hook one / hook two')
  })
})

test.each([
  ['unchanged', 'a cat', 'a cat', 'cat'],
  ['behind what was put in', 'a cat', 'not a cat', 'cat'],
  ['in front of what was put in', 'a cat', 'a cat naps', 'cat'],
  ['right behind it', 'a cat', 'a fat cat', 'cat'],
  ['right in front of it', 'a cat', 'a cats', 'cat'],
  ['changed', 'a cat', 'a cart', undefined],
  ['gone', 'a cat', 'a ', undefined],
])('a range in a text that has changed: %s', (_, old, next, said) => {
  const range = movedRange(old, next, { from: 2, to: 5 })
  expect(range && next.slice(range.from, range.to)).toBe(said)
})

/// Types a word somewhere in the script.
function typeSomewhere({ document }: Person, where: number, at: number, word: string): boolean {
  const { series } = document.reading
  const lines = linesOf(series)
  const wanted = lines[where % lines.length]
  const group = wanted && document.reading.groupOfLine(wanted.id)
  const spot = group && document.reading.spots(group).find(({ line }) => line.id === wanted.id)
  const offset = at % ((wanted?.text.length ?? 0) + 1)
  // Not into a word that has been typed: it is looked for as a whole.
  if (/<\d*$/.test(wanted?.text.slice(0, offset) ?? '')) return false
  const place = spot && placeIn(spot, offset)
  if (!place) return false
  document.edit(() => place.of.insert(place.at, word))
  return true
}
