import { type CastEntry, keyOfName } from '../domain/castentry.ts'

/// The list of the cast, or of the places: everybody whom the script names, joined with what has
/// been entered about them. Nothing of it is stored: who is taken out of the script and has no entry
/// is not on the list any more.

/// What the script names, and how often; see `castOf` and `placesOf`.
export interface Named {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly episodes: readonly string[]
}

export interface Listed {
  /// Of `name`, see `keyOfName`.
  readonly key: string
  readonly name: string
  /// Character lines, or scenes, in all spellings.
  readonly count: number
  /// The ids of the episodes, each once, in order.
  readonly episodes: readonly string[]
  /// Other spellings that stand for the same, with how often the script has them.
  readonly aliases: readonly { readonly name: string; readonly count: number }[]
  /// What has been entered under this name or one of the others, the oldest id first. Two people who
  /// enter the same at once make two entries, which are shown as one.
  readonly entries: readonly CastEntry[]
  readonly colour?: string
}

/// Joins what the script names with what has been entered. An entry brings its name and its aliases
/// together; what the script names most often comes first, then by name.
export function listOf(
  named: readonly Named[],
  entries: readonly CastEntry[],
  inOrder: readonly string[],
): readonly Listed[] {
  const parents = new Map<string, string>()
  const headOf = (key: string): string => {
    let head = key
    for (let up = parents.get(key); up !== undefined; up = parents.get(up)) head = up
    // The next one to ask has one step to go.
    for (let at = key; at !== head; ) {
      const up = parents.get(at) ?? head
      parents.set(at, head)
      at = up
    }
    return head
  }
  const join = (a: string, b: string) => {
    const [first, second] = [headOf(a), headOf(b)]
    if (first !== second) parents.set(second, first)
  }
  const aliases = new Set<string>()
  for (const entry of entries) {
    for (const alias of entry.aliases) {
      join(keyOfName(entry.name), keyOfName(alias))
      if (keyOfName(alias) !== keyOfName(entry.name)) aliases.add(keyOfName(alias))
    }
  }
  const groups = new Map<string, Group>()
  const at = (key: string): Group => {
    const head = headOf(key)
    const group = groups.get(head) ?? { named: [], entries: [] }
    groups.set(head, group)
    return group
  }
  for (const one of named) at(one.key).named.push(one)
  for (const entry of entries) at(keyOfName(entry.name)).entries.push(entry)
  const places = new Map(inOrder.map((id, i) => [id, i]))
  return [...groups.values()]
    .map((group) => listed(group, aliases, places))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

interface Group {
  readonly named: Named[]
  readonly entries: CastEntry[]
}

function listed(
  { named, entries }: Group,
  aliases: ReadonlySet<string>,
  places: ReadonlyMap<string, number>,
): Listed {
  // The name is one that is not another's alias; in a circle, that of the oldest entry.
  const main = entries.find(({ name }) => !aliases.has(keyOfName(name))) ?? entries[0]
  const key = main ? keyOfName(main.name) : (named[0]?.key ?? '')
  const inScript = named.find((one) => one.key === key)
  const spellings = new Map<string, { name: string; count: number }>()
  for (const alias of entries.flatMap((entry) => entry.aliases)) {
    if (keyOfName(alias) !== key) spellings.set(keyOfName(alias), { name: alias, count: 0 })
  }
  for (const one of named) {
    if (one.key !== key) spellings.set(one.key, { name: one.name, count: one.count })
  }
  const episodes = [...new Set(named.flatMap((one) => one.episodes))]
  const colour = entries.find((entry) => entry.colour !== undefined)?.colour
  return {
    key,
    name: inScript?.name ?? main?.name ?? '',
    count: named.reduce((sum, one) => sum + one.count, 0),
    episodes: episodes.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
    aliases: [...spellings.values()],
    entries,
    ...(colour !== undefined && { colour }),
  }
}
