import { eachLine, eachOutline, episodesIn } from './season.ts'
import type { Writer } from './writer.ts'

/// Keeps the books on every character that anybody types. Each typed character occurs once in the
/// world, so that one that is lost, doubled or out of place can be told.

/// Characters of one code unit, and in every fourth word of two (neighbours share the first).
const firstCharacter = 0x4e00
const lastCharacter = 0x9fff
const firstOfTwo = 0x2_0000
const wordLength = 3

interface Entry {
  readonly author: Writer | undefined
  /// The line it was last seen in on the replica that touched it; undefined in titles and outlines.
  line: string | undefined
  /// Who has deleted this very character, ever.
  readonly deletedBy: Set<Writer>
  /// Somebody has cut and pasted it: two people who do so at once have each pasted a copy.
  pasted: boolean
}

/// Where every typed character stands: the text's key and how often it occurs.
export interface Sighting {
  readonly line: string | undefined
  /// Its place among all that is shown.
  readonly at: number
  count: number
}

export class Ledger {
  readonly #entries = new Map<string, Entry>()
  /// Every character that somebody pressed a key for.
  readonly #pressed = new Set<string>()
  readonly #parents = new Map<string, string>()
  /// Lines that some operation has made or found.
  readonly #known = new Set<string>()
  #next = firstCharacter
  #cut: string | undefined

