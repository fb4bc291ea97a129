import type { Carried } from '../screenplay.ts'

/// What Fountain has no sign for stands in notes of ours, on lines of their own, which other
/// programs hide:
///
///     [[line; seconds: 4; translation: 电梯门开了。]]
///
///     The lift opens.
///
/// A note begins with what it speaks of: `line` is of the line behind it, `segment` and `episode` of
/// the one whose heading stands above, `series`, `cast` and `place` of the whole file. Entries are
/// parted by `;`, the items of a list by `,`. A backslash makes the next character plain, `\n` and
/// `\r` are line ends; white space at the ends of a value counts only behind a backslash. A note with
/// anything in it that says nothing to us is somebody else's, and text.

export const nouns = ['line', 'segment', 'episode', 'series', 'cast', 'place'] as const
export type Noun = (typeof nouns)[number]

/// An entry of a note; the value as it is written.
export type Fact = readonly [key: string, value: string]

export interface FactNote {
  readonly noun: Noun
  readonly facts: readonly Fact[]
}

const opening = new RegExp(`^\\[\\[(${nouns.join('|')});`)

/// `source` is one line of the file, without space at its ends.
export function readFactNote(source: string): FactNote | undefined {
  const noun = opening.exec(source)?.[1] as Noun | undefined
  if (!noun || source.includes('\n') || source.indexOf(']]') !== source.length - 2) return undefined
  const facts: Fact[] = []
  for (const entry of splitPlain(source.slice(3 + noun.length, -2), ';')) {
    const colon = entry.indexOf(':')
    if (colon < 0) return undefined
    facts.push([entry.slice(0, colon).trim(), entry.slice(colon + 1)])
  }
  return { noun, facts }
}

/// Undefined where there is nothing to say.
export function writeFactNote(noun: Noun, facts: readonly Fact[]): string | undefined {
  if (facts.length === 0) return undefined
  const said = [noun, ...facts.map(([key, value]) => `${key}: ${value}`)].join('; ')
  // A bracket at the end would close the note too early.
  return said.endsWith(']') ? `[[${said} ]]` : `[[${said}]]`
}

/// A text as a value.
export function sayText(text: string): string {
  const value = text
    .replace(/[\\;[\]]|\*(?=\/)|(?<=\/)\*/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  const held = /^[^\S\n\r]/.test(text) ? `\\${value}` : value
  return text.length > 1 && /[^\S\n\r]$/.test(text)
    ? `${held.slice(0, -1)}\\${held.slice(-1)}`
    : held
}

export function sayList(items: readonly string[]): string {
  return items.map((item) => sayText(item).replaceAll(',', '\\,')).join(', ')
}

/// The text of a value.
export function hearText(value: string): string {
  let text = ''
  /// How much of the text is not white space at its end.
  let solid = 0
  for (let i = 0; i < value.length; i++) {
    let char = value[i] as string
    const escaped = char === '\\' && i + 1 < value.length
    if (escaped) {
      i++
      char = value[i] as string
      if (char === 'n') char = '\n'
      else if (char === 'r') char = '\r'
    } else if (char.trim() === '') {
      if (text !== '') text += char
      continue
    }
    text += char
    solid = text.length
  }
  return text.slice(0, solid)
}

/// At least one item.
export function hearList(value: string): readonly string[] {
  return splitPlain(value, ',').map(hearText)
}

/// Cuts at a character wherever no backslash makes it plain.
function splitPlain(text: string, at: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === at) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}

export function hearNumber(value: string): number | undefined {
  const text = value.trim()
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : undefined
}

/// What a format has left: its id, and behind the first comma its text.
export function sayCarried(carried: Readonly<Record<string, string>> = {}): Fact[] {
  return Object.entries(carried).map(([format, text]) => [
    'carried',
    `${sayList([format])}, ${sayText(text)}`,
  ])
}

/// Undefined where one is not of that form, or a format comes twice.
export function hearCarried(values: readonly string[]): Carried | undefined {
  const left = new Map<string, string>()
  for (const value of values) {
    const comma = splitPlain(value, ',')[0]?.length ?? 0
    const format = hearText(value.slice(0, comma))
    if (comma === value.length || left.has(format)) return undefined
    left.set(format, hearText(value.slice(comma + 1)))
  }
  return Object.fromEntries(left)
}

/// How the entries of a key are read, all of them at once. Undefined where they say nothing to us.
export type Hear<T> = (values: readonly string[]) => Partial<T> | undefined

/// An entry that may stand in a note once.
export function once<T, K extends keyof T>(
  name: K,
  hear: (value: string) => T[K] | undefined,
): Hear<T> {
  return ([value, ...more]) => {
    const heard = value === undefined || more.length > 0 ? undefined : hear(value)
    return heard === undefined ? undefined : ({ [name]: heard } as unknown as Partial<T>)
  }
}

/// Reads the entries of a note. Undefined where any of them says nothing to us.
export function readFacts<T extends object>(
  facts: readonly Fact[],
  ways: { readonly [key: string]: Hear<T> },
): Partial<T> | undefined {
  const values = new Map<string, string[]>()
  for (const [key, value] of facts) {
    const same = values.get(key)
    if (same) same.push(value)
    else values.set(key, [value])
  }
  let found: Partial<T> = {}
  for (const [key, given] of values) {
    const heard = Object.hasOwn(ways, key) ? ways[key]?.(given) : undefined
    if (!heard) return undefined
    found = { ...found, ...heard }
  }
  return found
}
