import type { Subject } from '../../shared/document/subject.ts'
import { ask } from '../parts/ask.ts'

/// `/api/series/{id}/threads`. Times are milliseconds since 1970.

export interface Author {
  readonly id: string
  readonly name: string
  /// Whom the guest link names that they came by.
  readonly link: string | null
}

export interface Comment {
  readonly id: string
  readonly body: string
  readonly by: Author
  readonly said: number
  readonly edited: number | null
}

export interface Thread {
  readonly id: string
  readonly at: Subject
  readonly resolved: { readonly name: string; readonly at: number } | null
  readonly comments: readonly Comment[]
  readonly unread: number
}

export interface Namable {
  readonly id: string
  readonly name: string
  readonly isMember: boolean
}

export interface TalkData {
  /// The id of whoever asked.
  readonly me: string
  readonly threads: readonly Thread[]
  readonly unread: number
  readonly people: readonly Namable[]
}

const path = (series: string, ...rest: readonly string[]) =>
  ['/api/series', series, 'threads', ...rest].join('/')

export function readThreads(series: string): Promise<TalkData> {
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
