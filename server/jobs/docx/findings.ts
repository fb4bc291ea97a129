import type { ScriptChange } from '../../../src/shared/domain/comparison.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import type { SeriesIndex } from './known.ts'

/// What a change says of itself, whatever it changes.
type Facts<Change> = Change extends ScriptChange
  ? Omit<Change, 'id' | 'episode' | 'number'> & { readonly episode?: string }
  : never

/// What is found in a file: the changes in their order, and what cannot be taken over.
export class Findings {
  readonly changes: ScriptChange[] = []
  readonly losses: Loss[] = []
  readonly #now: SeriesIndex

  constructor(now: SeriesIndex) {
    this.#now = now
  }

  /// Words that have no place in the series.
  lost(text: string): void {
    if (text.trim() === '') return
    this.losses.push({
      code: 'docx.nowhere',
      message: `This stands where the series has nothing any more, and was not taken over: “${text}”`,
    })
  }

  add(change: Facts<ScriptChange>): void {
    const { episode } = change
    const number = episode === undefined ? undefined : this.#now.episodes.get(episode)?.number
    const id = String(this.changes.length + 1)
    this.changes.push({ ...change, id, ...(number !== undefined && { number }) } as ScriptChange)
  }
}
