import type { Translation } from '../catalogue.ts'
import type { pasting as english } from '../en/pasting.ts'

export const pasting: Translation<typeof english> = {
  'paste.plain': '粘贴为纯文本',
  'paste.empty': '剪贴板里没有可以粘贴的文字。',
  'paste.too-long': '一次最多粘贴一百万字或一万行，这次太多，没有粘贴。请存成文件再导入。',
  'paste.file': '文件不能拖到剧本里，请在“全部剧集”页面导入。',
  'paste.emphasis': '粗体、斜体等格式太多，只粘贴了文字。',
  'paste.denied': '浏览器不允许网页读取剪贴板，请按 {{key}}。',
  'copy.fountain': '复制为 Fountain',
  'copy.fountain.done_other': '已把 {{count}} 行复制为 Fountain。',
  'copy.fountain.none': '先把光标放进剧本，再复制。',
  'copy.fountain.denied': '浏览器不允许网页写入剪贴板。',

  'view.spelling': '打开或关闭拼写检查',
  'view.spelling.on': '由浏览器检查拼写。',
  'view.spelling.off': '不再检查拼写。',

  counts: '字数统计',
  'counts.selected': '已选：{{words}}，{{characters}}，{{lines}}',
  'counts.selection': '所选',
  'counts.segment': '本段落',
  'counts.episode': '本集',
  'counts.series': '全部分集',
  'counts.what': '范围',
  'counts.words': '字数',
  'counts.characters': '字符',
  'counts.lines': '行',
  'counts.words.number_other': '{{count}} 字',
  'counts.characters.number_other': '{{count}} 字符',
  'counts.lines.number_other': '{{count}} 行',
  'counts.note': '只计剧本行，不计标题和大纲；字符不计空格。',
}
