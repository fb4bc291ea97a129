import type { Element } from '../../shared/domain/element.ts'

/// What other programs call the elements: the classes of the web pages they write and of what they
/// put on the clipboard (Final Draft, WriterDuet, Celtx, Fade In, Highland, Fountain viewers), the
/// styles of Word templates, and the Chinese names of such styles.
const known: Readonly<Record<string, Element>> = {
  sceneheading: 'scene-heading',
  sceneheader: 'scene-heading',
  scene: 'scene-heading',
  slugline: 'scene-heading',
  slug: 'scene-heading',
  场景: 'scene-heading',
  场景标题: 'scene-heading',
  场景头: 'scene-heading',
  action: 'action',
  actions: 'action',
  description: 'action',
  动作: 'action',
  动作描述: 'action',
  描述: 'action',
  character: 'character',
  charactername: 'character',
  cue: 'character',
  charactercue: 'character',
  speaker: 'character',
  角色: 'character',
  角色名: 'character',
  人物名: 'character',
  parenthetical: 'parenthetical',
  paren: 'parenthetical',
  wryly: 'parenthetical',
  括号: 'parenthetical',
  表演提示: 'parenthetical',
  dialogue: 'dialogue',
  dialog: 'dialogue',
  speech: 'dialogue',
  对白: 'dialogue',
  对话: 'dialogue',
  台词: 'dialogue',
  transition: 'transition',
  转场: 'transition',
  shot: 'shot',
  镜头: 'shot',
  lyric: 'lyric',
  lyrics: 'lyric',
  onscreentext: 'on-screen-text',
  字幕: 'on-screen-text',
  general: 'general',
}

const prefix =
  /^(?:fd|finaldraft|screenplay|script|sp|sc|wd|writerduet|celtx|scrippet|fountain|highland|element|el|type|line|剧本)(?=.)/

/// The element that a class or a style is called after; undefined where it is called anything else.
export function elementOfName(name: string): Element | undefined {
  const plain = name.toLowerCase().replace(/[^\p{L}]/gu, '')
  const found = own(plain)
  if (found) return found
  const rest = plain.replace(prefix, '')
  return own(rest) ?? own(rest.replace(/(?:char|style|element|block|line|text)$/, ''))
}

function own(name: string): Element | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined
}
