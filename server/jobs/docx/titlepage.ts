import type { TitlePageEntry } from '../../../src/shared/format/screenplay.ts'

/// An entry of the title page in one paragraph, a value to a row.
export function titlePageText({ key, values }: TitlePageEntry): string {
  return `${key}: ${values.join('\n')}`
}

/// Reads one: as one of the `known`, where it still says the same.
export function readTitlePageText(text: string, known: readonly TitlePageEntry[]): TitlePageEntry {
  const same = known.find((entry) => titlePageText(entry) === text)
  if (same) return same
  const colon = /\s*[:：]\s*/u.exec(text)
  if (!colon) return { key: text, values: [] }
  const values = text.slice(colon.index + colon[0].length).split('\n')
  return { key: text.slice(0, colon.index), values }
}
