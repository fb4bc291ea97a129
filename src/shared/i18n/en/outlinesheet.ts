/// What is said of a sheet of outlines that somebody brings back.
export const outlinesheet = {
  'outlinesheet.title': 'Title of episode {{number}}',
  'outlinesheet.summary': 'Summary of episode {{number}}',
  'outlinesheet.target': 'Target of episode {{number}}, in seconds',
  'outlinesheet.hook': 'Episode {{number}}, hook',
  'outlinesheet.beat': 'Episode {{number}}, beat {{beat}}',
  'outlinesheet.cliffhanger': 'Episode {{number}}, cliffhanger',
  'outlinesheet.outline': 'Outline',
  'outlinesheet.seconds': 'Planned seconds',
  'outlinesheet.emotion': 'Emotion',
  'outlinesheet.tags': 'Tags',
  'outlinesheet.new.beat': 'New beat in episode {{number}}',
  'outlinesheet.new.episode': 'New episode {{number}}',
  'outlinesheet.nothing': 'nothing',
  'outlinesheet.contested':
    'The room has changed this too since the sheet was made. The sheet would replace it.',
  'outlinesheet.remark.unmarked':
    'This sheet does not say what it was made from: all that differs from the series is listed. Look at each before you take it.',
  'outlinesheet.remark.column':
    'The column “{{column}}” is not part of an outline. It was left out.',
  'outlinesheet.remark.reckoned':
    '“{{column}}” follows from the series and cannot be changed in a sheet. “{{text}}” was left out.',
  'outlinesheet.remark.unreadable':
    '“{{text}}” under “{{column}}” cannot be read as what belongs there. It was left out.',
  'outlinesheet.remark.count':
    '“{{text}}” under “{{column}}” should have {{count}} values with | between them: one for the hook, each beat and the cliffhanger, empty where there is none. It was left out.',
  'outlinesheet.remark.gone':
    'What this belonged to is no longer in the season. It was left out: “{{text}}”',
  'outlinesheet.remark.missing':
    'The sheet has no row for {{number}}. What has no row stays as it is.',
  'outlinesheet.remark.stray': 'This row belongs to no episode. It was left out: “{{text}}”',
  'outlinesheet.remark.twice':
    'A second row of the same. It was left out: “{{text}}”. Empty its last cell to make it a new one.',
  'outlinesheet.remark.cut':
    'The sheet had only a part of this text, which is too long for a cell. The change was left out: “{{text}}”',

  // A sheet that a new series is made of.
  'loss.sheet.column': 'A column of the sheet is not part of an outline and was left out.',
  'loss.sheet.stray': 'A row of the sheet says nothing of an episode and was left out.',
  'loss.sheet.count':
    'A cell should have a value for each segment, with | between them, and was left out.',
  'loss.sheet.unreadable': 'A cell cannot be read as what belongs there and was left out.',
  'unreadable.outline.empty': 'This sheet has heads and no episode under them.',
} as const
