/// What a bench found out, as lines of one table.

export interface Row {
  readonly what: string
  readonly unit: 'ms' | 'µs' | 'kB' | 'MB' | 'edits'
  readonly ours: number
  /// What it stands beside, by name.
  readonly beside?: { readonly name: string; readonly value: number }
  /// The most that is allowed: as a share of what it stands beside, with so much more, or in the
  /// unit.
  readonly budget?: { readonly ratio: number; readonly plus?: number } | { readonly most: number }
}

export function isMissed({ ours, beside, budget }: Row): boolean {
  if (!budget) return false
  // What could not be measured keeps no promise.
  if ('most' in budget) return !(ours <= budget.most)
  return !(ours <= budget.ratio * (beside?.value ?? Number.NaN) + (budget.plus ?? 0))
}

/// The rows under each other, in columns.
export function say(rows: readonly Row[]): string {
  const lines = [
    ['what', 'ours', 'beside', 'ratio', 'budget', ''],
    ...rows.map((row) => {
      const { what, unit, ours, beside, budget } = row
      return [
        what,
        `${round(ours)} ${unit}`,
        beside ? `${round(beside.value)} ${unit}, ${beside.name}` : '',
        beside ? (ours / beside.value).toFixed(2) : '',
        budget ? sayBudget(budget, unit) : '',
        budget ? (isMissed(row) ? 'OVER' : 'ok') : '',
      ]
    }),
  ]
  return columns(lines)
}

/// Lines of cells, each column as wide as its widest.
export function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, i) =>
    Math.max(...lines.map((line) => line[i]?.length ?? 0)),
  )
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function sayBudget(budget: NonNullable<Row['budget']>, unit: Row['unit']): string {
  if ('most' in budget) return `≤ ${budget.most} ${unit}`
  const plus = budget.plus === undefined ? '' : ` + ${budget.plus} ${unit}`
  return `≤ ${budget.ratio} ×${plus}`
}

export function round(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)
}

/// The value in the middle; NaN of nothing.
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/// The value below which `share` (0 … 1) of them lie.
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at % 1)
}
