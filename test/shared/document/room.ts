import * as Y from 'yjs'
import { writeSeries } from '../../../src/shared/document/content.ts'
import type { DraftLine } from '../../../src/shared/document/diff.ts'
import { reviseLines } from '../../../src/shared/document/revise.ts'
import { SeriesDocument } from '../../../src/shared/document/seriesdocument.ts'
import { createHistory, type History } from '../../../src/shared/document/undo.ts'
import type { Element } from '../../../src/shared/domain/element.ts'
import type { Segment } from '../../../src/shared/domain/segment.ts'

/// One of two people at one series, for tests that read as what each of them does.
///
/// The series: two episodes, each with a hook, two beats and a cliffhanger. Each segment has the
/// lines `<name> one`, `<name> two`; its name, in the outline too, is hook, red, blue, end and, in
/// the second episode, hook2, red2, blue2, end2.
export class Person {
  readonly doc = new Y.Doc()
  readonly document: SeriesDocument
  readonly history: History

  constructor(state: Uint8Array) {
    Y.applyUpdate(this.doc, state)
    this.document = new SeriesDocument(this.doc)
    this.history = createHistory(this.document, 0)
  }

  hear(other: Person): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)))
  }

  get episodes() {
    return this.document.reading.series.episodes
  }

  /// The id of an episode by its number.
  episode(number: number): string {
    const found = this.episodes[number - 1]
    if (!found) throw new Error(`no episode ${number}`)
    return found.id
  }

  /// The segment that shows a name in its outline, wherever it is in the season.
  segment(name: string): Segment {
    const found = this.episodes
      .flatMap(({ segments }) => segments)
      .find(({ outlines }) => outlines.some(({ text }) => text === name))
    if (!found) throw new Error(`no segment ${name} in the season`)
    return found
  }

  /// The line that contains a text.
  line(text: string) {
    for (const segment of this.episodes.flatMap(({ segments }) => segments)) {
      const line = segment.lines.find((candidate) => candidate.text.includes(text))
      if (line) return { segment, line }
    }
    throw new Error(`no line with ${text} in the season`)
  }

  /// A point in front of (or, at 'end', behind) a text in the script.
  at(text: string, where: 'start' | 'end' = 'start') {
    const { line } = this.line(text)
    const offset = line.text.indexOf(text) + (where === 'end' ? text.length : 0)
    return { line: line.id, offset }
  }

  /// Types `word` in front of, or behind, a text.
  type(word: string, text: string, where: 'start' | 'end' = 'start'): void {
    const { offset, line } = this.at(text, where)
    this.#revise(text, (lines) =>
      lines.map((draft) => (draft.id === line ? splice(draft, offset, offset, word) : draft)),
    )
  }

  /// Types at the start of a line.
  typeOn(lineId: string, word: string): void {
    this.#reviseSegment(this.document.reading.groupOfLine(lineId)?.id, (lines) =>
      lines.map((draft) => (draft.id === lineId ? splice(draft, 0, 0, word) : draft)),
    )
  }

  /// Deletes a text.
  erase(text: string): void {
    const { offset, line } = this.at(text)
    this.#revise(text, (lines) =>
      lines.map((draft) =>
        draft.id === line ? splice(draft, offset, offset + text.length, '') : draft,
      ),
    )
  }

  /// Presses Enter in front of, or behind, a text.
  break(text: string, where: 'start' | 'end' = 'start'): void {
    const { offset, line } = this.at(text, where)
    this.#revise(text, (lines) =>
      lines.flatMap((draft) =>
        draft.id === line
          ? [splice(draft, offset, Infinity, ''), splice(draft, 0, offset, '')]
          : [draft],
      ),
    )
  }

  /// Pastes lines in front of a text: the last of them goes on with it.
  paste(words: readonly string[], text: string): void {
    const { offset, line } = this.at(text)
    this.#revise(text, (lines) =>
      lines.flatMap((draft) => {
        if (draft.id !== line) return [draft]
        const parts = splice(draft, offset, offset, words.join('\n')).spans[0]?.text.split('\n')
        return (parts ?? []).map((part) => splice({ ...draft, spans: [] }, 0, 0, part))
      }),
    )
  }

  /// Joins the line that contains a text to the one before it in its segment.
  join(text: string): void {
    const { line } = this.line(text)
    this.#revise(text, (lines) => {
      const row = lines.findIndex(({ id }) => id === line.id)
      const [before, joined] = [lines[row - 1], lines[row]]
      if (!before || !joined) throw new Error(`nothing in front of ${text}`)
      const both = { ...before, spans: [...before.spans, ...joined.spans] }
      return [...lines.slice(0, row - 1), both, ...lines.slice(row + 1)]
    })
  }

  /// Gives the line that contains a text another element.
  make(element: Element, text: string): void {
    const { line } = this.line(text)
    this.#revise(text, (lines) =>
      lines.map((draft) => (draft.id === line.id ? { ...draft, element } : draft)),
    )
  }

  /// The season as lists: per episode, per segment, `outlines: lines`.
  get season(): string[][] {
    return this.episodes.map(({ segments }) => segments.map(shown))
  }

  /// What is in the bin, in the same words.
  get bin(): string[] {
    return this.document.reading.series.bin.map((entry) => {
      if (entry.what === 'episode') return entry.episode.segments.map(shown).join(' + ')
      return entry.what === 'segment'
        ? shown(entry)
        : entry.lines.map(({ text }) => text).join(' / ')
    })
  }

  #revise(text: string, change: (lines: readonly Draft[]) => readonly DraftLine[]): void {
    this.#reviseSegment(this.line(text).segment.id, change)
  }

  #reviseSegment(
    id: string | undefined,
    change: (lines: readonly Draft[]) => readonly DraftLine[],
  ): void {
    const group = id === undefined ? undefined : this.document.reading.group(id)
    const segment = group && this.document.reading.segment(group.id)
    if (!segment) throw new Error(`no segment ${id}`)
    const next = change(segment.lines)
    this.document.edit(() => reviseLines(this.document, group, next))
  }
}

