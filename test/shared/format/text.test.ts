import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/shared/format/text.ts'

const read = (bytes: readonly number[] | Uint8Array) => {
  const decoded = decodeText(Uint8Array.from(bytes))
  return 'code' in decoded ? decoded.code : decoded.text
}

const said = (bytes: readonly number[]) => {
  const decoded = decodeText(Uint8Array.from(bytes))
  return 'code' in decoded ? [] : decoded.losses.map(({ code }) => code)
}

/// A text in an encoding of up to two bytes a character: decoding, looked up backwards.
function encoded(text: string, label: string): readonly number[] {
  const decoder = new TextDecoder(label)
  const known = new Map<string, readonly number[]>()
  for (let first = 255; first >= 0; first--) {
    const pairs = first < 0x80 ? [] : Array.from({ length: 256 }, (_, second) => [first, second])
    for (const bytes of [...pairs, [first]]) {
      const char = decoder.decode(Uint8Array.from(bytes))
      if ([...char].length === 1 && char !== '\ufffd') known.set(char, bytes)
    }
  }
  return [...text].flatMap((char) => known.get(char) ?? [])
}

const scripts: { readonly [label: string]: string } = {
  gb18030: '第1集\n\n内 电梯 夜\n\n小满走进来，没有看他。\n\n小满：你怎么在这里？',
  big5: '第1集\n\n內 電梯 夜\n\n小滿走進來，沒有看他。\n\n小滿：你怎麼在這裡？',
  shift_jis: 'エレベーターの中。\n\n誰もいないのに、ドアが開く。\n\nこれはあなたのですか？',
  'euc-jp': 'エレベーターの中。\n\n誰もいないのに、ドアが開く。\n\nこれはあなたのですか？',
  'euc-kr':
    '엘리베이터 안, 밤.\n\n문이 열리지만 아무도 없다.\n\n이거 당신 거예요? 나는 그런 말 한 적이 없어요.',
  'windows-1251': 'ИНТ. ЛИФТ - НОЧЬ\n\nДверь открывается, но там никого нет.\n\nАННА\nЭто ваше?',
  'koi8-r': 'ИНТ. ЛИФТ - НОЧЬ\n\nДверь открывается, но там никого нет.\n\nАННА\nЭто ваше?',
  'windows-1252': 'EXT. CAFÉ - JOUR\n\nElle était là, à côté du garçon; « où est-il ? »',
}

describe('a text from an older program', () => {
  it.each(Object.entries(scripts))(
    'in %s is read, and that it was guessed is said',
    (label, text) => {
      const bytes = encoded(text, label)
      expect(read(bytes)).toBe(text)
      expect(said(bytes)).toEqual(['text.encoding'])
    },
  )

  it('in UTF-16 needs no mark', () => {
    const little = Buffer.from('INT. LIFT - 夜\n', 'utf16le')
    expect(read(little)).toBe('INT. LIFT - 夜\n')
    expect(read(Buffer.from(little).swap16())).toBe('INT. LIFT - 夜\n')
    expect(said([...little])).toEqual([])
  })
})

it('a text in UTF-8 that was cut off is still UTF-8, and what is damaged is said', () => {
  const text = '电梯门开了，外面没有人。'
  const bytes = [...new TextEncoder().encode(text.repeat(3))].slice(0, -1)
  expect(read(bytes)).toBe(`${text.repeat(3).slice(0, -1)}\ufffd`)
  expect(said(bytes)).toEqual(['text.damaged'])
})
