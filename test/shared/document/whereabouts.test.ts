import { describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { type SeriesContent, writeSeries } from '../../../src/shared/document/content.ts'
import { binEpisode, endEpisode, joinEpisode } from '../../../src/shared/document/episodes.ts'
import { reviseField } from '../../../src/shared/document/field.ts'
import {
  binBeat,
  mergeBeat,
  moveBeat,
  restoreSegment,
  splitSegment,
} from '../../../src/shared/document/segments.ts'
import { subjectOfSelection } from '../../../src/shared/document/selection.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { asSubject, most, quoteOf, type Subject } from '../../../src/shared/document/subject.ts'
import { Finder } from '../../../src/shared/document/whereabouts.ts'
import { type Person, twoPeople } from './room.ts'

/// Comments on the script of twoPeople: each is put on a text and then looked for.

function selected(person: Person, from: string, to = from): Subject {
  const start = person.at(from)
  const end = person.at(to, 'end')
  const made = subjectOfSelection(person.document, { in: 'line', ...start }, { in: 'line', ...end })
  if (!made) throw new Error(`${from} cannot be selected`)
  return made
}

function outline(person: Person, name: string, from: number, to: number): Subject {
  const segment = person.segment(name).id
  const made = subjectOfSelection(
    person.document,
    { in: 'outline', segment, offset: from },
    { in: 'outline', segment, offset: to },
  )
  if (!made) throw new Error(`the outline of ${name} cannot be selected`)
  return made
}

function finderOf(person: Person): Finder {
  const finder = new Finder(person.document)
  onTestFinished(() => finder.destroy())
  return finder
}

/// Where a comment is, as `episode number, outline: text | text`, or what has become of it.
function place(person: Person, subject: Subject, finder = finderOf(person)): string {
  const found = finder.find(subject)
  if (found.kind !== 'here') return found.kind
  const number = person.episodes.findIndex(({ id }) => id === found.episode) + 1
  const segments = person.episodes.flatMap((episode) => episode.segments)
  const home = segments.find(({ id }) => id === found.segment)
  const texts = found.stretches.map((stretch) => {
    const segment = segments.find(({ id }) => id === stretch.segment)
    const blocks: readonly { readonly id: string; readonly text: string }[] =
      (stretch.in === 'line' ? segment?.lines : segment?.outlines) ?? []
    const text = blocks.find(({ id }) => id === stretch.id)?.text ?? '?'
    return text.slice(stretch.from, stretch.to)
  })
  const where = home?.outlines.map(({ text }) => text).join(' & ') ?? ''
  return `${number}, ${where}: ${texts.join(' | ')}${found.whole ? '' : ' (not whole)'}`
}

describe('a comment on a selection', () => {
  test('follows its text through typing in front of it, in it and behind it', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'red one')
    const finder = finderOf(a)
    expect(place(a, subject, finder)).toBe('1, red: red one')
    a.type('A ', 'red one')
    a.type(' B', 'red one', 'end')
    expect(place(a, subject, finder)).toBe('1, red: red one')
    a.type('C', 'one B')
    expect(place(a, subject, finder)).toBe('1, red: red Cone')
  })

  test('follows it to another line, segment and episode', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'red one', 'red t')
    const finder = finderOf(a)
    expect(place(a, subject, finder)).toBe('1, red: red one | red t')
    a.break('ed one')
    expect(place(a, subject, finder)).toBe('1, red: r | ed one | red t')
    moveBeat(a.document, a.segment('red').id, a.episode(2), 1)
    expect(place(a, subject, finder)).toBe('2, red: r | ed one | red t')
    splitSegment(a.document, a.at('ed one'))
    expect(place(a, subject, finder)).toBe('2, red: r | ed one | red t')
    const { segment } = a.line('ed one')
    expect(segment.id).not.toBe(a.segment('red').id)
    expect(finder.find(subject)).toMatchObject({
      stretches: [
        { segment: a.segment('red').id },
        { segment: segment.id },
        { segment: segment.id },
      ],
    })
    a.join('red two')
    expect(place(a, subject, finder)).toBe('2, red: r | ed onered t')
  })

  test('follows it through merging, and through cutting and joining episodes', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'blue two')
    const finder = finderOf(a)
    mergeBeat(a.document, a.segment('blue').id)
    expect(place(a, subject, finder)).toBe('1, red & blue: blue two')
    endEpisode(a.document, a.at('blue two'))
    expect(place(a, subject, finder)).toMatch(/^2, .*: blue two$/)
    joinEpisode(a.document, a.episode(2))
    expect(place(a, subject, finder)).toMatch(/^1, .*: blue two$/)
  })

  test('stays on it while a co-writer who has not heard of it moves the beat', () => {
    const [a, b] = twoPeople()
    const subject = selected(a, 'blue two')
    moveBeat(b.document, b.segment('blue').id, b.episode(2), 0)
    b.type('X', 'two')
    a.hear(b)
    expect(place(a, subject)).toBe('2, blue: blue two')
  })

  test('is on what is left of it, and says that it was deleted when nothing is', () => {
    const [a] = twoPeople()
    a.type('XYZ', 'red one')
    const subject = selected(a, 'XYZ')
    const finder = finderOf(a)
    a.erase('XY')
    expect(place(a, subject, finder)).toBe('1, red: Z (not whole)')
    a.type('other', 'Z')
    expect(place(a, subject, finder)).toBe('1, red: Z (not whole)')
    a.erase('Z')
    expect(place(a, subject, finder)).toBe('deleted')
  })

  test('is never on what was typed in its place', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'red')
    a.erase('red')
    a.type('rod', ' one')
    expect(place(a, subject)).toBe('deleted')
  })

  test('is on its text again when undo brings it back, also for others', () => {
    const [a, b] = twoPeople()
    const subject = selected(a, 'red one')
    const finder = finderOf(a)
    a.erase('ed on')
    a.history.undo()
    expect(place(a, subject, finder)).toBe('1, red: red one')
    a.history.redo()
    expect(place(a, subject, finder)).toBe('1, red: re (not whole)')
    a.history.undo()
    b.hear(a)
    expect(place(b, subject)).toBe('1, red: red one')
  })

  test('made on what undo brought back is on it where the undo is not known', () => {
    const [a, b] = twoPeople()
    a.erase('red one')
    a.history.undo()
    expect(place(b, selected(a, 'red one'))).toBe('1, red: red one')
  })

  test('is on the same words in the same place, however they came back', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'blue')
    const body = a.document.roots.bodies.get(a.segment('blue').id) as Y.Text
    const at = body.toString().indexOf('blue')
    a.doc.transact(() => body.delete(at + 1, 4))
    expect(place(a, subject)).toBe('deleted')
    body.insert(at + 1, 'blue')
    expect(place(a, subject)).toBe('1, blue: blue')
  })

  test('says that its text is in the bin, and comes back with it', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'red one')
    const finder = finderOf(a)
    const { id } = a.segment('red')
    binBeat(a.document, id)
    expect(place(a, subject, finder)).toBe('binned')
    restoreSegment(a.document, id, a.episode(2))
    expect(place(a, subject, finder)).toBe('1, red: red one')
    binEpisode(a.document, a.episode(1))
    expect(place(a, subject, finder)).toBe('binned')
  })

  test('is not on other characters under the same ids', () => {
    const [a] = twoPeople()
    const subject = selected(a, 'red one')
    if (subject.on !== 'passage') throw new Error('no passage')
    const parts = subject.parts.map((part) => ({ ...part, quote: 'rod onx' }))
    expect(place(a, { ...subject, parts })).toBe('1, red: red on (not whole)')
  })

  test('waits for text that has not arrived', () => {
    const [a, b] = twoPeople()
    a.type('new ', 'red one')
    const subject = selected(a, 'new')
    const finder = finderOf(b)
    expect(place(b, subject, finder)).toBe('unheard')
    b.hear(a)
    expect(place(b, subject, finder)).toBe('1, red: new')
  })

  test('can be on an outline, and on outline and lines together', () => {
    const [a] = twoPeople()
    const subject = outline(a, 'blue', 1, 3)
    const finder = finderOf(a)
    expect(place(a, subject, finder)).toBe('1, blue: lu')
    const segment = a.segment('blue').id
    const field = { in: 'outline', segment } as const
    a.document.edit(() => reviseField(a.document, field, 'A blue'))
    a.document.edit(() => reviseField(a.document, field, 'A bl-ue'))
    expect(place(a, subject, finder)).toBe('1, A bl-ue: l-u')
    const across = subjectOfSelection(
      a.document,
      { in: 'outline', segment, offset: 2 },
      { in: 'line', ...a.at('blue one', 'end') },
    )
    expect(across && place(a, across, finder)).toBe('1, A bl-ue: bl-ue | blue one')
  })
})

