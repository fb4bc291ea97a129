export const editor = {
  'script.label': 'The script of the season',
  'script.outline.empty': 'What happens, in one sentence',

  element: 'Element of the line',
  'element.scene-heading': 'Scene heading',
  'element.action': 'Action',
  'element.character': 'Character',
  'element.parenthetical': 'Parenthetical',
  'element.dialogue': 'Dialogue',
  'element.transition': 'Transition',
  'element.shot': 'Shot',
  'element.lyric': 'Lyric',
  'element.on-screen-text': 'On-screen text',
  'element.general': 'General',
} as const
