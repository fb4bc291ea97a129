/// The two lists that a room keeps beside its script.
export const rosters = ['cast', 'places'] as const
export type Roster = (typeof rosters)[number]

/// What somebody has written down about a character or a place. Who is on the list without one is
/// there because the script names them.
export interface CastEntry {
  readonly id: string
  readonly name: string
  readonly notes: string
  /// Other spellings that stand for the same, in the order of their letters.
  readonly aliases: readonly string[]
  /// As `#7a4fd0`.
  readonly colour?: string
}

export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value)
}

/// What two spellings of one name have in common: neither case nor spaces tell people apart.
export function keyOfName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim().toUpperCase()
}
