import { tidied } from '../../src/shared/format/fdx/tree.ts'
import { writeFdx } from '../../src/shared/format/fdx/write.ts'
import type { Reading } from '../../src/shared/format/reading.ts'
import { isXml, parseXml, type XmlElement, type XmlNode } from '../../src/shared/format/xml.ts'
import { documentOf, screenplayIn } from '../shared/format/portrait.ts'

/// Where a Final Draft file is another once it has been through a document: every paragraph, run,
/// attribute and element has to be where it was, but for white space between elements.
export function changedInFdx(bytes: Uint8Array, reading: Reading): readonly string[] {
  const before = parseXml(bytes)
  const after = parseXml(writeFdx(screenplayIn(documentOf(reading.screenplay))))
  if (!isXml(before) || !isXml(after)) return ['is not XML']
  return differences(tidied(before, new Map()), tidied(after, new Map()), '')
}

function differences(before: XmlNode, after: XmlNode | undefined, at: string): readonly string[] {
  if (typeof before === 'string' || typeof after === 'string' || !after) {
    return before === after ? [] : [`${at}: ${said(before)} became ${said(after)}`]
  }
  const path = `${at}/${before.name}`
  if (opening(before) !== opening(after)) return [`${path}: became ${opening(after)}`]
  const more = after.children.slice(before.children.length)
  return [
    ...before.children.flatMap((child, i) =>
      differences(child, after.children[i], `${path}[${i}]`),
    ),
    ...more.map((child) => `${path}: ${said(child)} is new`),
  ]
}

function said(node: XmlNode | undefined): string {
  if (node === undefined) return 'nothing'
  return typeof node === 'string' ? JSON.stringify(node) : opening(node)
}

function opening({ name, attributes }: XmlElement): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return `<${[name, ...sorted.map(([key, value]) => `${key}="${value}"`)].join(' ')}>`
}
