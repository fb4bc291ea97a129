import type { Translation } from '../catalogue.ts'
import type { editor as english } from '../en/editor.ts'

export const editor: Translation<typeof english> = {
  'script.label': '整季剧本',
  'script.outline.empty': '一句话写出发生了什么',

  element: '本行的元素',
  'element.scene-heading': '场景标题',
  'element.action': '动作',
  'element.character': '人物',
  'element.parenthetical': '括注',
  'element.dialogue': '台词',
  'element.transition': '转场',
  'element.shot': '镜头',
  'element.lyric': '歌词',
  'element.on-screen-text': '字幕文字',
  'element.general': '普通',
}
