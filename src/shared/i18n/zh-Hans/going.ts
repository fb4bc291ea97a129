import type { Translation } from '../catalogue.ts'
import type { going as english } from '../en/going.ts'

export const going: Translation<typeof english> = {
  'going.scenes': '场景',
  'going.characters': '人物',
  'going.character.next': '{{name}}，下一句',
  'going.character.first': '{{name}}，第一句',

  'going.back': '回到之前的位置',
  'going.forward': '再往前',
  'going.back.none': '还没有去过别处。',
  'going.forward.none': '前面没有去过的位置。',

  'going.focus': '专注于正在写的段落',
  'going.typewriter': '当前行保持同一高度',
  'going.fold': '折叠或展开本集',
  'going.fold.all': '折叠或展开全部分集',
  'going.folded': '已折叠',

  'going.follow': '跟随{{name}}',
  'going.follow.next': '跟随下一个人，或不再跟随',
  'going.follow.nobody': '这里没有别人。',
  'going.follow.left': '{{name}}已离开。',
  'going.follow.stop': '停止跟随',
  'going.following': '正在跟随{{name}}',
  'going.company': '在这里：{{names}}',
  'going.company.and': '、',

  'going.narrow': '列表显示哪些分集',
  'going.narrow.all': '全部分集',
  'going.narrow.over': '超时',
  'going.narrow.empty': '还没有写',
  'going.narrow.people': '有人在',
  'going.narrow.mine': '我写的',
  'going.narrow.unlock': '付费点',
  'going.narrow.status': '状态',
  'going.narrow.writer': '编剧',
  'going.narrow.off': '显示全部分集',
  'going.narrow.count': '{{left}}/{{all}} 集',
}
