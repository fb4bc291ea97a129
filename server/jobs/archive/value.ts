/// What is read out of an archive, which anybody may have written.

/// The name of somebody, as long as a name may be.
export function nameOf(text: string): string {
  return keepable(text.slice(0, 200))
}

/// PostgreSQL takes no NUL in a text, and nobody types one.
export function keepable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/// Milliseconds since 1970, up to the last that a `Date` can hold.
export function isTime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 8.64e15
}
