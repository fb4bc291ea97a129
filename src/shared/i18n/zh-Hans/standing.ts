import type { Translation } from '../catalogue.ts'
import type { standing as english } from '../en/standing.ts'

export const standing: Translation<typeof english> = {
  'signin.ended': '你已退出登录。重新登录后会回到原处。',
  'account.title': '你的账号',
  'account.menu': '你的账号：{{name}}',
  'account.signout': '退出登录',
  'account.signin': '用账号登录',
  'role.owner': '负责人',
  'role.writer': '编剧',
  'role.producer': '制片人',
  'role.viewer': '阅读者',
  'role.guest': '访客',
  'role.owner.may': '写作，并决定谁可以参与',
  'role.writer.may': '写作、批注、标记可审阅的剧集',
  'role.producer.may': '批注，要求修改',
  'role.viewer.may': '只读',
  'standing.readonly.producer': '阅读和批注',
  'standing.readonly.viewer': '只读',
  'standing.readonly.long': '你在这里的角色是{{role}}：可以阅读、选择和复制。想写作请联系负责人。',
  'ended.removed.title': '你已不在这部剧中',
  'ended.removed': '负责人已将你移出。如有疑问，请联系对方。',
  'ended.linkOver.title': '你的链接已失效',
  'ended.linkOver':
    '你使用的链接已被收回或已过期。你在这里说过的内容会保留。请向发送者再要一个链接。',
  'ended.unknown.title': '你无法打开这部剧',
  'ended.unknown': '这个地址没有剧集，或者你尚未受邀。请向给你地址的人要一个邀请。',
  'ended.readOnly.title': '你在这里不能再写作',
  'ended.readOnly': '你的角色已改为只读，服务器拒绝了你的一处改动。',
  'ended.as': '你登录的是 {{name}}，{{email}}。',
  'ended.reload': '重新打开阅读',
  'invite.row.signoff': '签核“{{signOff}}”',
}