test('a selection without a word is a comment on its segment, one in a title on the episode', () => {
  const [a] = twoPeople()
  const point = { in: 'line', ...a.at('red one') } as const
  const subject = subjectOfSelection(a.document, point, point)
  expect(subject).toEqual({
    on: 'segment',
    episode: a.episode(1),
    segment: a.segment('red').id,
  })
  const title = { in: 'title', episode: a.episode(2), offset: 1 } as const
  expect(subjectOfSelection(a.document, title, title)).toEqual({
    on: 'episode',
    episode: a.episode(2),
  })
})

test('a comment on a segment or an episode goes where it goes', () => {
  const [a] = twoPeople()
  const { id } = a.segment('red')
  const on = { on: 'segment', episode: a.episode(1), segment: id } as const
  const onEpisode = { on: 'episode', episode: a.episode(2) } as const
  const finder = finderOf(a)
  expect(place(a, onEpisode, finder)).toBe('2, : ')
  moveBeat(a.document, id, a.episode(2), 0)
  expect(place(a, on, finder)).toBe('2, red: ')
  binEpisode(a.document, a.episode(2))
  expect(place(a, on, finder)).toBe('binned')
  expect(place(a, onEpisode, finder)).toBe('binned')
  expect(place(a, { on: 'episode', episode: 'nobody' }, finder)).toBe('unheard')
})

