import {
  XmlElement as ParsedElement,
  XmlText as ParsedText,
  parseXml as parse,
  XmlError,
} from '@rgrove/parse-xml'
import type { Unreadable } from './reading.ts'
import { decodeText } from './text.ts'

/// An element as it was written: names with their prefix (`w:p`), attributes and children in order,
/// text as strings with its references resolved. Comments and processing instructions are left out.
export interface XmlElement {
  readonly name: string
  readonly attributes: XmlAttributes
  readonly children: readonly XmlNode[]
}

export type XmlNode = XmlElement | string
export type XmlAttributes = Readonly<Record<string, string>>

export interface XmlLimits {
  /// Bytes of a file, or characters of a text.
  readonly size: number
  /// Elements within elements.
  readonly depth: number
  /// Elements in all.
  readonly elements: number
}

/// The season of a hundred episodes comes to 3 MB and 60,000 elements; a deep one is 30 deep.
export const xmlLimits: XmlLimits = { size: 32_000_000, depth: 200, elements: 1_000_000 }

/// Reads an XML file: the root, or why it is none. Size, depth and count are looked at before anything
/// is built; a document type that declares entities is refused, so none is ever expanded. `places`
/// is given the line, counted from 1, that each element begins in.
export function parseXml(
  source: string | Uint8Array,
  limits: XmlLimits = xmlLimits,
  places?: Map<XmlElement, number>,
): XmlElement | Unreadable {
  if (source.length > limits.size) return tooLarge
  const text = typeof source === 'string' ? source : decodeXml(source)
  if (typeof text !== 'string') return text
  const xml = text.replace(/\r\n?/g, '\n')
  const refused = refuse(xml, limits)
  if (refused) return refused
  try {
    const { root } = parse(xml, { includeOffsets: places !== undefined })
    return root ? elementOf(root, places && lineCounter(xml, places)) : damaged(1)
  } catch (error) {
    if (error instanceof XmlError) return damaged(error.line)
    throw error
  }
}

/// Tells what `parseXml` gives back apart.
export function isXml(parsed: XmlElement | Unreadable): parsed is XmlElement {
  return 'children' in parsed
}

/// In the encoding of its mark, else in the one it names in its first line, else UTF-8.
function decodeXml(bytes: Uint8Array): string | Unreadable {
  const marked = [0xfe, 0xff, 0xef].includes(bytes[0] ?? 0)
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const named = marked ? undefined : /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)
  if (named?.[1]) {
    try {
      return new TextDecoder(named[1], { fatal: true }).decode(bytes)
    } catch {
      // An encoding that nobody knows, or the wrong one: it is guessed like any text.
    }
  }
  const decoded = decodeText(bytes)
  return 'code' in decoded ? decoded : decoded.text
}

const tooLarge: Unreadable = {
  code: 'xml.too-large',
  message: 'This file is too large to be a script. Divide it and bring it in in parts.',
}
const tooDeep: Unreadable = {
  code: 'xml.too-deep',
  message:
    'This file is nested deeper than any script is. Save it again in the program it is from.',
}
const declares: Unreadable = {
  code: 'xml.entities',
  message:
    'This file declares shorthands of its own, which no script needs and which can do harm. Save it again in the program it is from.',
}

function damaged(line: number): Unreadable {
  return {
    code: 'xml.damaged',
    message: `This file is damaged: from line ${line} on it cannot be read. Save it again in the program it is from.`,
  }
}

/// One pass over the tags, before any of them becomes an object.
function refuse(xml: string, { depth, elements }: XmlLimits): Unreadable | undefined {
  let open = 0
  let count = 0
  let at = xml.indexOf('<')
  while (at >= 0) {
    const end = markupEnd(xml, at)
    if (end < 0) return undefined
    const next = xml[at + 1]
    if (next === '/') open -= 1
    else if (next === '!') {
      if (xml.startsWith('<!DOCTYPE', at) && xml.slice(at, end).includes('[')) return declares
    } else if (next !== '?') {
      count += 1
      if (xml[end - 2] !== '/') open += 1
      if (open > depth) return tooDeep
      if (count > elements) return tooLarge
    }
    at = xml.indexOf('<', end)
  }
  return undefined
}

/// Where a piece of markup ends: behind its `>`; −1 where it never does, which the parser tells.
function markupEnd(xml: string, at: number): number {
  for (const [start, stop] of enclosed) {
    if (!xml.startsWith(start, at)) continue
    const found = xml.indexOf(stop, at + start.length)
    return found < 0 ? -1 : found + stop.length
  }
  for (let i = at + 1; i < xml.length; i += 1) {
    const char = xml[i]
    if (char === '>') return i + 1
    if (char !== '"' && char !== "'") continue
    i = xml.indexOf(char, i + 1)
    if (i < 0) return -1
  }
  return -1
}

const enclosed = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

type Place = (element: XmlElement, start: number) => void

/// Elements come in the order they begin in.
function lineCounter(xml: string, places: Map<XmlElement, number>): Place {
  let at = 0
  let line = 1
  return (element, start) => {
    for (let end = xml.indexOf('\n', at); end >= 0 && end < start; end = xml.indexOf('\n', at)) {
      line += 1
      at = end + 1
    }
    places.set(element, line)
  }
}

function elementOf(parsed: ParsedElement, place: Place | undefined): XmlElement {
  const children: XmlNode[] = []
  const element = { name: parsed.name, attributes: parsed.attributes, children }
  place?.(element, parsed.start)
  for (const child of parsed.children) {
    if (child instanceof ParsedElement) children.push(elementOf(child, place))
    else if (child instanceof ParsedText) children.push(child.text)
  }
  return element
}

/// An element to write; attributes without a value are left out.
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly XmlNode[] = [],
): XmlElement {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { name, attributes: Object.fromEntries(given), children }
}

/// The child elements, of one name where it is given.
export function elementsOf(element: XmlElement, name?: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

/// All text within, at any depth.
export function xmlText(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : xmlText(child)))
    .join('')
}

/// An XML file. With `indent`, elements that hold no text have their children on lines of their own;
/// what holds text is never touched. XML has no place for most control characters and for halves of
/// a pair: they come out as U+FFFD, and `unwritable` finds them first.
export function writeXml(root: XmlElement, options: { readonly indent?: boolean } = {}): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  writeElement(root, out, options.indent ? '\n' : '')
  out.push('\n')
  return out.join('')
}

/// An element alone, as `parseXml` reads it.
export function writeFragment(element: XmlElement): string {
  const out: string[] = []
  writeElement(element, out, '')
  return out.join('')
}

/// `indent` is the line end and the spaces that the element itself stands behind; empty for none.
function writeElement({ name, attributes, children }: XmlElement, out: string[], indent: string) {
  out.push('<', name)
  for (const [key, value] of Object.entries(attributes)) {
    out.push(' ', key, '="', escaped(value, /[&<>"\t\n\r]/g), '"')
  }
  if (children.length === 0) {
    out.push('/>')
    return
  }
  const within = indent && children.every((child) => typeof child !== 'string') ? `${indent}  ` : ''
  out.push('>')
  for (const child of children) {
    out.push(within)
    if (typeof child === 'string') out.push(escaped(child, /[&<>\r]/g))
    else writeElement(child, out, within)
  }
  out.push(within && indent, '</', name, '>')
}

/// As themselves, line ends and tabs would become spaces in an attribute.
function escaped(text: string, special: RegExp): string {
  return text
    .replace(unwritable, '\ufffd')
    .replace(special, (found) => references[found] ?? `&#${found.charCodeAt(0)};`)
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/// What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
export const unwritable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
