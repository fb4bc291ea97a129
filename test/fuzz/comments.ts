import type { TextPoint } from '../../src/shared/document/anchor.ts'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import { subjectOfSelection } from '../../src/shared/document/selection.ts'
import { asSubject, quoteOf, type Subject } from '../../src/shared/document/subject.ts'
import { Finder, type Whereabouts } from '../../src/shared/document/whereabouts.ts'
import type { Segment } from '../../src/shared/domain/segment.ts'
import type { Series } from '../../src/shared/domain/series.ts'
import type { Dice } from './dice.ts'
import { isTyped, type Ledger, sightings } from './ledger.ts'
import { episodesIn } from './season.ts'
import type { Writer } from './writer.ts'

/// Comments on selections, made while a session is played, and what must hold of each after every
/// step: it is on its own characters, all that are left of them, or says that they are deleted.
export class Comments {
  readonly #dice: Dice
  readonly #ledger: Ledger
  readonly #finders = new Map<Writer, Finder>()
  readonly #subjects: Subject[] = []

  constructor(dice: Dice, ledger: Ledger) {
    this.#dice = dice
    this.#ledger = ledger
  }

  get placed(): number {
    return this.#subjects.length
  }

  /// Now and then somebody comments on something that they see. Gives back what is wrong with it.
  maybe(writer: Writer): string[] {
    if (this.#subjects.length >= most || !this.#dice.chance(0.3)) return []
    const selection = pickSelection(writer, this.#dice)
    const made = selection && subjectOfSelection(writer.document, selection.from, selection.to)
    if (!selection || !made) return []
    const subject = asSubject(JSON.parse(JSON.stringify(made)))
    if (!subject) return [`a comment of ${writer.name} cannot be read back`]
    const quote = typed(quoteOf(subject))
    if (quote !== typed(selection.text)) {
      return [`a comment of ${writer.name} on “${selection.text}” quotes “${quoteOf(subject)}”`]
    }
    this.#subjects.push(subject)
    const found = this.#finder(writer).find(subject)
    const { on } = subject
    if (found.kind !== 'here') return [`a comment on a ${on} just made is ${found.kind}`]
    if (on === 'passage' && !found.whole) return ['a comment just made has lost characters']
    return this.#check(writer, subject)
  }

  /// What is wrong with where a writer sees the comments.
  check(writer: Writer): string[] {
    return this.#subjects.flatMap((subject) => this.#check(writer, subject))
  }

  /// What must hold when everything has reached everybody.
  close(writers: readonly Writer[]): string[] {
    const wrong: string[] = []
    for (const subject of this.#subjects) {
      const [first, ...others] = writers.map((writer) => this.#finder(writer).find(subject))
      if (!first || first.kind === 'unheard') wrong.push(`${nameOf(subject)} was never heard of`)
      if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
        wrong.push(`two people see ${nameOf(subject)} at different places`)
      }
    }
    return wrong
  }

  destroy(): void {
    for (const finder of this.#finders.values()) finder.destroy()
  }

  #finder(writer: Writer): Finder {
    const known = this.#finders.get(writer)
    if (known) return known
    const finder = new Finder(writer.document)
    this.#finders.set(writer, finder)
    return finder
  }

  #check(writer: Writer, subject: Subject): string[] {
    const found = this.#finder(writer).find(subject)
    const wrong = (what: string) => [`${writer.name}: ${nameOf(subject)} ${what}`]
    const afresh = new Finder(writer.document)
    const same = JSON.stringify(afresh.find(subject)) === JSON.stringify(found)
    afresh.destroy()
    if (!same) return wrong('is not where it would be found afresh')
    if (subject.on !== 'passage') return []
    const quoted = quoteOf(subject)
    const quote = new Set(typed(quoted))
    const shown = sightings(writer)
    const left = new Set([...quote].filter((character) => shown.has(character)))
    // A pasted character has been deleted where it was; only undo brings that one back.
    const mustFind = [...left].filter((character) => !this.#ledger.isPasted(character))
    if (found.kind === 'deleted' || found.kind === 'unheard') {
      if (mustFind.length === 0) return []
      return wrong(`is ${found.kind}, though ${mustFind.join('')} is there`)
    }
    const texts = textsOf(writer.document.reading.series, found)
    for (const text of texts) {
      const words = [...text.trim()]
      const ends = [words[0], words[words.length - 1]]
      if (!ends.every((end) => end !== undefined && quoted.includes(end)))
        return wrong(`is on “${text}”`)
    }
    const covered = new Set(found.kind === 'here' ? texts.join('') : [])
    const season = new Set(typed(textOfShown(writer.document.reading.series)))
    const missed = mustFind.filter((each) => season.has(each) && !covered.has(each))
    if (missed.length > 0) return wrong(`(${found.kind}) is not on ${missed.join('')}`)
    if (found.kind === 'here' && texts.length === 0) return wrong('is nowhere')
    return []
  }
}

const most = 12

function nameOf(subject: Subject): string {
  return subject.on === 'passage'
    ? `the comment on “${quoteOf(subject)}”`
    : `a comment on a ${subject.on}`
}

function typed(text: string): string {
  return [...text].filter(isTyped).join('')
}

/// Everything that the season shows of scripts and outlines.
function textOfShown(series: Series): string {
  return series.episodes
    .flatMap(({ segments }) => segments)
    .flatMap(({ outlines, lines }) => [...outlines, ...lines])
    .map(({ text }) => text)
    .join('')
}

/// What stands at the stretches of a comment. Throws where there is no such place.
function textsOf(series: Series, found: Extract<Whereabouts, { stretches: unknown }>): string[] {
  const shown = series.episodes.flatMap(({ segments }) => segments)
  const binned = [
    ...episodesIn(series).flatMap(({ segments }) => segments),
    ...series.bin.flatMap((entry) => (entry.what === 'segment' ? [entry] : [])),
  ]
  const segments: readonly Pick<Segment, 'id' | 'outlines' | 'lines'>[] =
    found.kind === 'here' ? shown : binned
  return found.stretches.map((stretch) => {
    const segment = segments.find(({ id }) => id === stretch.segment)
    const blocks: readonly { readonly id: string; readonly text: string }[] =
      (stretch.in === 'line' ? segment?.lines : segment?.outlines) ?? []
    const block = blocks.find(({ id }) => id === stretch.id)
    if (!block || stretch.to > block.text.length) throw new Error('a comment at no place')
    return block.text.slice(stretch.from, stretch.to)
  })
}

interface Block {
  readonly point: (offset: number) => TextPoint
  readonly text: string
}

/// A selection as people make it: mostly inside a line, at times over several.
function pickSelection(writer: Writer, dice: Dice) {
  const blocks = writer.document.reading.series.episodes.flatMap(({ segments }) =>
    segments.flatMap(({ outlines, lines }): Block[] => [
      ...outlines.map(({ id, text }) => ({
        point: (offset: number) => ({ in: 'outline' as const, segment: id, offset }),
        text,
      })),
      ...lines.map(({ id, text }) => ({
        point: (offset: number) => ({ in: 'line' as const, line: id, offset }),
        text,
      })),
    ]),
  )
  const at = dice.below(blocks.length)
  const over = dice.chance(0.7) ? 0 : 1 + dice.below(4)
  const [first, last] = [blocks[at], blocks[Math.min(at + over, blocks.length - 1)]]
  if (!first || !last) return undefined
  const offsetIn = (text: string) => {
    const offset = dice.below(text.length + 1)
    return cutsPairAt(text, offset) ? offset - 1 : offset
  }
  const a = offsetIn(first.text)
  const b = offsetIn(last.text)
  const [from, to] = first === last ? [Math.min(a, b), Math.max(a, b)] : [a, b]
  const between = blocks.slice(at + 1, blocks.indexOf(last)).map(({ text }) => text)
  const text =
    first === last
      ? first.text.slice(from, to)
      : [first.text.slice(from), ...between, last.text.slice(0, to)].join('')
  return { from: first.point(from), to: last.point(to), text }
}
