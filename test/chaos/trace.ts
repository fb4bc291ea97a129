import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { newId } from '../../src/shared/document/random.ts'
import type { SeriesDocument } from '../../src/shared/document/seriesdocument.ts'
import type { Dice } from '../fuzz/dice.ts'
import { type Hand, hookBody } from './typing.ts'

/// Three people typing one text at the same time, as recorded: clownschool of
/// https://github.com/josephg/editing-traces, CC BY 4.0, Joseph Gentle. It is read from where it is
/// and is no part of this repository.

const file = 'clownschool.json.gz'

interface Recorded {
  readonly numAgents: number
  readonly txns: readonly {
    readonly parents: readonly number[]
    readonly agent: number
    /// Positions in the text as it was where all parents had arrived.
    readonly patches: readonly (readonly [at: number, deleted: number, inserted: string])[]
  }[]
}

/// A character of the trace: whose how-manyth it is.
type Letter = readonly [agent: number, number: number]

/// One patch, said without positions: it means the same wherever its letters have arrived.
interface Stroke {
  /// The letter that the insertion goes behind; undefined at the beginning.
  readonly behind: Letter | undefined
  readonly text: string
  /// The letters that go.
  readonly deletes: readonly Letter[]
}

export interface Trace {
  /// What each of the people does, in order.
  readonly people: readonly (readonly Stroke[])[]
}

/// Undefined where there is no such trace.
export function readTrace(folder: string): Trace | undefined {
  const path = join(folder, file)
  if (!existsSync(path)) return undefined
  const recorded = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Recorded
  return { people: strokesOf(recorded) }
}

/// Plays the trace once, each person on a replica that has heard exactly of what they had heard of,
/// to find out between which letters they typed.
function strokesOf({ numAgents, txns }: Recorded): readonly (readonly Stroke[])[] {
  const replicas = Array.from({ length: numAgents }, (_, agent) => {
    const doc = new Y.Doc()
    doc.clientID = agent + 1
    return { doc, text: doc.getText(), has: new Set<number>(), strokes: [] as Stroke[] }
  })
  const updates: Uint8Array[] = []
  for (const [index, { parents, agent, patches }] of txns.entries()) {
    const replica = replicas[agent]
    if (!replica) throw new Error(`The trace knows no person ${agent}.`)
    const { doc, text, has, strokes } = replica
    for (const missed of ancestors(txns, parents, has)) {
      Y.applyUpdate(doc, updates[missed] as Uint8Array)
      has.add(missed)
    }
    let made: Uint8Array = new Uint8Array()
    const keep = (update: Uint8Array) => {
      made = update
    }
    doc.on('update', keep)
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        const deletes = lettersAt(text, at, deleted)
        const [behind] = at > 0 ? lettersAt(text, at - 1, 1) : []
        strokes.push({ behind, text: inserted, deletes })
        text.delete(at, deleted)
        text.insert(at, inserted)
      }
    })
    doc.off('update', keep)
    updates.push(made)
    has.add(index)
  }
  for (const { doc } of replicas) doc.destroy()
  return replicas.map(({ strokes }) => strokes)
}

/// What is before these and not there yet, in an order in which it can be applied.
function ancestors(
  txns: Recorded['txns'],
  parents: readonly number[],
  has: ReadonlySet<number>,
): readonly number[] {
  const found = new Set<number>()
  const open = [...parents]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (has.has(next) || found.has(next)) continue
    found.add(next)
    open.push(...(txns[next]?.parents ?? []))
  }
  return [...found].sort((a, b) => a - b)
}

function lettersAt(text: Y.Text, at: number, length: number): readonly Letter[] {
  const letters: Letter[] = []
  let passed = 0
  for (let item = text._start; item !== null && letters.length < length; item = item.right) {
    if (item.deleted) continue
    const { client, clock } = item.id
    for (let i = Math.max(0, at - passed); i < item.length && letters.length < length; i++) {
      letters.push([client - 1, clock + i])
    }
    passed += item.length
  }
  return letters
}

/// The trace as it is played into a series: where each letter has come to be. All its people share
/// one; what one of them does waits until what it follows has arrived at them.
export class Score {
  readonly #trace: Trace
  readonly #letters: Y.ID[][]

  constructor(trace: Trace) {
    this.#trace = trace
    this.#letters = trace.people.map(() => [])
  }

  stroke(agent: number, index: number): Stroke | undefined {
    return this.#trace.people[agent]?.[index]
  }

  where([agent, number]: Letter): Y.ID | undefined {
    return this.#letters[agent]?.[number]
  }

  /// The next letters of an agent came to be at these ids.
  typed(agent: number, ids: readonly Y.ID[]): void {
    this.#letters[agent]?.push(...ids)
  }
}

/// One of the people of the trace, typing into the hook. What ends a line there ends a line here.
export class TraceHand implements Hand {
  readonly words: readonly string[] = []
  readonly #score: Score
  readonly #agent: number
  readonly #dice: Dice
  #next = 0

  constructor(score: Score, agent: number, dice: Dice) {
    this.#score = score
    this.#agent = agent
    this.#dice = dice
  }

  press(document: SeriesDocument): boolean {
    const { doc } = document
    const stroke = this.#score.stroke(this.#agent, this.#next)
    const body = hookBody(document)
    if (!stroke || !body) return false
    const has = (id: Y.ID | undefined) => id && Y.getState(doc.store, id.client) > id.clock
    const behind = stroke.behind && this.#score.where(stroke.behind)
    const deletes = stroke.deletes.map((letter) => this.#score.where(letter))
    if (stroke.behind && !has(behind)) return false
    if (!deletes.every(has)) return false
    document.edit(() => {
      for (const id of deletes) if (id) this.#delete(doc, body, id)
      // The first item is the mark of the segment.
      this.#insert(document, body, behind ? placeOf(doc, behind, -1) : 1, stroke.text)
    })
    this.#next++
    return true
  }

  #insert(document: SeriesDocument, body: Y.Text, at: number, text: string): void {
    const ids: Y.ID[] = []
    let to = at
    for (const part of text.split(/(\n)/)) {
      if (part === '') continue
      if (part === '\n') {
        const embed = { line: newId(this.#dice.next), element: 'action' }
        ids.push(document.embed({ of: body, at: to }, embed))
      } else {
        ids.push(...insertedBy(document.doc, () => body.insert(to, part)))
      }
      to += part.length
    }
    if (ids.length !== text.length) throw new Error('A stroke of the trace was not typed as it is.')
    this.#score.typed(this.#agent, ids)
  }

  #delete(doc: Y.Doc, body: Y.Text, id: Y.ID): void {
    const item = Y.getItem(doc.store, id)
    if (!(item instanceof Y.Item) || item.deleted) return
    body.delete(placeOf(doc, id, 0), 1)
  }
}

/// The ids of the characters that this inserts: words that somebody made bold have marks in between.
function insertedBy(doc: Y.Doc, insert: () => void): readonly Y.ID[] {
  const from = Y.getState(doc.store, doc.clientID)
  insert()
  const ids: Y.ID[] = []
  for (let clock = from; clock < Y.getState(doc.store, doc.clientID); clock++) {
    const id = Y.createID(doc.clientID, clock)
    if (Y.getItem(doc.store, id).content.isCountable()) ids.push(id)
  }
  return ids
}

/// In front of (0) or behind (−1) what has this id, as an index of its text.
function placeOf(doc: Y.Doc, id: Y.ID, side: number): number {
  const position = new Y.RelativePosition(null, null, id, side)
  return Y.createAbsolutePositionFromRelativePosition(position, doc)?.index ?? 0
}
