import type { Key } from '../../shared/i18n/catalogue.ts'
import type { Command } from './commands.ts'
import type { Finder, FoundPlace } from './finders.ts'

/// Something that the palette offers.
export type Result = Pick<FoundPlace, 'id' | 'name' | 'note' | 'run'> & Pick<Command, 'keys'>

export interface ResultGroup {
  readonly group: Key
  readonly results: readonly Result[]
}

/// Groups of commands in the order in which they are offered; others come behind.
const groups: readonly Key[] = ['keys.group.go', 'keys.group.edit', 'keys.group.view']

/// What there is for a text: commands first, then places; for a number the places first, because a
/// number is an episode.
export function paletteResults(
  text: string,
  commands: readonly Command[],
  finders: readonly Finder[],
): readonly ResultGroup[] {
  const wanted = text.trim()
  const places = Map.groupBy(
    finders.flatMap(({ group, find }) => find(wanted).map((result) => ({ group, result }))),
    ({ group }) => group,
  )
  const found: readonly ResultGroup[] = [...places].map(([group, all]) => ({
    group,
    results: all.map(({ result }) => result),
  }))
  const matching = commandsFor(wanted, commands)
  return /^\d/.test(wanted) ? [...found, ...matching] : [...matching, ...found]
}

function commandsFor(text: string, commands: readonly Command[]): readonly ResultGroup[] {
  const found = commands.flatMap((command): { group: Key; result: Result }[] => {
    const { id, name, group, keys, run, onlyFound } = command
    if (!run || id === 'palette' || (text === '' && onlyFound) || !matches(name, text)) return []
    return [{ group, result: { id, name, run, ...(keys && { keys }) } }]
  })
  const rank = (group: Key) => {
    const at = groups.indexOf(group)
    return at < 0 ? groups.length : at
  }
  return [...Map.groupBy(found, ({ group }) => group)]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([group, all]) => ({ group, results: all.map(({ result }) => result) }))
}

/// Whether each word of the text is part of the name.
export function matches(name: string, text: string): boolean {
  const lower = name.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => lower.includes(part))
}
