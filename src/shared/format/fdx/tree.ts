import { elementsOf, type XmlElement, type XmlNode } from '../xml.ts'

/// Without the white space that only lays the file out: what stands between elements. White space
/// in an element that holds nothing else is text. What `places` has of an element, it has of what
/// becomes of it.
export function tidied(element: XmlElement, places: Map<XmlElement, number>): XmlElement {
  const nested = element.children.some((child) => typeof child !== 'string')
  const children = element.children.flatMap((child): readonly XmlNode[] => {
    if (typeof child !== 'string') return [tidied(child, places)]
    return nested && child.trim() === '' ? [] : [child]
  })
  const result = { ...element, children }
  const place = places.get(element)
  if (place !== undefined) places.set(result, place)
  return result
}

/// Whether two elements say the same; the order of attributes says nothing.
export function sameXml(a: XmlElement, b: XmlElement): boolean {
  const names = Object.keys(a.attributes)
  return (
    a.name === b.name &&
    names.length === Object.keys(b.attributes).length &&
    names.every((name) => a.attributes[name] === b.attributes[name]) &&
    a.children.length === b.children.length &&
    a.children.every((child, i) => sameNode(child, b.children[i]))
  )
}

function sameNode(a: XmlNode, b: XmlNode | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string' || b === undefined) return a === b
  return sameXml(a, b)
}

export function sameList(a: readonly XmlElement[], b: readonly XmlElement[]): boolean {
  return a.length === b.length && a.every((each, i) => sameXml(each, b[i] as XmlElement))
}

export function withChildren(element: XmlElement, children: readonly XmlNode[]): XmlElement {
  return { ...element, children }
}

/// With these attributes set; those that are undefined are taken away.
export function withAttributes(
  element: XmlElement,
  changes: Readonly<Record<string, string | undefined>>,
): XmlElement {
  const entries = Object.entries({ ...element.attributes, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...element, attributes: Object.fromEntries(entries) }
}

export function firstOf(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element, name)[0]
}
