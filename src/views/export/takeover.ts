import type { Session } from '../../session/session.ts'
import { acceptChanges, subjectOfRemark } from '../../shared/document/acceptance.ts'
import { cutsPairAt } from '../../shared/document/diff.ts'
import { applyOutlineEdits } from '../../shared/document/outlineedits.ts'
import { longestComment } from '../../shared/domain/thread.ts'
import { giveWay } from '../find/giveway.ts'
import { beginThread, reply } from '../threads/api.ts'
import type { Compared } from './backapi.ts'

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
/// Throws where the server does not take a comment; what was taken before stays.
export async function takeOver(
  { document, history, id }: Session,
  compared: Compared,
  taken: ReadonlySet<string>,
  { onProgress, onTaken }: Following,
): Promise<TakenOver> {
  if (compared.kind === 'outline') {
    const edits = compared.changes.edits.filter((edit) => taken.has(edit.id))
    const ways = { history, giveWay: giveWay(onProgress) }
    const { applied, changed } = await applyOutlineEdits(document, edits, ways)
    return { done: applied, stale: changed.length }
  }
  const { changes, remarks } = compared.comparison
  // Where a comment is said is found in what the file was held against: before that changes.
  const threads = remarks
    .filter((remark) => taken.has(remark.id))
    .map((remark) => ({ remark, at: subjectOfRemark(document, remark) }))
  history.pause()
  const chosen = changes.filter((change) => taken.has(change.id))
  const { done, stale } = acceptChanges(document, chosen)
  history.pause()
  onTaken(chosen.map((change) => change.id))
  let begun = 0
  for (const [i, { remark, at }] of threads.entries()) {
    onProgress(i / threads.length)
    const said = remark.said.map(({ by, text }) => `${by.name}: ${text}`)
    const [first, ...answers] = said.flatMap(commentsOf)
    if (!at || first === undefined) continue
    const thread = await beginThread(id, at, first)
    onTaken([remark.id])
    for (const answer of answers) await reply(id, thread.id, answer)
    begun++
  }
  return { done: done.length + begun, stale: stale.length + threads.length - begun }
}

/// What somebody says in as many comments as it takes.
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = []
  let rest = text.toWellFormed()
  while (rest.length > longestComment) {
    const end = cutsPairAt(rest, longestComment) ? longestComment - 1 : longestComment
    comments.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...comments, rest].filter((comment) => comment.trim() !== '')
}
