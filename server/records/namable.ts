import type { Namable } from '../../src/shared/document/talk.ts'
import { mentionedIn } from '../../src/shared/domain/thread.ts'
import type { Records } from './database.ts'
import type { CommentTable } from './threadtables.ts'

/// People named in comments who are not in the room: more are not looked up.
const mostNamed = 500

/// The members, whoever has said something, and whoever was named, by the names they have now.
export async function peopleOf(
  records: Records,
  series: string,
  comments: readonly CommentTable[],
): Promise<readonly Namable[]> {
  const people = new Map<string, Namable>()
  for (const { author, authorName } of comments) {
    people.set(author, { id: author, name: authorName, isMember: false })
  }
  const members = await records
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.user')
    .select(['user.id', 'user.name'])
    .where('member.series', '=', series)
    .orderBy('user.name')
    .execute()
  for (const { id, name } of members) people.set(id, { id, name, isMember: true })
  const named = new Set(comments.flatMap(({ body }) => mentionedIn(body)))
  const others = [...named].filter((id) => !people.has(id)).slice(0, mostNamed)
  if (others.length > 0) {
    const rows = await records
      .selectFrom('user')
      .select(['id', 'name'])
      .where('id', 'in', others)
      .execute()
    for (const { id, name } of rows) people.set(id, { id, name, isMember: false })
  }
  return [...people.values()]
}
