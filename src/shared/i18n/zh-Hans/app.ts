import type { Translation } from '../catalogue.ts'
import type { app as english } from '../en/app.ts'

export const app: Translation<typeof english> = {
  'app.name': 'Ninety',
  'app.home': '全部剧集',
  'app.skip': '跳到剧本',
  'app.loading': '正在打开……',
  'app.nothing': '这个地址没有内容。',
  'app.broken': '页面的这一部分出错了：{{reason}} 你写的内容不受影响。',
  'app.absent': '这个页面还没有载入，服务器也没有回应。你写的内容不受影响。',
  'app.reload': '重新加载页面',

  'place.script': '剧本',
  'place.board': '看板',
  places: '视图',

  theme: '外观',
  'theme.system': '跟随系统',
  'theme.light': '浅色',
  'theme.dark': '深色',
  language: '界面语言',
  'language.en': 'English',
  'language.zh-Hans': '简体中文',
  menu: '菜单',
  settings: '设置',
  'settings.letters': '单字母快捷键',

  'action.undo': '撤销',
  'action.redo': '重做',
  'action.cancel': '取消',
  'action.close': '关闭',
  'action.save': '保存',
  'action.retry': '重试',
  'action.more': '更多',

  'person.me': '{{name}}（你）',
  'person.here': '{{name}}，在第{{number}}集',
  'person.follow': '去{{name}}所在的位置',
  'person.guest': '{{name}}，访客',
  'person.more': '还有 {{count}} 人',
  people: '正在这部剧里的人',

  'fault.network': '服务器没有回应。它在运行吗？',
  'fault.series.missing': '没有这部剧。',
  'fault.series.broken': '无法从磁盘读取这部剧。',
  'fault.server.closing': '服务器正在重启，请稍后再试。',
  'fault.server.failed': '服务器出了问题。你写的内容不受影响。',
  'fault.file.unreadable': '无法读取这个文件。',
  'fault.file.large': '文件太大：超过 {{size}} MB。',
  'fault.format.unknown': 'Ninety 可以读取 .fountain 和 .txt 文件。',
  'fault.request.bad': '服务器没有看懂：{{message}}',
  'fault.unknown': '服务器的回答：{{message}}',
}
