import { newId, secureRandom } from '../../src/shared/document/random.ts'
import type { Subject } from '../../src/shared/document/subject.ts'
import type { Talk } from '../../src/shared/document/talk.ts'
import { longestComment, mentionOf, readComment } from '../../src/shared/domain/thread.ts'
import type { ArchivedTalk } from '../jobs/archive/layout.ts'
import { newComment } from './comment.ts'
import type { CommentTable, ThreadTable } from './threadtables.ts'

/// The rows of what an archive says was said about a series that has just been made of it. Whoever
/// said it has no account here that is known: only their names stay.
export function rowsOfTalk(
  series: string,
  { threads, takenBack = [] }: ArchivedTalk,
  now: number,
): { readonly threads: readonly ThreadTable[]; readonly comments: readonly CommentTable[] } {
  const rows: ThreadTable[] = []
  const said: CommentTable[] = []
  const people = new Map<string, string>()
  // A thread without comments is gone, and says that its note is.
  for (const key of takenBack) {
    const subject = JSON.stringify({ on: 'episode', episode: '-' } satisfies Subject)
    rows.push({ id: idOf(key), series, subject, made: now, resolved: null, resolvedName: null })
  }
  for (const { at, resolved, comments, note } of threads) {
    const id = idOf(note)
    const times = timesOf(comments, now)
    const made = times[0] ?? now
    const settled = { resolved: resolved?.at ?? null, resolvedName: resolved?.name ?? null }
    rows.push({ id, series, subject: JSON.stringify(at), made, ...settled })
    for (const [i, { by, body, edited }] of comments.entries()) {
      const person = people.get(by) ?? `archive:${newId(secureRandom)}`
      people.set(by, person)
      const author = { id: person, name: by, link: null }
      said.push({ ...newComment(series, id, author, body, times[i] ?? now), edited })
    }
  }
  return { threads: rows, comments: said }
}

/// When each comment of a thread was said: none later than now, which would have everything that is
/// said meanwhile count as read, and each before the next, which is how they are put in order.
function timesOf(comments: ArchivedTalk['threads'][number]['comments'], now: number) {
  let next = now + 1
  return comments
    .toReversed()
    .map(({ said }) => {
      next = Math.min(said, next - 1)
      return next
    })
    .toReversed()
}

/// What was said, for an archive: names stand where ids of accounts stood. `ids` are those of all
/// threads there have been, also of those without a comment.
export function archivedTalk({ threads, people }: Talk, ids: readonly string[]): ArchivedTalk {
  const there = new Set(threads.map(({ id }) => id))
  const takenBack = ids.flatMap((id) => (there.has(id) ? [] : Object.values(noteIn(id))))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  // A note of a file may say the same and mean nobody.
  const sayName = (id: string) => (names.has(id) ? `@${names.get(id)}` : mentionOf(id))
  const named = (body: string) =>
    readComment(body)
      .map((part) => (part.kind === 'text' ? part.text : sayName(part.id)))
      .join('')
      .slice(0, longestComment)
      .toWellFormed()
  return {
    ...(takenBack.length > 0 && { takenBack }),
    threads: threads.map(({ id, at, resolved, comments }) => ({
      at,
      resolved,
      ...noteIn(id),
      comments: comments.map(({ by, body, said, edited }) => ({
        by: by.name,
        body: named(body),
        said,
        edited,
      })),
    })),
  }
}

/// The id of a new thread. One that was made from a note of a file says which: `note-<key>-<id>`.
function idOf(note: string | undefined): string {
  const id = newId(secureRandom)
  return note === undefined ? id : `note-${note}-${id}`
}

/// The key of the note that a thread was made from, by its id.
function noteIn(id: string): { readonly note?: string } {
  const [, note] = /^note-([a-z0-9]+)-/.exec(id) ?? []
  return note === undefined ? {} : { note }
}
