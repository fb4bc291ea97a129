import { describe, expect, it } from 'vitest'
import {
  elementsOf,
  isXml,
  parseXml,
  writeFragment,
  writeXml,
  type XmlElement,
  xmlElement,
  xmlLimits,
  xmlText,
} from '../../../src/shared/format/xml.ts'

describe('reading', () => {
  it('keeps order, prefixes, text and references', () => {
    const root = read('<a:b z="1" y="&lt;2"> one<c/>two &amp; <![CDATA[<three>]]>&#x4e09;</a:b>')
    expect(root.name).toBe('a:b')
    expect(Object.entries(root.attributes)).toEqual([
      ['z', '1'],
      ['y', '<2'],
    ])
    expect(root.children).toEqual([
      ' one',
      { name: 'c', attributes: {}, children: [] },
      'two & <three>三',
    ])
    expect(xmlText(root)).toBe(' onetwo & <three>三')
    expect(elementsOf(root, 'c')).toHaveLength(1)
    expect(elementsOf(root, 'd')).toHaveLength(0)
  })

  it('leaves comments and instructions out, and knows any line end', () => {
    expect(
      read('<?xml version="1.0"?><!-- < --><a>one\r\ntwo\rthree<!-- x --></a>').children,
    ).toEqual(['one\ntwo\nthree'])
  })

  it('reads the encoding that the file names, has a mark for, or is in', () => {
    const latin = Uint8Array.from(
      [...'<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>'].map((c) =>
        c.charCodeAt(0),
      ),
    )
    expect(read(latin).children).toEqual(['café'])
    const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from('<a>集</a>', 'utf16le')])
    expect(read(wide).children).toEqual(['集'])
    const lying = new TextEncoder().encode('<?xml version="1.0" encoding="klingon"?><a>集</a>')
    expect(read(lying).children).toEqual(['集'])
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing at all', '', 'xml.damaged'],
    ['no XML', 'INT. ROOM - DAY', 'xml.damaged'],
    ['a file cut short', '<a><b>one</b', 'xml.damaged'],
    ['tags that cross', '<a><b></a></b>', 'xml.damaged'],
    ['an entity nobody declared', '<a>&later;</a>', 'xml.damaged'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'xml.entities'],
    ['deep nesting', '<a>'.repeat(100_000), 'xml.too-deep'],
    ['deep nesting that closes', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'xml.too-deep'],
  ])('%s', (_, text, code) => {
    expect(parseXml(text)).toMatchObject({ code })
  })

  it('too many bytes, and too many elements', () => {
    const small = { ...xmlLimits, size: 40, elements: 3 }
    expect(parseXml(`<a>${'x'.repeat(40)}</a>`, small)).toMatchObject({ code: 'xml.too-large' })
    expect(parseXml('<a><b/><b/><b/></a>', small)).toMatchObject({ code: 'xml.too-large' })
    expect(parseXml('<a><b/><b/></a>', small)).toMatchObject({ name: 'a' })
  })

  it('says the line where it stops', () => {
    expect(parseXml('<a>\n<b>\n</c>\n</a>')).toMatchObject({
      message: expect.stringContaining('line 3'),
    })
  })

  it('quoted brackets in a tag do not close it', () => {
    expect(read('<a b="/>" c=\'>\'><d/></a>').attributes).toEqual({ b: '/>', c: '>' })
  })

  /// Milliseconds. Where each line end copied the text it would be many times as much.
  const ample = 30_000
  it(
    'line ends do not hold it up, however many there are',
    () => {
      expect(isXml(parseXml(`<a>${'x\r'.repeat(1_000_000)}</a>`))).toBe(true)
    },
    ample,
  )
})

describe('writing', () => {
  it('gives back what was read', () => {
    const root = xmlElement('a', { b: ' "<&>\n\t', gone: undefined }, [
      'one < two & "three" \r\n',
      xmlElement('c', {}, [xmlElement('d')]),
      ' \u2028 集 🎬',
    ])
    expect(read(writeXml(root))).toEqual(root)
    expect(read(writeFragment(root))).toEqual(root)
  })

  it('indents where there is no text to touch', () => {
    const root = xmlElement('a', {}, [xmlElement('b', {}, [' one ', xmlElement('c')])])
    expect(writeXml(root, { indent: true }).split('\n').slice(1)).toEqual([
      '<a>',
      '  <b> one <c/></b>',
      '</a>',
      '',
    ])
  })

  it('never writes what nobody could read', () => {
    const root = xmlElement('a', { b: '\u0001' }, ['x\u0000\ud83c y\ufffe'])
    expect(read(writeXml(root))).toEqual(
      xmlElement('a', { b: '\ufffd' }, ['x\ufffd\ufffd y\ufffd']),
    )
  })
})

function read(source: string | Uint8Array): XmlElement {
  const parsed = parseXml(source)
  if (!isXml(parsed)) throw new Error(parsed.message)
  return parsed
}
