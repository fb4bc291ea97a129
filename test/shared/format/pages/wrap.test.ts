import { describe, expect, it } from 'vitest'
import { type Span, textOf } from '../../../../src/shared/domain/line.ts'
import { gridRuler } from '../../../../src/shared/format/pages/book.ts'
import { columns, plainSpans, sliceSpans } from '../../../../src/shared/format/pages/paragraph.ts'
import { sentenceEnds } from '../../../../src/shared/format/pages/sentence.ts'
import { wrap } from '../../../../src/shared/format/pages/wrap.ts'
import fc from '../../../draw.ts'

function rowsOf(spans: readonly Span[] | string, width: number, hang = 0): readonly string[] {
  const own = typeof spans === 'string' ? plainSpans(spans) : spans
  const box = columns(0, width, { hang: hang * 7.2 })
  return wrap({ spans: own, box }, gridRuler).map(({ from, to }) =>
    textOf(sliceSpans(own, from, to)),
  )
}

describe('the rows of a paragraph', () => {
  it('are filled with whole words; space at their ends takes no room', () => {
    expect(rowsOf('one two  three', 8)).toEqual(['one two', 'three'])
    expect(rowsOf('one  two', 8)).toEqual(['one  two'])
    expect(rowsOf('seven c  then', 7)).toEqual(['seven c', 'then'])
  })

  it('keep the space in front and the breaks inside', () => {
    expect(rowsOf('  a\n\nb', 8)).toEqual(['  a', '', 'b'])
    expect(rowsOf('a\n', 8)).toEqual(['a', ''])
    expect(rowsOf('', 8)).toEqual([''])
  })

  it('may end behind a hyphen or a dash inside a word, not before a number below zero', () => {
    expect(rowsOf('a snow-globe', 7)).toEqual(['a snow-', 'globe'])
    expect(rowsOf('waits--then', 8)).toEqual(['waits--', 'then'])
    expect(rowsOf('it is -40', 8)).toEqual(['it is', '-40'])
  })

  it('cut a word that is longer than a row', () => {
    expect(rowsOf('a incomprehensible', 6)).toEqual(['a', 'incomp', 'rehens', 'ible'])
  })

  it('are shorter behind the first where they hang', () => {
    expect(rowsOf('(one two three)', 8, 1)).toEqual(['(one two', 'three)'])
    expect(rowsOf('aaa bbb cccccccc', 8, 1)).toEqual(['aaa bbb', 'ccccccc', 'c'])
  })

  it('end between ideographs, but for signs that begin and end none', () => {
    // Twelve columns of a typewriter are seven ideographs.
    expect(rowsOf('末班车的喇叭响，报站', 12)).toEqual(['末班车的喇叭', '响，报站'])
    expect(rowsOf('他轻轻地说一“走吧”', 12)).toEqual(['他轻轻地说一', '“走吧”'])
    expect(rowsOf('没有人说话了吧……', 12)).toEqual(['没有人说话了', '吧……'])
  })

  it('end between words in Thai', () => {
    expect(rowsOf('คุณมาสายอีกแล้ว', 8).length).toBeGreaterThan(1)
    expect(rowsOf('คุณมาสายอีกแล้ว', 8).join('')).toBe('คุณมาสายอีกแล้ว')
  })

  it('lose no character but space, whatever is written', () => {
    const style = fc.constantFrom<Span['style']>({}, { bold: true }, { italic: true, strike: true })
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('word ', '的', '，', '-', 'a-b', ' ', '\n', 'ครับ', 'שלום ', '“', '”'),
    )
    const spans = fc.array(fc.record({ text, style }), { maxLength: 20 })
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 20 }), (own, width) => {
        const rows = rowsOf(own, width)
        expect(rows.join('').replaceAll(/\s/gu, '')).toBe(textOf(own).replaceAll(/\s/gu, ''))
      }),
    )
  })
})

describe('the ends of sentences', () => {
  const parts = (text: string) => {
    const ends = [0, ...sentenceEnds(text), text.length]
    return ends.slice(1).map((end, i) => text.slice(ends[i], end))
  }

  it('are where one stops and another begins', () => {
    expect(parts('He goes. “Stay!” She waits? Yes')).toEqual([
      'He goes. ',
      '“Stay!” ',
      'She waits? ',
      'Yes',
    ])
    expect(parts('她走了。“别走！”他说：好。')).toEqual(['她走了。', '“别走！”', '他说：好。'])
  })

  it('are not behind a title, an initial, or where a sentence goes on', () => {
    expect(parts('Mr. Vane and Dr. J. Orr wait.')).toEqual(['Mr. Vane and Dr. J. Orr wait.'])
    expect(parts('The office... and then? Nothing.')).toEqual([
      'The office... and then? ',
      'Nothing.',
    ])
  })
})
