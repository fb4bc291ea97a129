import { asSubject } from '../../../src/shared/document/subject.ts'
import { longestComment, mostComments, mostThreads } from '../../../src/shared/domain/thread.ts'
import type { Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss, Screenplay } from '../../../src/shared/format/screenplay.ts'
import { openZip } from '../../../src/shared/format/zip.ts'
import { openDocument } from '../../rooms/content.ts'
import { readWholeDocument } from '../../rooms/whole.ts'
import {
  type ArchivedReview,
  type ArchivedTalk,
  type ArchivedThread,
  archiveVersion,
  entryNames,
  isNoteKey,
} from './layout.ts'
import { reviewOf } from './review.ts'
import { isRecord, isTime, keepable, nameOf } from './value.ts'

/// An archive that was opened: its document has been read through, and its comments are sound.
export interface OpenedArchive {
  readonly screenplay: Screenplay
  readonly document: Uint8Array
  readonly talk: ArchivedTalk
  /// Absent in archives that were made before there was one in them.
  readonly review?: ArchivedReview
  readonly losses: readonly Loss[]
}

/// Opens the archive of a series. Nothing in it is trusted: the document is held to what a
/// connection may send, each comment and each sign-off to what one may say.
export function openArchive(bytes: Uint8Array): OpenedArchive | Unreadable {
  const zip = openZip(bytes)
  if ('code' in zip) return zip
  const head = jsonOf(zip.read(entryNames.head))
  const version = isRecord(head) ? head.archive : undefined
  if (typeof version !== 'number') return stranger
  if (version > archiveVersion) return newer
  const document = zip.read(entryNames.document)
  if (!document || 'code' in document) return document ?? damaged
  if (!readWholeDocument(document)) return damaged
  const losses: Loss[] = []
  const talk = talkOf(jsonOf(zip.read(entryNames.talk)), losses)
  const said = zip.read(entryNames.review)
  const review = said && reviewOf(jsonOf(said), losses)
  const { screenplay } = openDocument(document)
  return { screenplay, document, talk, ...(review && { review }), losses }
}

function talkOf(value: unknown, losses: Loss[]): ArchivedTalk {
  const given = isRecord(value) && Array.isArray(value.threads) ? value.threads : undefined
  if (!given) {
    losses.push({ code: 'archive.comments', message: 'The comments cannot be read.' })
    return { threads: [] }
  }
  let comments = 0
  const threads = given.slice(0, mostThreads).flatMap((each: unknown) => {
    const thread = threadOf(each)
    comments += thread?.comments.length ?? 0
    return thread && comments <= mostInAll ? [thread] : []
  })
  if (threads.length < given.length) {
    const lost = given.length - threads.length
    losses.push({ code: 'archive.comments', message: `Threads that cannot be read: ${lost}.` })
  }
  const takenBack = keysOf(isRecord(value) ? value.takenBack : undefined)
  return { threads, ...(takenBack.length > 0 && { takenBack }) }
}

/// Keys of notes (src/shared/format/fdx/scriptnotes.ts).
function keysOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isNoteKey).slice(0, mostThreads) : []
}

function threadOf(value: unknown): ArchivedThread | undefined {
  if (!isRecord(value) || !Array.isArray(value.comments)) return undefined
  const at = asSubject(value.at)
  const comments = value.comments.slice(0, mostComments).flatMap((each: unknown) => {
    if (!isRecord(each) || typeof each.body !== 'string' || typeof each.by !== 'string') return []
    if (each.body === '' || each.body.length > longestComment || !isTime(each.said)) return []
    const edited = isTime(each.edited) ? each.edited : null
    return [{ by: nameOf(each.by), body: keepable(each.body), said: each.said, edited }]
  })
  if (!at || comments.length === 0) return undefined
  const { resolved } = value
  const settled =
    isRecord(resolved) && typeof resolved.name === 'string' && isTime(resolved.at)
      ? { name: nameOf(resolved.name), at: resolved.at }
      : null
  const note = isNoteKey(value.note) ? { note: value.note } : {}
  return { at, resolved: settled, comments, ...note }
}

/// Comments of one archive: far more than any series has, and they go into the database at once.
const mostInAll = 20_000

function jsonOf(entry: Uint8Array | Unreadable | undefined): unknown {
  if (!entry || 'code' in entry) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(entry))
  } catch {
    return undefined
  }
}

const stranger: Unreadable = {
  code: 'archive.stranger',
  message: 'This zip is not the archive of a series. Unpack it and import the script in it.',
}
const newer: Unreadable = {
  code: 'archive.newer',
  message: 'A newer Ninety has made this archive. Bring this one up to date and try again.',
}
const damaged: Unreadable = {
  code: 'archive.damaged',
  message: 'This archive is damaged. The script lies in it as files that can be imported.',
}
