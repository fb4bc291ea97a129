import type { Subject } from '../../shared/document/subject.ts'
import type { Comment, Thread } from '../../shared/document/talk.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { sayFault } from '../parts/ask.ts'
import { toasts } from '../parts/toasts.ts'
import { beginThread, deleteComment, editComment, noteRead, reply, resolve } from './api.ts'
import type { Talk } from './talk.ts'

/// What people do in threads. Each gives back whether the server has done it; if not, it has been
/// said why.

export async function begin(
  talk: Talk,
  words: Words,
  at: Subject,
  body: string,
): Promise<string | undefined> {
  const made = await tried(talk, words, () => beginThread(talk.session.id, at, body))
  return made?.id
}

export async function answer(talk: Talk, words: Words, { id }: Thread, body: string) {
  return (await tried(talk, words, () => reply(talk.session.id, id, body))) !== undefined
}

export async function settle(talk: Talk, words: Words, { id }: Thread, resolved: boolean) {
  return (await tried(talk, words, () => resolve(talk.session.id, id, resolved))) !== undefined
}

export async function rewrite(
  talk: Talk,
  words: Words,
  thread: Thread,
  comment: Comment,
  body: string,
) {
  const edit = () => editComment(talk.session.id, thread.id, comment.id, body)
  return (await tried(talk, words, edit)) !== undefined
}

export async function takeBack(talk: Talk, words: Words, thread: Thread, comment: Comment) {
  const remove = () => deleteComment(talk.session.id, thread.id, comment.id)
  return (await tried(talk, words, remove)) !== undefined
}

/// Notes that threads have been read, here at once and on the server. When that fails they are
/// unread again the next time, which does no harm.
export function haveRead(talk: Talk, threads: readonly Thread[]): void {
  const unread = threads.filter((thread) => thread.unread > 0)
  if (unread.length === 0) return
  const ids = new Set(unread.map(({ id }) => id))
  talk.change((data) => ({
    ...data,
    unread: data.unread - unread.reduce((sum, thread) => sum + thread.unread, 0),
    threads: data.threads.map((each) => (ids.has(each.id) ? { ...each, unread: 0 } : each)),
  }))
  for (const { id, comments } of unread) {
    const upTo = Math.max(...comments.map(({ said }) => said))
    noteRead(talk.session.id, upTo, id).catch(() => {})
  }
}

async function tried<T>(talk: Talk, words: Words, deed: () => Promise<T>): Promise<T | undefined> {
  try {
    const done = await deed()
    await talk.refresh()
    return done
  } catch (refusal) {
    toasts.add({ title: sayFault(words, refusal), priority: 'high' })
    return undefined
  }
}
