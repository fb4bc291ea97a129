export const editor = {
  'script.label': 'The script of the season',
  'script.outline.empty': 'What happens, in one sentence',
} as const
