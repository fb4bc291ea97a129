/// Rows that go into one statement: databases take some 30,000 values in it.
const batch = 200

/// Rows in the batches that they go in by.
export function batchesOf<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / batch)
  return Array.from({ length: count }, (_, i) => rows.slice(i * batch, (i + 1) * batch))
}
