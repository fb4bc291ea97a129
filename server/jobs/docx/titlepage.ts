import type { TitlePageEntry } from '../../../src/shared/format/screenplay.ts'

/// An entry of the title page in one paragraph, a value to a row.
export function titlePageText({ key, values }: TitlePageEntry): string {
  return `${key}: ${values.join('\n')}`
}

/// Reads one: as one of the `known`, where it still says the same.
export function readTitlePageText(text: string, known: readonly TitlePageEntry[]): TitlePageEntry {
  const same = known.find((entry) => titlePageText(entry) === text)
  if (same) return same
  const colon = text.search(/[:：]/u)
  if (colon < 0) return { key: text, values: [] }
  const values = text
    .slice(colon + 1)
    .trimStart()
    .split('\n')
  return { key: text.slice(0, colon).trimEnd(), values }
}
