import * as Y from 'yjs'
import { cutsPairAt } from '../../src/shared/document/diff.ts'
import { newId } from '../../src/shared/document/random.ts'
import { asLineEnd, asMark, bodyOf, textIn } from '../../src/shared/document/roots.ts'
import {
  binBeat,
  createBeat,
  moveBeat,
  restoreSegment,
} from '../../src/shared/document/segments.ts'
import type { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import type { Dice } from '../fuzz/dice.ts'
import { type Script, wordOf } from './words.ts'

/// Somebody's typing: each `press` is one small edit, as keys or an input method make them. False
/// where there was nothing that could be done yet.
export interface Hand {
  press(document: SeriesDocument): boolean
  /// Words that were typed to their end and that nobody deletes.
  readonly words: readonly string[]
}

const mostBeats = 8
/// Characters.
const mostMarked = 40

/// Types words that occur once in the world, each on a line that its author has begun, so that
/// nobody else's typing comes between its letters; begins lines, makes words bold, writes outlines,
/// moves beats.
export class WordHand implements Hand {
  readonly words: string[] = []
  readonly #script: Script
  readonly #name: number
  readonly #dice: Dice
  /// What is left to type of the word, and all of it.
  #rest: readonly string[] = []
  #word = ''
  #caret: Y.RelativePosition | undefined
  #count = 0

  /// `name` is unlike that of any other hand.
  constructor(script: Script, name: number, dice: Dice) {
    this.#script = script
    this.#name = name
    this.#dice = dice
  }

  press(document: SeriesDocument): boolean {
    const place = this.#place(document)
    if (!place) return this.#beginLine(document)
    if (this.#rest.length === 0) return this.#next(document, place)
    const [letters = '', ...rest] = this.#rest
    // A wrong key, and back.
    if (this.#dice.chance(0.02)) {
      document.edit(() => place.of.insert(place.at, '#'))
      document.edit(() => place.of.delete(place.at, 1))
    }
    document.edit(() => place.of.insert(place.at, letters))
    this.#put(place.of, place.at + letters.length)
    this.#rest = rest
    if (rest.length === 0) this.words.push(this.#word)
    return true
  }

  #next(document: SeriesDocument, place: { of: Y.Text; at: number }): boolean {
    const dice = this.#dice
    this.#word = wordOf(this.#script, this.#name, this.#count++)
    const ending = this.#script === 'zh' ? dice.pick(['，', '。', '！']) : ' '
    this.#rest = pieces(this.#word, this.#script, dice)
    document.edit(() => place.of.insert(place.at, ending ?? ' '))
    this.#put(place.of, place.at + 1)
    if (dice.chance(0.08)) return this.#beginLine(document)
    if (dice.chance(0.04)) return this.#outline(document)
    if (dice.chance(0.04)) return this.#arrange(document)
    if (dice.chance(0.2)) this.#mark(document)
    return true
  }

  /// Enter at the end of a line, anywhere in the series.
  #beginLine(document: SeriesDocument): boolean {
    const hook = hookBody(document)
    const bodies = [...document.roots.bodies.values()].filter(isText)
    const of = this.#dice.pick(bodies.filter((body) => body !== hook))
    const ends = of ? lineEnds(of) : []
    const end = this.#dice.pick(ends)
    if (!of || end === undefined) return false
    const embed = { line: newId(this.#dice.next), element: 'action' }
    document.edit(() => document.embed({ of, at: end + 1 }, embed))
    // In front of the new line end, wherever others begin theirs meanwhile.
    this.#caret = Y.createRelativePositionFromTypeIndex(of, end + 1, 0)
    return true
  }

  /// Makes words bold or italic, or plain again, where others do so too: at the start of a body.
  #mark(document: SeriesDocument): void {
    const dice = this.#dice
    const of = dice.pick([...document.roots.bodies.values()].filter(isText))
    if (!of || of.length === 0) return
    const text = unitsOf(of)
    const whole = (at: number) => (cutsPairAt(text, at) ? at - 1 : at)
    const from = whole(dice.below(Math.min(of.length, mostMarked)))
    const to = whole(Math.min(from + 2 + dice.below(mostMarked), of.length))
    const style = { [dice.chance(0.7) ? 'bold' : 'italic']: dice.chance(0.7) ? true : null }
    document.edit(() => of.format(from, to - from, style))
  }

  #outline(document: SeriesDocument): boolean {
    const segment = this.#dice.pick([...document.roots.segments.values()])
    const outline = segment instanceof Y.Map ? textIn(segment, 'outline') : undefined
    if (!outline) return false
    const word = wordOf(this.#script, this.#name, this.#count++)
    document.edit(() => outline.insert(outline.length, ` ${word}`))
    this.words.push(word)
    return true
  }

  /// What a head writer does with beats.
  #arrange(document: SeriesDocument): boolean {
    const dice = this.#dice
    const { episodes } = document.reading.series
    const episode = dice.pick(episodes)
    const beats = episodes.flatMap(({ segments }) => segments.filter(({ kind }) => kind === 'beat'))
    const beat = dice.pick(beats)
    if (!episode) return false
    if (!beat || (beats.length < mostBeats && dice.chance(0.3))) {
      createBeat(document, episode.id, dice.below(beats.length + 1))
      return true
    }
    if (dice.chance(0.6)) return moveBeat(document, beat.id, episode.id, dice.below(beats.length))
    return binBeat(document, beat.id) && restoreSegment(document, beat.id, episode.id)
  }

  #put(of: Y.Text, at: number): void {
    this.#caret = Y.createRelativePositionFromTypeIndex(of, at, -1)
  }

  #place({ doc }: SeriesDocument): { of: Y.Text; at: number } | undefined {
    const place = this.#caret && Y.createAbsolutePositionFromRelativePosition(this.#caret, doc)
    return place?.type instanceof Y.Text ? { of: place.type, at: place.index } : undefined
  }
}

/// The body of the hook of the one episode there is: the people of the trace have it to themselves.
export function hookBody({ roots }: SeriesDocument): Y.Text | undefined {
  const id = [...roots.bodies.keys()].find((each) => each.endsWith('.hook'))
  return id === undefined ? undefined : bodyOf(roots, id)
}

const isText = (body: unknown): body is Y.Text => body instanceof Y.Text

/// The text of a body with one character in place of each line end and mark.
function unitsOf(body: Y.Text): string {
  const delta = body.toDelta() as readonly { insert: unknown }[]
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\n')).join('')
}

/// Letters come one or a few at a time; an input method gives whole words.
function pieces(word: string, script: Script, dice: Dice): readonly string[] {
  if (script === 'zh') return [word]
  const cut: string[] = []
  for (let at = 0; at < word.length; ) {
    const length = 1 + dice.below(3)
    cut.push(word.slice(at, at + length))
    at += length
  }
  return cut
}

/// Where the line ends of a body stand, but those in front of its first mark: whose text that is
/// depends on what comes behind.
function lineEnds(body: Y.Text): readonly number[] {
  const found: number[] = []
  let at = 0
  let isMarked = false
  for (const { insert } of body.toDelta() as readonly { insert: unknown }[]) {
    if (asMark(insert)) isMarked = true
    if (isMarked && asLineEnd(insert)) found.push(at)
    at += typeof insert === 'string' ? insert.length : 1
  }
  return found
}
