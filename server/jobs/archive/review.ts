import { type EpisodeOutline, fingerprintOf } from '../../../src/shared/derive/outline.ts'
import {
  longestNote,
  longestSignOff,
  mostSignOffs,
  verdicts,
} from '../../../src/shared/domain/review.ts'
import { segmentKinds } from '../../../src/shared/domain/segment.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import type { ArchivedReady, ArchivedReview, ArchivedSignOff } from './layout.ts'
import { isRecord, isTime, keepable, nameOf } from './value.ts'

/// Sign-offs, marks and outlines of one archive: far more than any series has.
const mostInAll = 20_000
/// Characters of one outline, as JSON, and of all.
const longestOutline = 200_000
const mostOutlines = 20_000_000

/// Reads the review of an archive: each word of it as it may be said here, each outline under the
/// fingerprint that it has. What cannot be read is counted.
export function reviewOf(value: unknown, losses: Loss[]): ArchivedReview | undefined {
  const given = isRecord(value) ? value : {}
  const [required, ready, signOffs] = [given.required, given.ready, given.signOffs]
  if (!Array.isArray(required) || !Array.isArray(ready) || !Array.isArray(signOffs)) {
    losses.push({ code: 'archive.review', message: 'The sign-offs cannot be read.' })
    return undefined
  }
  const marks = ready.slice(0, mostInAll).flatMap(readyOf)
  const said = signOffs.slice(0, mostInAll).flatMap(signOffOf)
  const lost = ready.length - marks.length + signOffs.length - said.length
  if (lost > 0) {
    losses.push({ code: 'archive.review', message: `Sign-offs that cannot be read: ${lost}.` })
  }
  const names = [...new Set(required.flatMap(signOffNameOf))].slice(0, mostSignOffs)
  const named = new Set(said.map(({ fingerprint }) => fingerprint))
  const outlines = outlinesOf(given.outlines, named)
  return { required: names, ready: marks, signOffs: said, outlines }
}

function readyOf(value: unknown): readonly ArchivedReady[] {
  if (!isRecord(value) || !isId(value.episode)) return []
  const { episode, by, at } = value
  return typeof by === 'string' && isTime(at) ? [{ episode, by: nameOf(by), at }] : []
}

function signOffOf(value: unknown): readonly ArchivedSignOff[] {
  if (!isRecord(value) || !isId(value.episode)) return []
  const { episode, by, at, fingerprint, note, link } = value
  const verdict = verdicts.find((each) => each === value.verdict)
  const [signOff] = value.signOff === null ? [null] : signOffNameOf(value.signOff)
  if (!verdict || signOff === undefined || (signOff === null && verdict !== 'changes')) return []
  if (typeof by !== 'string' || !isTime(at) || !isFingerprint(fingerprint)) return []
  if (typeof note !== 'string' || note.length > longestNote) return []
  return [
    {
      episode,
      signOff,
      verdict,
      fingerprint,
      note: keepable(note),
      by: nameOf(by),
      ...(typeof link === 'string' && { link: nameOf(link) }),
      at,
    },
  ]
}

function signOffNameOf(value: unknown): readonly string[] {
  if (typeof value !== 'string') return []
  const name = keepable(value.trim())
  return name !== '' && name.length <= longestSignOff ? [name] : []
}

/// Those that a sign-off names, as many as there is room for.
function outlinesOf(value: unknown, named: ReadonlySet<string>): ArchivedReview['outlines'] {
  if (!isRecord(value)) return {}
  let room = mostOutlines
  const found = Object.entries(value)
    .filter(([fingerprint]) => named.has(fingerprint))
    .flatMap(([fingerprint, each]): [string, EpisodeOutline][] => {
      const outline = outlineOf(each)
      if (!outline || fingerprintOf(outline) !== fingerprint) return []
      room -= JSON.stringify(outline).length
      return room >= 0 ? [[fingerprint, outline]] : []
    })
  return Object.fromEntries(found)
}

function outlineOf(value: unknown): EpisodeOutline | undefined {
  if (!isRecord(value) || !Array.isArray(value.parts)) return undefined
  const { title, summary } = value
  if (typeof title !== 'string' || typeof summary !== 'string') return undefined
  const parts = value.parts.flatMap((part: unknown) => {
    const kind = isRecord(part) && segmentKinds.find((each) => each === part.kind)
    if (!kind || !isId(part.id) || typeof part.text !== 'string') return []
    return [{ id: part.id, kind, text: part.text }]
  })
  const outline = { title, summary, parts }
  const size = JSON.stringify(outline).length
  return parts.length === value.parts.length && size <= longestOutline ? outline : undefined
}

function isFingerprint(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200 && !value.includes('\0')
}
