import type { Hit } from '../../shared/derive/find.ts'

/// A hit with what stands around it, in one row.
export interface Excerpt {
  readonly before: string
  readonly said: string
  readonly after: string
}

/// Code units that are shown in front of the hit and behind it.
const around = { before: 30, after: 80 } as const

export function excerptOf({ text, from, to }: Hit): Excerpt {
  const start = wholeAt(text, Math.max(0, from - around.before))
  const end = wholeAt(text, Math.min(text.length, to + around.after))
  return {
    before: oneRow(`${start > 0 ? '…' : ''}${text.slice(start, from)}`),
    said: oneRow(text.slice(from, to)),
    after: oneRow(`${text.slice(to, end)}${end < text.length ? '…' : ''}`),
  }
}

/// The place, or the one behind it where a character would be cut in two.
function wholeAt(text: string, at: number): number {
  return /^[\udc00-\udfff]/.test(text.slice(at)) ? at + 1 : at
}

function oneRow(text: string): string {
  return text.replaceAll('\n', ' ')
}
