import { expect, it } from 'vitest'
import { textOf } from '../../../src/shared/domain/line.ts'
import { dialects } from '../../../src/shared/format/chinese/dialect.ts'
import { readChinese } from '../../../src/shared/format/chinese/read.ts'
import { writeChinese } from '../../../src/shared/format/chinese/write.ts'
import { linesOf } from '../../../src/shared/format/cuts.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import fc from '../../draw.ts'
import { screenplay } from './scripts.ts'

const rows = fc.constantFrom(
  ...[
    '第1集',
    '第二集：电梯',
    '1-1 日 内 家',
    '1-1',
    '时：夜',
    '景：山谷',
    '人物：小满、一鸣',
    '△ 门开。',
  ],
  ...[
    '小满：妈。',
    '小满（笑）：走。',
    '小满点头：好。',
    '小满：',
    '（低声）',
    '【字幕：五年后】',
    '【闪回】',
    '闪回结束',
  ],
  ...[
    '（一卡）',
    '本集完',
    '【钩子】',
    '【悬念：谁？】',
    '- 结尾钩子：谁？',
    '走了。',
    '',
    '《灯》',
    '编剧：林',
    'SFX：响',
    '：',
  ],
)

/// Letters and digits, in order: what no reader may drop.
function letters(text: string): string {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).join('')
}

it('keeps every word of the lines in order, in every dialect', () => {
  const names = fc.constantFrom(...Object.keys(dialects))
  fc.assert(
    fc.property(screenplay, names, fc.constantFrom('marked', ''), (script, dialect, segments) => {
      const { text } = writeChinese(script, { dialect, segments })
      const written = letters(text)
      let at = 0
      for (const { spans, element } of linesOf(script)) {
        if (element === 'scene-heading' || element === 'general') continue
        for (const row of textOf(spans).split(/[\n\r\u2028\u2029]/)) {
          const words = letters(row)
          const found = written.indexOf(words, at)
          expect(found, words).toBeGreaterThanOrEqual(at)
          at = found + words.length
        }
      }
    }),
    { numRuns: 300 },
  )
})

it('reads any rows, and what it has written the same way again', () => {
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 25 }), (all) => {
      const { screenplay: first } = readChinese(all.join('\n'))
      const text = writeChinese(first, { segments: 'marked' }).text
      const { screenplay: second } = readChinese(text)
      expect(said(second)).toEqual(said(first))
      expect(writeChinese(second, { segments: 'marked' }).text).toBe(text)
    }),
    { numRuns: 500 },
  )
})

function said({ episodes }: Screenplay) {
  return episodes.map(({ title, unlock, hook, beats, cliffhanger }) => ({
    title,
    unlock: unlock ?? false,
    lines: [hook, ...beats, cliffhanger].flatMap(({ lines }) =>
      lines.map(({ element, spans }) =>
        element === 'scene-heading' ? element : `${element} ${textOf(spans)}`,
      ),
    ),
  }))
}
