import type { Translation } from '../catalogue.ts'
import type { submission as english } from '../en/submission.ts'

export const submission: Translation<typeof english> = {
  'submission.logline': '一句话故事',
  'submission.synopsis': '故事梗概',
  'submission.cast': '人物小传',
  'submission.episodes': '分集大纲',
  'submission.script': '剧本正文（第1–{{number}}集）',
  'submission.episode': '第{{number}}集',
  'submission.facts': '共{{number}}集，每集约{{seconds}}秒',
}