  /// A word of characters that nobody has used.
  word(): string {
    const number = (this.#next - firstCharacter) / wordLength
    const shift = number % 4 === 3 ? firstOfTwo - firstCharacter : 0
    let word = ''
    for (let i = 0; i < wordLength; i++) word += String.fromCodePoint(this.#next++ + shift)
    if (this.#next > lastCharacter) throw new Error('out of characters')
    for (const character of word) this.#pressed.add(character)
    return word
  }

  get typed(): number {
    return (this.#next - firstCharacter) / wordLength
  }

  /// Takes down what an operation of one writer changed on that writer's own replica. `meant` are
  /// the characters it is meant to delete, or 'own': what its author typed or deleted before. Gives
  /// back what is wrong with it.
  record(writer: Writer, before: ReadonlyMap<string, Sighting>, meant: string): string[] {
    const after = sightings(writer)
    const wrong: string[] = []
    if (meant !== 'own') for (const character of meant) this.#deletes(writer, character)
    eachLine(writer.document.reading.series, ({ id }) => {
      if (!this.#known.has(id) && this.#cut !== undefined) this.#unite(id, this.#cut)
      this.#known.add(id)
    })
    this.#cut = undefined
    for (const [character, { count, line }] of after) {
      const entry = this.#entries.get(character)
      // Two people's undo of the same may show it twice until they have heard of each other.
      const doubled = count > Math.max(before.get(character)?.count ?? 0, 1)
      if (doubled && !entry?.pasted) wrong.push(`${character} doubled by ${writer.name}`)
      if (!entry) {
        this.#entries.set(character, { author: writer, line, deletedBy: new Set(), pasted: false })
      } else {
        const was = before.get(character)
        if (was && was.line !== line) this.#unite(was.line, line)
        if (!was) entry.line = line
      }
    }
    for (const character of before.keys()) {
      if (after.has(character)) continue
      const entry = this.#entries.get(character)
      const own = entry?.author === writer || entry?.deletedBy.has(writer)
      if (meant === 'own' ? !own : !meant.includes(character)) {
        wrong.push(`${character} deleted by an operation of ${writer.name} that should not`)
      }
      this.#deletes(writer, character)
    }
    return wrong
  }

  #deletes(writer: Writer, character: string): void {
    this.#entries.get(character)?.deletedBy.add(writer)
  }

  /// Text that was there before anybody typed.
  open(writer: Writer): void {
    eachLine(writer.document.reading.series, ({ id }) => this.#known.add(id))
    for (const [character, { line }] of sightings(writer)) {
      this.#entries.set(character, { author: undefined, line, deletedBy: new Set(), pasted: false })
    }
  }

  /// What is wrong when everything has reached everybody.
  close(writer: Writer): {
    readonly lost: string[]
    readonly doubled: string[]
    readonly misplaced: string[]
    readonly torn: string[]
  } {
    const now = sightings(writer)
    const alive = new Set<string>()
    eachLine(writer.document.reading.series, ({ id }) => alive.add(id))
    const lost: string[] = []
    const doubled: string[] = []
    const misplaced: string[] = []
    const torn: string[] = []
    // A key that was pressed and never reached the writer's own document.
    for (const character of this.#pressed) {
      if (!this.#entries.has(character)) lost.push(character)
    }
    for (const [character, { line, deletedBy, pasted }] of this.#entries) {
      const sighting = now.get(character)
      if (!sighting) {
        if (deletedBy.size === 0) lost.push(character)
        continue
      }
      if (sighting.count > 1 && !pasted) doubled.push(character)
      if (this.#isTorn(character, sighting, now)) torn.push(character)
      if (deletedBy.size > 0 || line === sighting.line || !line || !alive.has(line)) continue
      if (!this.#united(line, sighting.line)) misplaced.push(character)
    }
    return { lost, doubled, misplaced, torn }
  }

  /// Whether a character stands in front of the one that was typed before it in the same word.
  #isTorn(character: string, sighting: Sighting, now: ReadonlyMap<string, Sighting>): boolean {
    const code = character.codePointAt(0) as number
    const first = code >= firstOfTwo ? firstOfTwo : firstCharacter
    if ((code - first) % wordLength === 0) return false
    const before = String.fromCodePoint(code - 1)
    if (this.#entries.get(character)?.pasted || this.#entries.get(before)?.pasted) return false
    const sighted = now.get(before)
    return sighted?.line !== undefined && sighted.line === sighting.line && sighted.at > sighting.at
  }

  /// The running operation breaks this line: the lines it makes are parts of it.
  cuts(line: string): void {
    this.#cut = line
  }

  /// The running operation joins these lines, whether or not it carries text from one to another.
  joins(lines: readonly string[]): void {
    for (const line of lines.slice(1)) this.#unite(lines[0], line)
  }

  /// Whether a character has been cut and pasted, and so may stand where it was not typed.
  isPasted(character: string): boolean {
    return this.#entries.get(character)?.pasted === true
  }

  paste(text: string): void {
    for (const character of text) {
      const entry = this.#entries.get(character)
      if (entry) entry.pasted = true
    }
  }

  /// Two lines between which somebody's own operation has carried text: broken or joined on purpose.
  #unite(a: string | undefined, b: string | undefined): void {
    if (a !== undefined && b !== undefined) this.#parents.set(this.#root(a), this.#root(b))
  }

  #united(a: string | undefined, b: string | undefined): boolean {
    return a !== undefined && b !== undefined && this.#root(a) === this.#root(b)
  }

  #root(id: string): string {
    let at = id
    for (
      let up = this.#parents.get(at);
      up !== undefined && up !== at;
      up = this.#parents.get(at)
    ) {
      at = up
    }
    return at
  }
}

/// Whether a character is one of those that are typed.
export function isTyped(character: string): boolean {
  const code = character.codePointAt(0) as number
  return code >= firstCharacter && (code <= lastCharacter || code >= firstOfTwo)
}

/// Every typed character that a replica shows, in the season or in the bin.
export function sightings(writer: Writer): Map<string, Sighting> {
  const found = new Map<string, Sighting>()
  let at = 0
  const see = (text: string, line: string | undefined) => {
    for (const character of text) {
      if (!isTyped(character)) continue
      const known = found.get(character)
      if (known) known.count++
      else found.set(character, { line, at: at++, count: 1 })
    }
  }
  const { series } = writer.document.reading
  eachLine(series, ({ text, id }) => see(text, id))
  eachOutline(series, ({ text }) => see(text, undefined))
  for (const { title } of episodesIn(series)) see(title, undefined)
  return found
}
