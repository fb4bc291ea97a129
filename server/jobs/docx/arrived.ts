import type { LineDraft } from '../../../src/shared/domain/comparison.ts'
import type { Line } from '../../../src/shared/domain/line.ts'
import type { Base } from './base.ts'
import { draftOf, draftsIn, sameDraft } from './draft.ts'
import type { SeriesIndex } from './known.ts'
import type { Placed } from './regions.ts'

/// What the series has already of the lines that a file brings: it is brought a second time.
export class Arrived {
  readonly #now: SeriesIndex
  readonly #base: Base
  /// The last of the new lines behind a known one.
  #there: string | undefined
  #isBehindEmpty = false
  readonly #settled = new Set<Placed>()

  constructor(now: SeriesIndex, base: Base) {
    this.#now = now
    this.#base = base
  }

  /// Whether a paragraph that was cut off from another has arrived with it.
  has(paragraph: Placed): boolean {
    return this.#settled.has(paragraph)
  }

  /// From here on new lines stand behind another known one; whether that says nothing in the file.
  begin(isEmpty: boolean): void {
    this.#there = undefined
    this.#isBehindEmpty = isEmpty
  }

  /// Whether the series says a new line already, where it would come: the file is brought back a
  /// second time.
  isThere(next: LineDraft, segment: string, behind: string | undefined): boolean {
    const lines = this.#now.scripts.get(segment) ?? []
    const after = this.#there ?? behind
    const at = after === undefined ? 0 : lines.findIndex(({ id }) => id === after) + 1
    // What comes behind an empty line may have taken its place.
    const places = this.#there === undefined && this.#isBehindEmpty ? [at - 1, at] : [at]
    const line = places
      .flatMap((place) => lines[place] ?? [])
      .find((line) => !this.#wasThere(line.id) && sameDraft(draftOf(line), next))
    if (line) this.#there = line.id
    return line !== undefined
  }

  /// Whether the series has the line in two already: accepted once, the last of the parts is the one
  /// that keeps the line's id.
  isCutThere(
    { line, segment }: { readonly line: Line; readonly segment: string },
    first: LineDraft,
    cutOff: readonly Placed[],
  ): boolean {
    const lines = this.#now.scripts.get(segment) ?? []
    const last = lines.findIndex(({ id }) => id === line.id)
    const parts = [first]
    for (const [i, paragraph] of cutOff.entries()) {
      parts.push(...draftsIn(paragraph.loose, paragraph, false))
      const from = last + 1 - parts.length
      const isThere = parts.every((part, k) => {
        const said = lines[from + k]
        return said && sameDraft(draftOf(said), part) && (said === line || !this.#wasThere(said.id))
      })
      if (!isThere) continue
      for (const each of cutOff.slice(0, i + 1)) this.#settled.add(each)
      return true
    }
    return false
  }

  #wasThere(line: string): boolean {
    return (this.#base.lines.get(line)?.text ?? '') !== ''
  }
}
