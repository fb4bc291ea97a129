import type { Namable } from '../../shared/document/talk.ts'
import { mentionOf, readComment } from '../../shared/domain/thread.ts'

/// Names in a comment while it is written: people see `@Name`, what is kept is `@[id]`.

/// What is being typed behind an `@`, from the `@` up to the caret.
export interface Asked {
  readonly from: number
  readonly query: string
}

/// How far behind an `@` a name may be looked for, in code units.
const longestName = 40

/// What is asked for at the caret; undefined where it stands behind no `@` that begins a word.
export function askedAt(text: string, caret: number): Asked | undefined {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || caret - from > longestName) return undefined
  const before = text[from - 1]
  if (before !== undefined && /[\w@.]/.test(before)) return undefined
  const query = text.slice(from + 1, caret)
  return /[\n@]/.test(query) || query.startsWith(' ') ? undefined : { from, query }
}

/// Who may be meant, those in the room first; at most six.
export function candidates(people: readonly Namable[], query: string): readonly Namable[] {
  const wanted = query.trim().toLocaleLowerCase()
  const fits = ({ name }: Namable) => {
    const lower = name.toLocaleLowerCase()
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
  }
  return [...people]
    .filter(fits)
    .sort((a, b) => Number(b.isMember) - Number(a.isMember))
    .slice(0, 6)
}

/// A comment as it is shown to whoever changes it. A name that nobody knows stays as it is kept.
export function toText(body: string, people: readonly Namable[]): string {
  return readComment(body)
    .map((part) => {
      if (part.kind === 'text') return part.text
      const person = people.find(({ id }) => id === part.id)
      return person ? `@${person.name}` : mentionOf(part.id)
    })
    .join('')
}

/// A comment as it is kept: each `@Name` of somebody is that person. Of two of one name the one that
/// was `chosen`, else the first.
export function toBody(
  text: string,
  people: readonly Namable[],
  chosen: readonly Namable[] = [],
): string {
  const known = [...chosen, ...people].filter(({ name }) => name !== '')
  known.sort((a, b) => b.name.length - a.name.length)
  let body = ''
  let at = 0
  while (at < text.length) {
    const person = text[at] === '@' ? known.find((each) => isNamed(each, text, at)) : undefined
    body += person ? mentionOf(person.id) : text[at]
    at += person ? person.name.length + 1 : 1
  }
  return body
}

/// A name in letters ends where its letters do; Chinese has no space behind it.
function isNamed({ name }: Namable, text: string, at: number): boolean {
  if (!text.startsWith(name, at + 1)) return false
  const behind = text[at + 1 + name.length]
  return behind === undefined || !(/\w$/.test(name) && /\w/.test(behind))
}
