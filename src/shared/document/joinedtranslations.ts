import type { Line } from '../domain/line.ts'
import type { DraftLine, FlatEdit } from './diff.ts'
import { endsOf, rowAt } from './rows.ts'

/// The drafts with the translations of the lines that a deletion has put together: what is left of
/// the text of two lines has what both said in the other language, in their order, and beside it what
/// that translates, so that the line shows as one to be looked at again. The translation of a line
/// whose whole text is gone goes with it. Whoever has joined the translations already is left alone.
export function joinTranslations(
  lines: readonly Line[],
  drafts: readonly DraftLine[],
  edits: readonly FlatEdit[],
): readonly DraftLine[] {
  let joined: DraftLine[] | undefined
  for (const { from, to, newFrom, newTo } of edits) {
    const [first, last] = [rowAt(lines, from), rowAt(lines, to)]
    const [a, b] = [lines[first], lines[last]]
    const row = rowAt(drafts, newTo)
    const draft = (joined ?? drafts)[row]
    if (first === last || !a || !b || !draft) continue
    const ends = endsOf(lines)
    const goesOn = to < (ends[last] ?? 0)
    if (!goesOn) continue
    const isOne = row === rowAt(drafts, newFrom)
    if (draft.translation !== (isOne ? a.translation : undefined)) continue
    const isLeft = isOne && from > (ends[first] ?? 0) - a.text.length
    const told = [...(isLeft ? [a] : []), b].filter(({ translation }) => translation)
    if (told.length === 0 && !draft.translation) continue
    if (told.length === 1 && told[0] === a) continue
    const { translation: _, translated: __, ...rest } = draft
    joined ??= [...drafts]
    joined[row] = {
      ...rest,
      ...(told.length > 0 && {
        translation: told.map(({ translation }) => translation).join(' '),
        translated: told.map(({ translated, text }) => translated ?? text).join(''),
      }),
    }
  }
  return joined ?? drafts
}
