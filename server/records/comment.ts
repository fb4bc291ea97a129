import { newId, secureRandom } from '../../src/shared/document/random.ts'
import type { Comment } from '../../src/shared/document/talk.ts'
import type { Author } from '../../src/shared/domain/author.ts'
import type { CommentTable } from './threadtables.ts'

/// The row of a new comment.
export function newComment(
  series: string,
  thread: string,
  by: Author,
  body: string,
  said: number,
): CommentTable {
  return {
    id: newId(secureRandom),
    series,
    thread,
    body,
    author: by.id,
    authorName: by.name,
    authorLink: by.link,
    said,
    edited: null,
    deleted: null,
  }
}

export function commentOf(row: CommentTable): Comment {
  const { id, body, said, edited } = row
  const by = { id: row.author, name: row.authorName, link: row.authorLink }
  return { id, body, by, said: Number(said), edited: edited === null ? null : Number(edited) }
}
