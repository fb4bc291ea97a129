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
