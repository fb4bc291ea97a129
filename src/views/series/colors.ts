/// The colours a person can have. Each has 4.5:1 against the white of its letters, and 3:1 against
/// the page in both themes.
export const colors = [
  '#7a4fd0',
  '#0a7a66',
  '#b8452f',
  '#2563c9',
  '#b73586',
  '#8f6000',
  '#3f7a2b',
  '#616b7a',
] as const

/// The colour of a person, the same everywhere and always: it follows from their id.
export function colorOf(id: string): string {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return colors[(hash >>> 0) % colors.length] as string
}
