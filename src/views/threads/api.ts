import type { Subject } from '../../shared/document/subject.ts'
import type { Talk } from '../../shared/document/talk.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/threads`.

const path = (series: string, ...rest: readonly string[]) =>
  ['/api/series', series, 'threads', ...rest].join('/')

export function readThreads(series: string): Promise<Talk> {
  return ask('GET', path(series))
}

export function beginThread(series: string, at: Subject, body: string): Promise<{ id: string }> {
  return ask('POST', path(series), { at, body })
}

export function reply(series: string, thread: string, body: string): Promise<{ id: string }> {
  return ask('POST', path(series, thread, 'replies'), { body })
}

export function resolve(series: string, thread: string, resolved: boolean): Promise<unknown> {
  return ask('PATCH', path(series, thread), { resolved })
}

export function editComment(
  series: string,
  thread: string,
  comment: string,
  body: string,
): Promise<unknown> {
  return ask('PATCH', path(series, thread, 'comments', comment), { body })
}

export function deleteComment(series: string, thread: string, comment: string): Promise<unknown> {
  return ask('DELETE', path(series, thread, 'comments', comment))
}

export function noteRead(series: string, upTo: number, thread?: string): Promise<unknown> {
  return ask('POST', path(series, 'read'), { upTo, ...(thread === undefined ? {} : { thread }) })
}
