/// Gives back the old value when the new one says the same.
export function keep<T extends object>(old: T | undefined, value: T): T {
  if (!old) return value
  const oldFields = Object.entries(old)
  const fields = Object.entries(value)
  if (oldFields.length !== fields.length) return value
  const was = old as Record<string, unknown>
  return fields.every(([key, field]) => was[key] === field) ? old : value
}

export function keepArray<T>(old: readonly T[] | undefined, value: readonly T[]): readonly T[] {
  return old && sameItems(old, value) ? old : value
}

export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
