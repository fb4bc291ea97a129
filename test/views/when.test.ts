import { expect, test } from 'vitest'
import { sayWhen } from '../../src/views/parts/when.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

test.each([
  ['2026-11-21T12:00:30Z', 'now', '现在'],
  ['2026-11-21T11:59:01Z', 'now', '现在'],
  ['2026-11-21T11:55:00Z', '5 minutes ago', '5分钟前'],
  ['2026-11-21T11:00:00Z', '1 hour ago', '1小时前'],
  ['2026-11-21T09:00:00Z', '3 hours ago', '3小时前'],
  ['2026-11-20T11:00:00Z', 'yesterday', '昨天'],
  ['2026-11-16T11:00:00Z', '5 days ago', '5天前'],
  ['2026-09-01T12:00:00Z', 'September 1, 2026', '2026年9月1日'],
])('%s is %s, %s', (moment, english, chinese) => {
  expect(sayWhen(moment, now, 'en')).toBe(english)
  expect(sayWhen(moment, now, 'zh-Hans')).toBe(chinese)
})
