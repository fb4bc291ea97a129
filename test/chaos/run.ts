import { Dice } from '../fuzz/dice.ts'
import type { Books } from './books.ts'
import type { Page } from './page.ts'
import type { Plant } from './planted.ts'
import type { Trace } from './trace.ts'

/// What is tried: what it takes from the command line, and what came of it.
export class Run {
  readonly seed: number
  readonly trace: Trace | undefined
  readonly plant: Plant | undefined
  readonly #rounds: number | undefined
  readonly #isBrief: boolean
  readonly #tallies = new Map<string, { tried: number; wrong: number; note: string }>()
  #shown = 0
  #edits = 0
  #acknowledgements = 0

  constructor({ seed, trace, plant, rounds, isBrief }: RunOptions) {
    this.seed = seed
    this.trace = trace
    this.plant = plant
    this.#rounds = rounds
    this.#isBrief = isBrief
  }

  /// How often each fault of a kind is tried; `full` and `brief` say so for who has not said it.
  rounds(full: number, brief: number): number {
    return this.#rounds ?? (this.#isBrief ? brief : full)
  }

  /// Whether this is to take a minute and not an hour.
  get isBrief(): boolean {
    return this.#isBrief
  }

  /// The faults of a kind; where it has to be brief, so many of them.
  choose<T>(sorts: Readonly<Record<string, T>>, dice: Dice, few: number): readonly [string, T][] {
    const all = Object.entries(sorts)
    while (this.#isBrief && all.length > few) all.splice(dice.below(all.length), 1)
    return all
  }

  /// Chance of its own for each kind, so that one can be played without the others.
  dice(kind: string): Dice {
    let seed = this.seed
    for (const letter of kind) seed = Math.imul(seed, 31) + (letter.codePointAt(0) as number)
    return new Dice(seed)
  }

  /// Counts one fault of a sort, and what was found wrong after it.
  tried(sort: string, wrong: readonly string[], round: number): void {
    const tally = this.#tally(sort)
    tally.tried++
    if (wrong.length === 0) return
    tally.wrong++
    if (this.#shown++ >= mostShown) return
    const text = wrong.slice(0, 4).join('\n    ')
    console.log(`  ${sort}, round ${round}, seed ${this.seed}:\n    ${text}`)
  }

  /// Adds up what was typed on a stage.
  count(stage: { readonly pages: readonly Page[]; readonly books: Books }): void {
    this.#edits += stage.books.edits(stage.pages)
    this.#acknowledgements += stage.books.acknowledgements(stage.pages)
  }

  get words(): string {
    return `${this.#edits} edits, ${this.#acknowledgements} messages acknowledged`
  }

  /// Adds to a number that is shown behind the count.
  add(sort: string, number: number, what: string): void {
    const tally = this.#tally(sort)
    tally.note = `${(Number.parseInt(tally.note, 10) || 0) + number} ${what}`
  }

  /// Something measured, shown behind the count.
  note(sort: string, text: string): void {
    const tally = this.#tallies.get(sort)
    if (tally) tally.note = text
  }

  get isSound(): boolean {
    return [...this.#tallies.values()].every(({ wrong }) => wrong === 0)
  }

  table(): string {
    const rows = [...this.#tallies].map(([sort, { tried, wrong, note }]) => [
      sort,
      String(tried),
      wrong === 0 ? 'nothing lost' : `LOST ${wrong}`,
      note,
    ])
    const all = [['fault', 'tried', 'found', ''], ...rows]
    const widths = [0, 1, 2].map((i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
    return all
      .map(([sort = '', tried = '', found = '', note = '']) =>
        [
          sort.padEnd(widths[0] ?? 0),
          tried.padStart(widths[1] ?? 0),
          found.padEnd(widths[2] ?? 0),
          note,
        ]
          .join('  ')
          .trimEnd(),
      )
      .join('\n')
  }

  #tally(sort: string) {
    const known = this.#tallies.get(sort)
    if (known) return known
    const tally = { tried: 0, wrong: 0, note: '' }
    this.#tallies.set(sort, tally)
    return tally
  }
}

export interface RunOptions {
  readonly seed: number
  readonly trace: Trace | undefined
  readonly plant: Plant | undefined
  /// How often each fault is tried; undefined: as often as its kind says.
  readonly rounds: number | undefined
  readonly isBrief: boolean
}

const mostShown = 20
