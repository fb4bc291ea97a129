import type { Letter } from './mail.ts'

/// What goes out by mail, each in both languages: which one the reader prefers is not known yet.

export function resetLetter(to: string, url: string): Letter {
  return {
    to,
    subject: 'Ninety: a new password · 重设密码',
    text: [
      'Somebody asked for a new password for this address. If it was you, open this link within an hour:',
      '有人为此邮箱申请重设密码。如果是你本人，请在一小时内打开以下链接：',
      '',
      url,
      '',
      'If it was not you, do nothing: your password stays.',
      '如果不是你本人，请忽略此邮件，密码不会改变。',
      '',
    ].join('\n'),
  }
}

export function inviteLetter(to: string, from: string, series: string, url: string): Letter {
  return {
    to,
    subject: `${oneLine(from)}: ${oneLine(series)} · Ninety`,
    text: [
      `${oneLine(from)} invites you to the writers’ room of “${oneLine(series)}”:`,
      `${oneLine(from)}邀请你加入《${oneLine(series)}》的编剧室：`,
      '',
      url,
      '',
      'The link is for this address only.',
      '此链接仅供此邮箱使用。',
      '',
    ].join('\n'),
  }
}

/// Names are typed by people, and a line break ends a header.
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 120)
}
