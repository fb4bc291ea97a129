import type { Translation } from '../catalogue.ts'
import type { outlinesheet as english } from '../en/outlinesheet.ts'

export const outlinesheet: Translation<typeof english> = {
  'outlinesheet.title': '第{{number}}集标题',
  'outlinesheet.summary': '第{{number}}集简介',
  'outlinesheet.target': '第{{number}}集目标秒数',
  'outlinesheet.hook': '第{{number}}集钩子',
  'outlinesheet.beat': '第{{number}}集节拍 {{beat}}',
  'outlinesheet.cliffhanger': '第{{number}}集悬念',
  'outlinesheet.outline': '梗概',
  'outlinesheet.seconds': '计划秒数',
  'outlinesheet.emotion': '情绪',
  'outlinesheet.tags': '标签',
  'outlinesheet.new.beat': '第{{number}}集新节拍',
  'outlinesheet.new.episode': '新的第{{number}}集',
  'outlinesheet.nothing': '空',
  'outlinesheet.contested': '表格导出之后，这里也在剧本中改过。采用表格会替换剧本中的内容。',
  'outlinesheet.remark.unmarked':
    '这张表格没有导出时的标记，下面列出的是它与剧本的所有不同之处。请逐条看过再采用。',
  'outlinesheet.remark.column': '“{{column}}”一列不属于大纲，没有采用。',
  'outlinesheet.remark.reckoned': '“{{column}}”由剧本得出，不能在表格里改。“{{text}}”没有采用。',
  'outlinesheet.remark.unreadable': '“{{column}}”一列里的“{{text}}”无法识别，没有采用。',
  'outlinesheet.remark.count':
    '“{{column}}”一列里的“{{text}}”应有 {{count}} 个值，用 | 隔开：钩子、每个节拍、悬念各一个，没有就留空。没有采用。',
  'outlinesheet.remark.gone': '这一格对应的内容已不在本季中，没有采用：“{{text}}”',
  'outlinesheet.remark.missing': '表格里没有 {{number}} 这一行。没有的行在剧本中保持不变。',
  'outlinesheet.remark.stray': '这一行不属于任何一集，没有采用：“{{text}}”',
  'outlinesheet.remark.twice':
    '同一集出现了第二行，没有采用：“{{text}}”。要新建一集，请清空这一行的最后一格。',
  'outlinesheet.remark.cut': '这段文字太长，表格里只有一部分，所做的改动没有采用：“{{text}}”',

  // A sheet that a new series is made of.
  'loss.sheet.column': '表格里有一列不属于大纲，没有采用。',
  'loss.sheet.stray': '表格里有一行没有说明任何一集，没有采用。',
  'loss.sheet.count': '有一格应为每一段各填一个值，用 | 隔开，没有采用。',
  'loss.sheet.unreadable': '有一格无法识别，没有采用。',
  'unreadable.outline.empty': '这张表格只有表头，没有任何一集。',
}
