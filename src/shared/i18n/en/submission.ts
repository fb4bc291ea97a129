/// The headings of a submission package. They are written into files.
export const submission = {
  'submission.logline': 'Logline',
  'submission.synopsis': 'Synopsis',
  'submission.cast': 'Characters',
  'submission.episodes': 'Episode summaries',
  'submission.script': 'Script, episodes 1–{{number}}',
  'submission.episode': 'Episode {{number}}',
  'submission.facts': '{{number}} episodes of about {{seconds}} seconds',
} as const
