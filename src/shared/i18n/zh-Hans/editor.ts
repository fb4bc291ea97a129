import type { Translation } from '../catalogue.ts'
import type { editor as english } from '../en/editor.ts'

export const editor: Translation<typeof english> = {
  'script.label': '整季剧本',
  'script.outline.empty': '一句话写出发生了什么',
}
