import type { Session } from '../../session/session.ts'
import { acceptChanges } from '../../shared/document/acceptance.ts'
import { applyOutlineEdits } from '../../shared/document/outlineedits.ts'
import type { Remark } from '../../shared/domain/comparison.ts'
import { giveWay } from '../find/giveway.ts'
import { beginThread, readThreads, reply } from '../threads/api.ts'
import type { Compared } from './backapi.ts'
import { sayingsOf } from './sayings.ts'

export interface TakenOver {
  readonly done: number
  readonly stale: number
}

export interface Following {
  /// Called with how much of it is done, 0 … 1.
  readonly onProgress: (part: number) => void
  /// Called with the ids of what is in the series and need not be taken again.
  readonly onTaken: (ids: readonly string[]) => void
}

/// Makes the chosen changes in the series, as one step that can be undone, and begins the threads.
/// `heard` are all comments of the file, also those that are in the series already. Throws where the server does not take a comment; what was taken before stays.
export async function takeOver(
  { document, history, id }: Session,
  compared: Compared,
  taken: ReadonlySet<string>,
  heard: readonly Remark[],
  { onProgress, onTaken }: Following,
): Promise<TakenOver> {
  if (compared.kind === 'outline') {
    const edits = compared.changes.edits.filter((edit) => taken.has(edit.id))
    const ways = { history, giveWay: giveWay(onProgress) }
    const { applied, changed } = await applyOutlineEdits(document, edits, ways)
    return { done: applied, stale: changed.length }
  }
  const { changes } = compared.comparison
  const isTaken = ({ id }: Remark) => taken.has(id)
  const { threads } = heard.some(isTaken) ? await readThreads(id) : { threads: [] }
  // Where a comment is said is found in what the file was held against: before that changes. Each
  // thread is one comment's, be that taken now or not.
  const sayings = sayingsOf(document, heard, threads).filter(({ remark }) => isTaken(remark))
  history.pause()
  const chosen = changes.filter((change) => taken.has(change.id))
  const { done, stale } = acceptChanges(document, chosen)
  history.pause()
  onTaken(chosen.map((change) => change.id))
  let said = 0
  for (const [i, { remark, at, thread, rest }] of sayings.entries()) {
    onProgress(i / sayings.length)
    const [first, ...answers] = rest
    if (!at) continue
    if (first !== undefined) {
      const into = thread ?? (await beginThread(id, at, first)).id
      for (const answer of thread === undefined ? answers : rest) await reply(id, into, answer)
    }
    onTaken([remark.id])
    said++
  }
  return { done: done.length + said, stale: stale.length + sayings.length - said }
}