type Draft = DraftLine & { readonly id: string }

function splice<T extends DraftLine>(draft: T, from: number, to: number, word: string): T {
  const text = draft.spans.map((span) => span.text).join('')
  const next = text.slice(0, from) + word + text.slice(to)
  return { ...draft, spans: next === '' ? [] : [{ text: next, style: {} }] }
}

function shown({ outlines, lines }: Pick<Segment, 'outlines' | 'lines'>): string {
  const outline = outlines.map(({ text }) => text || '–').join(' & ')
  return `${outline}: ${lines.map(({ text }) => text).join(' / ')}`
}

/// A series of two episodes with two beats each, whose segments have a line for each of `words`.
export function twoEpisodes(words: readonly string[]): Y.Doc {
  const doc = new Y.Doc()
  const segment = (name: string) => ({
    outline: name,
    lines: words.map((word) => ({
      element: 'action' as const,
      spans: [{ text: `${name} ${word}`, style: {} }],
    })),
  })
  const episode = (n: string) => ({
    title: `Episode${n}`,
    summary: '',
    hook: segment(`hook${n}`),
    beats: [segment(`red${n}`), segment(`blue${n}`)],
    cliffhanger: segment(`end${n}`),
  })
  writeSeries(doc, { title: 'A', language: 'en', episodes: [episode(''), episode('2')] })
  return doc
}

/// Two people who have the same series and have not heard of each other since.
export function twoPeople(): [Person, Person] {
  const state = Y.encodeStateAsUpdate(twoEpisodes(['one', 'two']))
  return [new Person(state), new Person(state)]
}

/// Both hear of each other until neither has anything to say.
export function meet(a: Person, b: Person): void {
  for (let i = 0; i < 3; i++) {
    a.hear(b)
    b.hear(a)
  }
}
