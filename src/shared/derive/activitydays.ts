/// What happened, put together so that a day's work reads in a minute: by day, then by person, a
/// line for each kind of deed with all the episodes it was done to.

/// Something that somebody did, as the server tells it.
export interface Deed<What extends string = string> {
  readonly what: What
  /// Empty where it was done to no episode.
  readonly episode: string
  readonly by: { readonly id: string; readonly name: string }
  /// Milliseconds since 1970.
  readonly at: number
  readonly signOff: string | null
  /// What was said about it.
  readonly text: string
}

export interface Day<What extends string> {
  /// `2031-04-09`, as `dayOf` says it.
  readonly day: string
  readonly people: readonly PersonsDay<What>[]
}

export interface PersonsDay<What extends string> {
  readonly by: Deed['by']
  readonly lines: readonly DayLine<What>[]
}

export interface DayLine<What extends string> {
  readonly what: What
  readonly signOff: string | null
  /// Ids, each once.
  readonly episodes: readonly string[]
  /// What was said, the oldest first.
  readonly said: readonly { readonly episode: string; readonly text: string }[]
  /// Of the last of them.
  readonly at: number
}

/// The newest day first; in it, who did something last comes first, and what they did last. A name
/// without an id is the person of that name.
export function daysOf<What extends string>(
  deeds: readonly Deed<What>[],
  dayOf: (at: number) => string,
): readonly Day<What>[] {
  const days = new Map<string, Map<string, Deed<What>[]>>()
  for (const deed of [...deeds].sort((a, b) => b.at - a.at)) {
    const day = dayOf(deed.at)
    const people = days.get(day) ?? new Map<string, Deed<What>[]>()
    days.set(day, people)
    const known = [...people].find(([, [first]]) => samePerson(first?.by, deed.by))
    if (known) known[1].push(deed)
    else people.set(`${deed.by.id} ${deed.by.name}`, [deed])
  }
  return Array.from(days, ([day, people]) => ({
    day,
    people: Array.from(people.values(), (done) => ({
      by: done.find(({ by }) => by.id !== '')?.by ?? (done[0] as Deed).by,
      lines: linesOf(done),
    })),
  }))
}

function samePerson(a: Deed['by'] | undefined, b: Deed['by']): boolean {
  if (!a) return false
  return a.id !== '' && b.id !== '' ? a.id === b.id : a.name === b.name
}

function linesOf<What extends string>(deeds: readonly Deed<What>[]): readonly DayLine<What>[] {
  const lines = new Map<string, Deed<What>[]>()
  for (const deed of deeds) {
    const key = `${deed.what} ${deed.signOff ?? ''}`
    const line = lines.get(key)
    if (line) line.push(deed)
    else lines.set(key, [deed])
  }
  return Array.from(lines.values(), (line) => {
    const { what, signOff, at } = line[0] as Deed<What>
    const oldest = line.toReversed()
    return {
      what,
      signOff,
      episodes: [...new Set(oldest.map(({ episode }) => episode))],
      said: oldest.flatMap(({ episode, text }) => (text === '' ? [] : [{ episode, text }])),
      at,
    }
  })
}

/// Whole numbers as people write them in a row: "1–5, 8, 10–11".
export function sayNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const ranges: [from: number, to: number][] = []
  for (const number of sorted) {
    const last = ranges.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
