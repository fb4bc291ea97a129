import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import type { Outlined } from '../document/outlines.ts'
import type { SegmentKind } from '../domain/segment.ts'

/// The outline of an episode as a value: what a producer reads, and what a sign-off is given to.
/// Its number is not part of it (an episode put in front of it changes nothing that was approved),
/// and neither is its script.
export interface EpisodeOutline {
  readonly title: string
  readonly summary: string
  /// The hook, the beats that say something, the cliffhanger.
  readonly parts: readonly OutlinePart[]
}

export interface OutlinePart {
  /// The id of the segment. Two outlines that differ in ids alone read the same and are the same.
  readonly id: string
  readonly kind: SegmentKind
  /// Paragraphs end in "\n", the last one excepted.
  readonly text: string
}

/// The outline of an episode as it stands. Space that nobody sees is not part of it: what is typed
/// behind the last word, and an empty beat, change nothing. The same object for the same episode.
export function outlineOf(episode: Outlined): EpisodeOutline {
  const known = outlines.get(episode)
  if (known) return known
  const parts = episode.segments.map(({ id, kind, outlines }) => ({
    id,
    kind,
    text: plain(outlines.map(({ text }) => text).join('\n')),
  }))
  const outline = {
    title: plain(episode.title),
    summary: plain(episode.summary),
    parts: parts.filter(({ kind, text }) => kind !== 'beat' || text !== ''),
  }
  outlines.set(episode, outline)
  return outline
}

const outlines = new WeakMap<Outlined, EpisodeOutline>()

/// 128 bits of SHA-256 over the words of an outline and the kinds of its parts, as 32 hexadecimal
/// digits. Whoever computes it from the same outline gets the same; ids do not count.
export function fingerprintOf(outline: EpisodeOutline): string {
  const known = fingerprints.get(outline)
  if (known !== undefined) return known
  const { title, summary, parts } = outline
  // The first entry says how the rest is laid out.
  const said = ['outline 1', title, summary, ...parts.flatMap(({ kind, text }) => [kind, text])]
  const bytes = digest(encodeUtf8(JSON.stringify(said))).subarray(0, 16)
  const fingerprint = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  fingerprints.set(outline, fingerprint)
  return fingerprint
}

const fingerprints = new WeakMap<EpisodeOutline, string>()

/// Composed characters, one space between words, no empty paragraphs.
function plain(text: string): string {
  return text
    .normalize('NFC')
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
