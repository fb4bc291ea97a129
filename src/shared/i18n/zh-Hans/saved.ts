import type { Translation } from '../catalogue.ts'
import type { saved as english } from '../en/saved.ts'

export const saved = {
  'saved.connecting': '正在打开',
  'saved.saved': '已保存',
  'saved.saving': '正在保存',
  'saved.offline': '离线',
  'saved.offline.kept_other': '离线：{{count}} 处改动已留在此浏览器',
  'saved.offline.unkept_other': '离线：{{count}} 处改动只在本页',
  'saved.trouble.server': '服务器无法保存',
  'saved.trouble.browser': '已保存，本机无副本',
  'saved.refused': '无法保存',
  'saved.brief.unkept': '未保存',
  'saved.brief.server': '无法保存',
  'saved.brief.browser': '已保存',

  'saved.detail': '哪些内容是安全的',
  'saved.detail.connecting': '正在读取这部剧。',
  'saved.detail.saved': '你写的一切都已写入服务器磁盘。此浏览器留有副本，断线时也能继续写。',
  'saved.detail.saving_other': '{{count}} 处改动正在写入服务器磁盘。',
  'saved.detail.line': '与服务器的连接断开了。',
  'saved.detail.tooMuch': '短时间内从这个页面发来的内容太多，服务器请它等待半分钟。',
  'saved.detail.server':
    '服务器有回应，但无法写入磁盘，可能是磁盘满了。请告诉管理服务器的人。这个页面会自动重试。',
  'saved.detail.nothing': '此前写的内容都在服务器磁盘上。',
  'saved.detail.goOn': '你可以继续写：内容会留在此浏览器里。',
  'saved.detail.goOn.unkept': '现在写的内容在连接恢复前只在这个页面里，请不要关闭它。',
  'saved.detail.kept_other':
    '{{count}} 处改动已留在此浏览器里，关闭页面也不会丢。能连上服务器后会自动保存。',
  'saved.detail.unkept_other':
    '{{count}} 处改动只在这个页面里，请不要关闭它。能连上服务器后会自动保存。',
  'saved.detail.refused': '服务器不再接收这个页面的内容：{{reason}}。',
  'saved.detail.refused.changes_other': '你有 {{count}} 处改动没有送达。',
  'saved.detail.online': '只要保持连接，你写的一切都会写入服务器磁盘。',

  'unkept.title': '此浏览器不留副本。',
  'unkept.refused': '它不允许网页存储内容：可能是无痕窗口，或者某项设置。',
  'unkept.full': '它的存储空间已满。',
  'unkept.lost': '副本被移走了：由另一个窗口，或由浏览器自己。',
  'unkept.so': '断线时，你写的内容只会在这个页面里。只要保持连接，一切都会保存到服务器。',
  'unkept.understood': '知道了',

  'refused.signedOut': '你已退出登录',
  'refused.removed': '你已不在这部剧中',
  'refused.linkOver': '你使用的链接已失效',
  'refused.readOnly': '你在这里只能阅读',
  'refused.malformed': '它发送的内容无法读取',
  'refused.unknown': '没有这部剧',
  'refused.unapplied': '有一处改动无法写入',
  'refused.replaced': '服务器上的剧与此浏览器里的不是同一份',
  'refused.notYours': '其中有这部剧里没有的他人文字',
  'refused.outdated': '它比服务器旧',
  'refused.other': '代码 {{code}}',

  'ended.replaced.title': '这部剧在服务器上已被替换',
  'ended.replaced':
    '此浏览器里的是更早的一份，两份无法合并。这里的文字已另外放好：你可以下载，或把它存成一部新剧，然后打开服务器上的那份。',
  'ended.notYours.title': '服务器不认识其中一些文字',
  'ended.notYours':
    '此浏览器里有他人的文字，而这部剧里已经没有了。这里的文字已另外放好：你可以下载，或把它存成一部新剧，然后打开服务器上的那份。',
  'ended.unapplied.title': '有一处改动服务器无法写入',
  'ended.unapplied':
    '这里的文字已另外放好：你可以下载，或把它存成一部新剧，然后打开服务器上的那份。',
  'ended.malformed.title': '服务器无法读取这个页面发送的内容',
  'ended.malformed':
    '这里的文字已另外放好：你可以下载，或把它存成一部新剧，然后打开服务器上的那份。',
  'ended.outdated.title': '这个页面比服务器旧',
  'ended.outdated': '重新加载即可换成新版本。你写的内容留在此浏览器里。',
  'ended.outdated.unkept': '重新加载前，请先下载你写的内容。',
  'ended.update': '加载新版本',
  'ended.changes_other': '你有 {{count}} 处改动没有送达服务器。从此浏览器移除前，请先下载。',
  'ended.unsent_other': '你有 {{count}} 处改动没有送达服务器。',
  'ended.cleared': '此浏览器里的副本已移除。',
  'signin.ended.changes_other': '你已退出登录。{{count}} 处改动没有送达服务器：登录后会自动保存。',

  'rescue.download': '下载这份文字',
  'rescue.keep': '存成一部新剧',
  'rescue.kept': '“{{title}}”现在是一部独立的剧。',
  'rescue.title': '{{title}}（来自此浏览器）',
  'rescue.open': '打开服务器上的剧',
  'rescue.remove': '从此浏览器移除',
  'rescue.remove.sure': '永久移除？',
  'rescue.remove.why': '这份文字不在服务器上。如果没有下载，就再也找不回来了。',
  'rescue.aside': '此浏览器的文字已另外放好（{{when}}）。',
  'rescue.aside.changes_other': '其中有 {{count}} 处改动从未送达服务器。',

  'leaving.title': '还有未保存的改动，要离开吗？',
  'leaving.why_other':
    '{{count}} 处改动只在这个页面里：既不在服务器上，也没有留在此浏览器。离开就会丢失。',
  'leaving.stay': '留在这里',
  'leaving.leave': '离开并放弃',

  'signout.title': '还有未保存的改动，要退出登录吗？',
  'signout.why': '你写的内容没有全部送达服务器。退出登录会把它们从此浏览器移除：',
  'signout.row_other': '{{title}}：{{count}} 处改动',
  'signout.row.aside': '{{title}}：另外放好的文字',
  'signout.stay': '保持登录',
  'signout.leave': '退出并放弃',
  'signout.download': '下载',

  'version.new': 'Ninety 有新版本。',
  'version.take': '加载',

  'library.copies': '留在此浏览器里的剧',
  'library.copies.none': '此浏览器里没有留下任何剧。',
  'library.copies.lead': '下面的剧照样能打开，你写的内容会留在这里，等服务器恢复。',
  'library.copies.used': '{{when}}打开过',
  'library.copies.unsent_other': '{{count}} 处改动不在服务器上',
  'library.unsent.sending_other':
    '《{{title}}》有 {{count}} 处改动还只在此浏览器里，正在送往服务器。',
  'library.unsent.refused_other': '《{{title}}》有 {{count}} 处改动在此浏览器里，服务器不接受。',
  'library.unsent.open': '打开这部剧',
} satisfies Translation<typeof english>
