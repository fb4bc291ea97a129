import { describe, expect, it } from 'vitest'
import { formatOf, formats, fountain } from '../../../src/shared/format/formats.ts'
import type { Reading, Unreadable } from '../../../src/shared/format/reading.ts'
import { decodeText } from '../../../src/shared/format/text.ts'

describe('formats', () => {
  it('go by the end of a name', () => {
    expect(formatOf('Pilot.FOUNTAIN')?.id).toBe('fountain')
    expect(formatOf('pilot.fountain.pdf')).toBeUndefined()
  })

  it('read what they write', async () => {
    const bytes = new TextEncoder().encode('# Episode 1: 电梯\n\n## Hook\n\n@小满\n妈。')
    const { screenplay } = readable(await fountain.read(bytes))
    for (const { read, write } of formats) {
      if (!read || !write) continue
      const reading = readable(await read((await write(screenplay)).bytes))
      const again = await read((await write(reading.screenplay)).bytes)
      expect(again).toEqual(reading)
    }
  })
})

function readable(reading: Reading | Unreadable): Reading {
  if ('code' in reading) throw new Error(reading.message)
  return reading
}

describe('the encoding of a text', () => {
  const read = (...bytes: number[]) => {
    const decoded = decodeText(Uint8Array.from(bytes))
    return 'code' in decoded ? decoded.code : [decoded.text, decoded.losses.length]
  }

  it('is told by its bytes, and a guess is reported', () => {
    expect(read(0xe7, 0x94, 0xb5)).toEqual(['电', 0])
    expect(read(0xef, 0xbb, 0xbf, 0x41)).toEqual(['A', 0])
    expect(read(0xff, 0xfe, 0x35, 0x75)).toEqual(['电', 0])
    expect(read(0xfe, 0xff, 0x75, 0x35)).toEqual(['电', 0])
    expect(read(0xb5, 0xe7, 0xcc, 0xdd)).toEqual(['电梯', 1])
    expect(read(0x63, 0x61, 0x66, 0xe9, 0x20, 0x61)).toEqual(['café a', 1])
  })

  it('may be none: then the file is no text', () => {
    expect(read(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)).toBe(
      'text.unreadable',
    )
    expect(read(0x50, 0x4b, 3, 4, 0, 0, 0, 0)).toBe('text.unreadable')
  })
})
