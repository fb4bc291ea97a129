import { describe, expect, it } from 'vitest'
import { openZip, writeZip, type Zip } from '../../../src/shared/format/zip.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function opened(bytes: Uint8Array): Zip {
  const zip = openZip(bytes)
  if ('code' in zip) throw new Error(zip.code)
  return zip
}

/// The same zip with a number of its directory changed: `field` bytes into the record of its only
/// entry.
function lying(zip: Uint8Array, field: number, value: number): Uint8Array {
  const copy = zip.slice()
  const view = new DataView(copy.buffer)
  const directory = view.getUint32(copy.length - 22 + 16, true)
  view.setUint32(directory + field, value, true)
  return copy
}

describe('a zip', () => {
  const entries = [
    ['word/document.xml', bytesOf('<w:document/>')],
    ['词/表.xml', bytesOf('第1集'.repeat(5000))],
    ['empty', new Uint8Array()],
  ] as const

  it('gives back what was put in, in its order', () => {
    const zip = opened(writeZip(entries))
    expect(zip.names).toEqual(entries.map(([name]) => name))
    for (const [name, bytes] of entries) expect(zip.read(name)).toEqual(bytes)
    expect(zip.read('absent')).toBeUndefined()
  })

  it('is the same bytes whenever it is written', () => {
    expect(writeZip(entries)).toEqual(writeZip(entries))
  })

  it('is refused where it was cut, or is none', () => {
    const whole = writeZip(entries)
    for (const length of [0, 10, 21, 22, 100, whole.length - 1]) {
      expect(openZip(whole.subarray(0, length))).toMatchObject({ code: 'zip.damaged' })
    }
    expect(openZip(bytesOf('%PDF-1.7\n'.repeat(50)))).toMatchObject({ code: 'zip.damaged' })
  })

  it('is refused where it holds too much', () => {
    const bomb = writeZip([['bomb', new Uint8Array(30_000_000)]])
    expect(openZip(bomb)).toMatchObject({ code: 'zip.large' })
    const many = writeZip(Array.from({ length: 30 }, (_, i) => [String(i), bytesOf('x')] as const))
    expect(openZip(many, { entries: 29, bytes: 1000, ratio: 9 })).toMatchObject({
      code: 'zip.large',
    })
    expect(openZip(many, { entries: 30, bytes: 29, ratio: 9 })).toMatchObject({ code: 'zip.large' })
  })

  it('unpacks no more than it says, and says when it holds something else', () => {
    const honest = writeZip([['line', bytesOf('Nobody opens that door.'.repeat(100))]])
    for (const [field, value] of [
      [24, 10],
      [24, 2400],
      [16, 1],
      [20, 5],
      [42, 7],
    ] as const) {
      const zip = opened(lying(honest, field, value))
      expect(zip.read('line'), `field ${field}`).toMatchObject({ code: 'zip.damaged' })
    }
  })

  it('names a maker that is taken at its word where names are not Latin, and files one may read', () => {
    const zip = writeZip([['词.txt', bytesOf('x')]])
    const view = new DataView(zip.buffer)
    const directory = view.getUint32(zip.length - 22 + 16, true)
    expect(view.getUint8(directory + 5)).toBe(3)
    expect(view.getUint16(directory + 8, true) & 0x800).toBe(0x800)
    expect(view.getUint16(directory + 40, true)).toBe(0o100644)
  })

  it('that has a password is refused by that name', () => {
    const zip = writeZip([['a', bytesOf('x')]])
    const view = new DataView(zip.buffer)
    const flags = view.getUint32(zip.length - 22 + 16, true) + 8
    view.setUint16(flags, view.getUint16(flags, true) | 1, true)
    expect(openZip(zip)).toMatchObject({ code: 'zip.locked' })
  })
})
