import type { Tell } from '../../../src/shared/format/progress.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { writeZip } from '../../../src/shared/format/zip.ts'
import { fileName } from '../../filename.ts'
import { openDocument } from '../../rooms/content.ts'
import { formats } from '../formats.ts'
import {
  type ArchivedReview,
  type ArchivedTalk,
  type ArchiveHead,
  archiveVersion,
  entryNames,
} from './layout.ts'

/// The formats of the script that lie in an archive for people and other programs.
const readable = ['json', 'fountain', 'fdx', 'pdf']

/// Everything of a series as one zip: the document itself, from which it comes back whole, bin
/// included; the comments and the sign-offs; and the script as files that need no Ninety.
export async function writeArchive(
  document: Uint8Array,
  talk: ArchivedTalk,
  review: ArchivedReview,
  at: number,
  tell?: Tell,
): Promise<{
  readonly title: string
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}> {
  const { screenplay } = openDocument(document)
  const { title, language } = screenplay
  const text = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
  const made = new Date(at)
  const head: ArchiveHead = {
    archive: archiveVersion,
    title,
    language,
    made: made.toISOString(),
  }
  const entries: [string, Uint8Array][] = [
    [entryNames.head, text(head)],
    [entryNames.document, document],
    [entryNames.talk, text(talk)],
    [entryNames.review, text(review)],
  ]
  const losses: Loss[] = []
  for (const [i, id] of readable.entries()) {
    const format = formats.find((each) => each.id === id)
    if (!format?.write) continue
    tell?.(i, readable.length)
    const written = await format.write(screenplay, {}, (_done, _of, fetching) =>
      tell?.(i, readable.length, fetching),
    )
    // What a script format leaves out is in the document beside it; a page that cannot be printed as
    // it is, is not.
    if (id === 'pdf') losses.push(...written.losses.filter(({ code }) => /font|glyph/.test(code)))
    entries.push([`${nameOf(title)}${format.extensions[0] ?? ''}`, written.bytes])
  }
  return { title, bytes: writeZip(entries, made), losses }
}

/// What the files of the script are called: never like the archive's own, not even where a disk takes
/// capitals for small letters.
function nameOf(title: string): string {
  const name = fileName(title)
  const isTaken = Object.values(entryNames).some((own) => own.startsWith(`${name.toLowerCase()}.`))
  return isTaken ? `${name} (script)` : name
}
