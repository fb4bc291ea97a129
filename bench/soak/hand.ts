/// What one writer does, edit by edit: mostly the next letter, now and then a letter back, a new line,
/// a sentence struck out, another place, another element, a beat moved.

import * as Y from 'yjs'
import type { Dice } from '../../test/fuzz/dice.ts'

const words =
  'She waits by the lift until the light goes out. Nobody asks whose coat it was. 门又开了，没有人。 '
/// Characters of a sentence that is struck out.
const sentence = 60

/// All that the script says.
export function textOf(doc: Y.Doc): string {
  return [...doc.getMap<Y.Text>('bodies')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, body]) => body.toString())
    .join('\n')
}

export class Hand {
  readonly #doc: Y.Doc
  readonly #dice: Dice
  #body: Y.Text
  #at: Y.RelativePosition
  #word = 0

  constructor(doc: Y.Doc, dice: Dice) {
    this.#doc = doc
    this.#dice = dice
    this.#body = this.#anyBody()
    this.#at = this.#place(this.#body.length - 1)
  }

  move(): void {
    const chance = this.#dice.next()
    if (chance < 0.83) this.#type()
    else if (chance < 0.93) this.#strike(1)
    else if (chance < 0.95) this.#strike(sentence)
    else if (chance < 0.97) this.#newLine()
    else if (chance < 0.99) this.#goElsewhere()
    else this.#shift()
  }

  #type() {
    const letter = words[this.#word++ % words.length] ?? ' '
    const at = this.#index()
    this.#body.insert(at, letter)
    this.#at = this.#place(at + letter.length)
  }

  /// Backwards from the cursor, never over the mark that begins the body.
  #strike(most: number) {
    const at = this.#index()
    const count = Math.min(most, at - 1)
    if (count > 0) this.#body.delete(at - count, count)
  }

  #newLine() {
    const at = this.#index()
    const line = `soak${this.#doc.clientID}.${this.#word++}`
    this.#body.insertEmbed(at, { line, element: 'action' })
    this.#at = this.#place(at + 1)
  }

  #goElsewhere() {
    this.#body = this.#anyBody()
    this.#at = this.#place(1 + this.#dice.below(Math.max(1, this.#body.length - 1)))
  }

  /// A beat to the place of another.
  #shift() {
    const segments = this.#doc.getMap<Y.Map<unknown>>('segments')
    const beats = [...segments.values()].filter((segment) => segment.get('kind') === 'beat')
    const [beat, other] = [this.#dice.pick(beats), this.#dice.pick(beats)]
    const place = other?.get('place')
    if (beat && Array.isArray(place)) beat.set('place', [...place])
  }

  #anyBody(): Y.Text {
    const body = this.#dice.pick([...this.#doc.getMap<Y.Text>('bodies').values()])
    if (!body) throw new Error('The series has no text.')
    return body
  }

  #place(index: number): Y.RelativePosition {
    return Y.createRelativePositionFromTypeIndex(this.#body, Math.max(1, index))
  }

  #index(): number {
    const found = Y.createAbsolutePositionFromRelativePosition(this.#at, this.#doc)
    return Math.max(1, found?.index ?? this.#body.length - 1)
  }
}
