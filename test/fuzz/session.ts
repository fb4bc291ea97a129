import * as Y from 'yjs'
import { writeSeries } from '../../src/shared/document/content.ts'
import type { LineContent } from '../../src/shared/document/make.ts'
import { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import { elements } from '../../src/shared/domain/element.ts'
import { disagreement } from './agreement.ts'
import { Comments } from './comments.ts'
import { Dice } from './dice.ts'
import { brokenInvariants } from './invariants.ts'
import { Ledger, sightings } from './ledger.ts'
import { marking } from './marking.ts'
import { type Operation, type Outcome, Unkept } from './operation.ts'
import { operations } from './operations.ts'
import { Pairs } from './pairs.ts'
import { Room } from './room.ts'
import { eachLine, textOfSeason } from './season.ts'
import { meddle } from './stranger.ts'
import { Hub, Writer } from './writer.ts'
import { Writes } from './writes.ts'

/// One session of two to five people at one series, with partitions, played from a seed. In some a
/// stranger writes what it should not; then only what must hold in spite of that is checked.

export interface Report {
  readonly seed: number
  readonly hostile: boolean
  readonly wrong: readonly string[]
  /// Characters on another line than they were typed in.
  readonly misplaced: number
  readonly words: number
  readonly steps: readonly string[]
  readonly pairs: ReadonlyMap<string, number>
  readonly comments: number
}

export interface Options {
  /// Writes down what each step changed.
  readonly trace?: boolean
  /// People comment on what they see, and the comments are watched.
  readonly anchors?: boolean
  /// People make words bold and the like, and a server takes down what they all do. By chance of its
  /// own: everything else in the session is drawn as it is without.
  readonly marks?: boolean
}

const names = ['ada', 'ben', 'cleo', 'dan', 'eve']
const entries = Object.entries(operations)
const weights = entries.reduce((sum, [, { weight }]) => sum + weight, 0)
const hostileShare = 0.15
/// The share of steps that are followed by one in which somebody marks words, and by one in which
/// the server takes in what it was sent.
const markShare = 0.4
const takeShare = 0.3

export function play(seed: number, options: Options = {}): Report {
  const session = new Session(seed, options)
  try {
    session.run()
  } catch (error) {
    session.wrong.push(`threw: ${error instanceof Error ? error.stack : String(error)}`)
  }
  const misplaced = session.close()
  const { hostile, wrong, steps, ledger, pairs } = session
  const comments = session.comments?.placed ?? 0
  const words = ledger.typed
  return { seed, hostile, wrong, misplaced, words, steps, pairs: pairs.counts, comments }
}

class Session {
  readonly ledger = new Ledger()
  readonly wrong: string[] = []
  readonly steps: string[] = []
  readonly pairs: Pairs
  readonly hostile: boolean
  readonly comments: Comments | undefined
  readonly #dice: Dice
  readonly #trace: boolean
  readonly #hub = new Hub()
  readonly #writes = new Map<Writer, Writes>()
  readonly #markDice: Dice
  readonly #room: Room | undefined

  constructor(seed: number, { trace = false, anchors = false, marks = false }: Options) {
    this.#dice = new Dice(seed)
    this.#trace = trace
    this.hostile = new Dice(seed ^ 0x5eed).chance(hostileShare)
    const start = openingState(this.#dice, this.ledger)
    this.#markDice = new Dice(seed ^ 0xb01d)
    if (marks) this.#room = new Room(start, this.#markDice)
    this.#hub.room = this.#room
    for (const name of names.slice(0, 2 + this.#dice.below(4))) {
      const writer = new Writer(name, start, this.#dice)
      this.#hub.join(writer)
      this.#writes.set(writer, new Writes(writer.doc, this.#hub))
    }
    this.pairs = new Pairs(this.#hub.writers)
    this.ledger.open(this.#hub.writers[0] as Writer)
    this.comments = anchors ? new Comments(new Dice(seed ^ 0xc0de), this.ledger) : undefined
  }

  run(): void {
    const dice = this.#dice
    const length = 10 + dice.below(40)
    for (let step = 0; step < length && this.wrong.length === 0; step++) {
      const writer = dice.pick(this.#hub.writers) as Writer
      if (dice.chance(0.25)) {
        this.#step(writer, 'hears', () => {
          this.#hub.deliver(writer, dice.chance(0.5) ? 1 + dice.below(5) : undefined)
          return ''
        })
        this.pairs.heard()
      } else if (writer.composing) {
        // While a composition lasts, keys belong to it; anything else ends it.
        if (dice.chance(0.5)) this.#act(writer, 'goes on composing', () => this.#composeOn(writer))
        else this.#act(writer, 'ends composing', () => endComposing(writer))
      } else if (this.hostile && dice.chance(0.1)) {
        this.#step(writer, 'hears a stranger', () => meddle(writer, dice))
      } else {
        const [name, operation] = pickOperation(dice)
        if (this.#act(writer, name, () => operation.run(writer, dice, this.ledger), operation)) {
          this.pairs.did(writer, name)
        }
      }
      this.#check(writer)
      if (this.#room) this.#mark(this.#room)
      if (this.wrong.length === 0) this.wrong.push(...(this.comments?.maybe(writer) ?? []))
    }
    for (const writer of this.#hub.writers) {
      this.#act(writer, 'ends composing', () => endComposing(writer))
    }
    this.#hub.deliverAll()
  }

  /// Somebody may mark words, and the server may take in what it was sent.
  #mark(room: Room): void {
    const dice = this.#markDice
    const writer = dice.pick(this.#hub.writers) as Writer
    if (dice.chance(markShare) && !writer.composing) {
      this.#act(writer, 'marks words', () => marking.run(writer, dice, this.ledger), marking)
      this.#check(writer)
    }
    if (dice.chance(takeShare)) this.#hub.tell(room.take())
  }

  close(): number {
    const { writers } = this.#hub
    const misplaced = this.wrong.length === 0 ? this.#closeBooks() : 0
    for (const writes of this.#writes.values()) writes.destroy()
    this.comments?.destroy()
    for (const writer of writers) writer.destroy()
    return misplaced
  }

  /// Something happens to a writer's replica, and is written down with what it changed.
  #step(writer: Writer, name: string, run: () => string): void {
    const before = this.#trace ? linesOf(writer) : new Map<string, string>()
    const what = run()
    this.steps.push(`${writer.name} ${name} ${what}`.trimEnd())
    if (!this.#trace) return
    const after = linesOf(writer)
    for (const [id, text] of after) {
      if (before.get(id) !== text) this.steps.push(`    ${id}: ${before.get(id) ?? '–'} → ${text}`)
    }
    for (const [id, text] of before) if (!after.has(id)) this.steps.push(`    ${id}: ${text} → –`)
  }

  #act(writer: Writer, name: string, run: () => Outcome, operation?: Operation): boolean {
    const before = sightings(writer)
    const season = operation?.keepsText ? textOfSeason(writer.document.reading.series) : ''
    const elements = operation?.keepsElements ? elementsOf(writer) : undefined
    this.#writes.get(writer)?.take()
    let outcome: Outcome = false
    this.#step(writer, name, () => {
      try {
        outcome = run()
      } catch (error) {
        if (!(error instanceof Unkept) || !this.hostile) throw error
        outcome = ''
      }
      return ''
    })
    this.wrong.push(...this.ledger.record(writer, before, outcome === false ? '' : outcome))
    if (operation) this.#checkWrites(writer, name, operation)
    if (operation?.keepsText && !this.hostile) {
      if (textOfSeason(writer.document.reading.series) !== season) {
        this.wrong.push(`${name} of ${writer.name} changed the text of the season`)
      }
    }
    for (const [line, element] of elements ? elementsOf(writer) : []) {
      const was = elements?.get(line)
      if (was !== undefined && was !== element) {
        this.wrong.push(`${name} of ${writer.name} changed the element of ${line}`)
      }
    }
    return outcome !== false
  }

  #checkWrites(writer: Writer, name: string, { writes }: Operation): void {
    const wrote = [...(this.#writes.get(writer)?.take() ?? [])]
    const never = ['segment-', 'episode-', 'body-']
    const any = this.hostile || writes.includes('*')
    const other = wrote.filter((kind) => never.includes(kind) || !(any || writes.includes(kind)))
    if (other.length > 0) this.wrong.push(`${name} of ${writer.name} wrote ${other.join(', ')}`)
  }

  #composeOn(writer: Writer): '' {
    writer.dispatch(writer.state.tr.insertText(this.ledger.word(), writer.state.selection.head))
    return ''
  }

  /// What must hold after every step, and that looking writes nothing.
  #check(writer: Writer): void {
    this.wrong.push(...brokenInvariants(writer.document))
    this.wrong.push(...(this.comments?.check(writer) ?? []))
    if (writer.composing) return
    const { doc } = writer.state
    const writes = this.#writes.get(writer)
    writes?.take()
    doc.check()
    if (!doc.eq(writer.binding.render())) {
      this.wrong.push(`${writer.name}'s editor is not the rendering of the series`)
    }
    if ((writes?.take().size ?? 0) > 0) {
      this.wrong.push(`${writer.name}'s reading has written`)
    }
  }

  #closeBooks(): number {
    const [first, ...others] = this.#hub.writers as [Writer, ...Writer[]]
    const { series } = first.document.reading
    const shown = JSON.stringify(series)
    for (const writer of this.#hub.writers) this.#check(writer)
    this.wrong.push(...(this.comments?.close(this.#hub.writers) ?? []))
    for (const writer of others) {
      if (JSON.stringify(writer.document.reading.series) !== shown) {
        this.wrong.push(`${writer.name} and ${first.name} diverge`)
      }
    }
    const reader = new Writer('reader', Y.encodeStateAsUpdate(first.doc), new Dice(0x7ead))
    if (JSON.stringify(reader.document.reading.series) !== shown) {
      this.wrong.push('a fresh reading differs from the one kept up')
    }
    if (!Y.equalSnapshots(Y.snapshot(reader.doc), Y.snapshot(first.doc))) {
      this.wrong.push('opening the series has written')
    }
    reader.destroy()
    if (this.#room) this.#closeRoom(this.#room, shown)
    const difference = disagreement(first.doc, series)
    if (difference !== undefined) this.wrong.push(difference)
    const { lost, doubled, misplaced, torn } = this.ledger.close(first)
    if (lost.length > 0) this.wrong.push(`lost: ${lost.join('')}`)
    if (doubled.length > 0) this.wrong.push(`doubled: ${doubled.join('')}`)
    if (torn.length > 0) this.wrong.push(`out of order: ${torn.join('')}`)
    if (misplaced.length > 0) this.steps.push(`misplaced: ${misplaced.join('')}`)
    return this.hostile ? 0 : misplaced.length
  }

  /// The server has what everybody has, in memory and in its log. What a stranger has written it may
  /// turn away.
  #closeRoom(room: Room, shown: string): void {
    if (room.failure !== undefined) {
      if (!this.hostile) this.wrong.push(`the server took in no more: ${room.failure}`)
      return
    }
    const docs: [what: string, doc: Y.Doc][] = [
      ['the log', room.reread()],
      ['the server', room.doc],
      ...this.#hub.writers.map(({ name, doc }): [string, Y.Doc] => [name, doc]),
    ]
    for (const [what, doc] of docs) {
      if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(room.doc))) {
        this.wrong.push(`${what} holds something else than the server`)
      }
    }
    for (const [what, doc] of docs.slice(0, 2)) {
      const document = new SeriesDocument(doc)
      if (JSON.stringify(document.reading.series) !== shown) {
        this.wrong.push(`${what} reads as something else`)
      }
      document.destroy()
      doc.destroy()
    }
  }
}

function endComposing(writer: Writer): '' {
  writer.composing = false
  writer.binding.settle()
  return ''
}

/// The element of each line, by the line's id and text.
function elementsOf(writer: Writer): Map<string, string> {
  const found = new Map<string, string>()
  eachLine(writer.document.reading.series, ({ id, text, element }) =>
    found.set(`${id} “${text}”`, element),
  )
  return found
}

function linesOf(writer: Writer): Map<string, string> {
  const lines = new Map<string, string>()
  eachLine(writer.document.reading.series, ({ id, text }) => lines.set(id, text))
  return lines
}

function pickOperation(dice: Dice): (typeof entries)[number] {
  let left = dice.next() * weights
  for (const entry of entries) {
    left -= entry[1].weight
    if (left < 0) return entry
  }
  return entries[0] as (typeof entries)[number]
}

function openingState(dice: Dice, ledger: Ledger): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1 + dice.below(2 ** 31)
  const line = (): LineContent => ({
    element: dice.pick(elements) ?? 'action',
    spans: [{ text: `${ledger.word()} ${ledger.word()}`, style: {} }],
  })
  const segment = () => ({
    outline: ledger.word(),
    lines: [...Array(1 + dice.below(4)).keys()].map(line),
  })
  const episode = () => ({
    title: ledger.word(),
    summary: '',
    hook: segment(),
    beats: [...Array(dice.below(3)).keys()].map(segment),
    cliffhanger: segment(),
  })
  const content = {
    title: 'A',
    language: 'en' as const,
    episodes: [...Array(1 + dice.below(3)).keys()].map(episode),
  }
  writeSeries(doc, content, dice.next)
  return Y.encodeStateAsUpdate(doc)
}
