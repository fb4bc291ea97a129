import type { Hand, LineDraft } from '../../../src/shared/domain/comparison.ts'
import { type Line, textOf } from '../../../src/shared/domain/line.ts'
import { draftOf, sameDraft } from './draft.ts'
import type { SeriesIndex } from './known.ts'
import { joinedSpans } from './merge.ts'
import type { Region } from './regions.ts'

/// Lines of a file that have gone into others, there or in the series.
export class Joining {
  readonly #now: SeriesIndex
  readonly #gone = new Map<string, readonly Hand[]>()
  /// What lines that were joined to the one before say together with it. Accepted once, the last
  /// line of a segment is the one that stays.
  readonly #joined = new Map<string, string>()
  /// What the file says of lines that the series has no more.
  readonly #orphans: { readonly draft: LineDraft; readonly isChanged: boolean }[] = []

  constructor(now: SeriesIndex) {
    this.#now = now
  }

  /// Lines that stood in paragraphs of their own and now share one: the first that says something
  /// has it all. `shared` says of two lines whether they were written in one paragraph.
  together(
    regions: readonly Region[],
    shared: (first: string, second: string) => boolean,
  ): readonly Region[] {
    const result: Region[] = []
    for (const region of regions) {
      const before = result.at(-1)
      if (
        before?.place?.in === 'line' &&
        region.place?.in === 'line' &&
        before.text !== '' &&
        region.text !== '' &&
        !shared(before.place.line, region.place.line)
      ) {
        const by = [...before.by, ...region.by]
        result[result.length - 1] = {
          ...before,
          spans: joinedSpans([before.spans, region.spans]),
          text: before.text + region.text,
          by,
          anchors: [
            ...before.anchors,
            ...region.anchors.map((anchor) => ({
              ...anchor,
              offset: anchor.offset + before.text.length,
            })),
          ],
        }
        this.#gone.set(region.place.line, by)
        this.#joined.set(region.place.line, before.text + region.text)
      } else result.push(region)
    }
    return result
  }

  /// Notes that a line says nothing any more.
  emptied(line: string, by: readonly Hand[]): void {
    this.#gone.set(line, by)
  }

  /// Who has taken a line out, as far as the file says it.
  by(line: string): readonly Hand[] {
    return this.#gone.get(line) ?? []
  }

  /// Whether the series says of a line what it says together with the one before.
  isJoined(line: string): boolean {
    const text = this.#joined.get(line)
    return text !== undefined && text === this.#now.lines.get(line)?.line.text
  }

  /// Notes what the file says of a line that the series has no more.
  orphaned(draft: LineDraft, isChanged: boolean): void {
    const text = textOf(draft.spans)
    const joined = [...this.#joined].some(([line, all]) => all === text && this.isJoined(line))
    if (!joined) this.#orphans.push({ draft, isChanged })
  }

  /// Whether a line says now what the file says of one that is gone: the line behind that was the
  /// last of its segment, and has been taken out.
  hasTakenIn(line: Line): boolean {
    const at = this.#orphans.findIndex(({ draft }) => sameDraft(draft, draftOf(line)))
    return at >= 0 && this.#orphans.splice(at, 1).length > 0
  }

  /// What was written in lines that the room has binned or deleted meanwhile.
  get homeless(): readonly string[] {
    return this.#orphans.flatMap(({ draft, isChanged }) => (isChanged ? [textOf(draft.spans)] : []))
  }
}
