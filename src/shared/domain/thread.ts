/// What people say about the script: limits, and names in what they say.

/// Code units of one comment.
export const longestComment = 4000
export const mostComments = 500
/// In one series, resolved ones included.
export const mostThreads = 5000

/// A comment is plain text in which `@[id]` names somebody: an id stays theirs when their name
/// changes.
const mention = /@\[([\w:.-]{1,100})\]/g

export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly id: string }

export function mentionOf(id: string): string {
  return `@[${id}]`
}

/// A comment as text and names, in order.
export function readComment(body: string): readonly Said[] {
  const said: Said[] = []
  let passed = 0
  for (const found of body.matchAll(mention)) {
    if (found.index > passed) said.push({ kind: 'text', text: body.slice(passed, found.index) })
    said.push({ kind: 'mention', id: found[1] as string })
    passed = found.index + found[0].length
  }
  if (passed < body.length) said.push({ kind: 'text', text: body.slice(passed) })
  return said
}

/// The ids of those that a comment names, each once.
export function mentionedIn(body: string): readonly string[] {
  const ids = readComment(body).flatMap((part) => (part.kind === 'mention' ? [part.id] : []))
  return [...new Set(ids)]
}