test('what cannot be a subject is none', () => {
  const [a] = twoPeople()
  const subject = selected(a, 'red one')
  expect(asSubject(JSON.parse(JSON.stringify(subject)))).toEqual(subject)
  expect(asSubject({ ...subject, more: 1 })).toEqual(subject)
  if (subject.on !== 'passage') throw new Error('no passage')
  const part = subject.parts[0]
  const odd: unknown[] = [
    undefined,
    null,
    [],
    'episode',
    { on: 'episode' },
    { on: 'episode', episode: '' },
    { on: 'episode', episode: 'x'.repeat(most.id + 1) },
    { on: 'segment', episode: 'a' },
    { on: 'series', episode: 'a', segment: 'b' },
    { ...subject, parts: [] },
    { ...subject, parts: {} },
    { ...subject, parts: [part, null] },
    { ...subject, parts: Array(most.parts + 1).fill(part) },
    { ...subject, parts: [{ ...part, quote: ' '.repeat(7) }] },
    { ...subject, parts: [{ ...part, quote: 'red' }] },
    { ...subject, parts: [{ ...part, quote: 'x'.repeat(most.units + 1), runs: [[1, 1, 2001]] }] },
    { ...subject, parts: [{ ...part, in: {} }] },
    { ...subject, parts: [{ ...part, runs: [[1, 2]] }] },
    { ...subject, parts: [{ ...part, runs: [[1, -2, 7]] }] },
    { ...subject, parts: [{ ...part, runs: [['1', 2, 7]] }] },
    { ...subject, parts: [{ ...part, before: 'x'.repeat(33) }] },
    { ...subject, parts: [{ ...part, after: 7 }] },
  ]
  for (const value of odd) expect(asSubject(value), JSON.stringify(value)).toBeUndefined()
})

/// A season of 100 episodes with five segments of ten lines each.
function season(): SeriesDocument {
  const text = (of: string) => `${of} says what has to be said about it, and then some more.`
  const segment = (name: string) => ({
    outline: text(name),
    lines: [...Array(10).keys()].map((n) => ({
      element: 'action' as const,
      spans: [{ text: text(`${name}, line ${n},`), style: {} }],
    })),
  })
  const content: SeriesContent = {
    title: 'A',
    language: 'en',
    episodes: [...Array(100).keys()].map((n) => ({
      title: `E${n}`,
      summary: '',
      hook: segment(`hook ${n}`),
      beats: [segment(`first ${n}`), segment(`second ${n}`), segment(`third ${n}`)],
      cliffhanger: segment(`end ${n}`),
    })),
  }
  const doc = new Y.Doc()
  writeSeries(doc, content)
  return new SeriesDocument(doc)
}

test('a long selection is quoted up to a bound, and can be read back', () => {
  const document = season()
  const { segments } = document.reading.series.episodes[0] ?? { segments: [] }
  const last = segments[segments.length - 1]?.lines[9]
  const subject = subjectOfSelection(
    document,
    { in: 'line', line: segments[0]?.lines[0]?.id ?? '', offset: 0 },
    { in: 'line', line: last?.id ?? '', offset: 10 },
  )
  expect(asSubject(JSON.parse(JSON.stringify(subject)))).toEqual(subject)
  const length = subject ? quoteOf(subject).replaceAll('\n', '').length : 0
  expect(length).toBe(most.units)
  expect(JSON.stringify(subject).length).toBeLessThan(20_000)
})

test('to ask for a thousand threads after a key costs far less than to find them', () => {
  const document = season()
  const lines = document.reading.series.episodes.flatMap(({ segments }) =>
    segments.flatMap((segment) => segment.lines),
  )
  const subjects = [...Array(1000).keys()].flatMap((n) => {
    const point = (offset: number) =>
      ({ in: 'line', line: lines[n * 5]?.id ?? '', offset }) as const
    return subjectOfSelection(document, point(3), point(20)) ?? []
  })
  const finder = new Finder(document)
  const findAll = () => {
    const started = performance.now()
    const found = subjects.map((subject) => finder.find(subject))
    return { found, took: performance.now() - started }
  }
  const first = findAll()
  expect(first.found.every(({ kind }) => kind === 'here')).toBe(true)
  const body = document.roots.bodies.get(document.reading.series.episodes[0]?.segments[0]?.id ?? '')
  const after: number[] = []
  for (let key = 0; key < 20; key++) {
    document.edit(() => (body as Y.Text).insert(3, 'x'))
    const { found, took } = findAll()
    after.push(took)
    // Those elsewhere are the same objects as before.
    expect(found.filter((each, i) => each !== first.found[i]).length).toBeLessThanOrEqual(2)
  }
  after.sort((a, b) => a - b)
  expect(after[10]).toBeLessThan(first.took / 4)
  finder.destroy()
  document.destroy()
})
