import type { Loss } from '../screenplay.ts'
import { elementsOf, type XmlElement, xmlElement } from '../xml.ts'
import { type CarriedLine, nothingCarried } from './carried.ts'
import { pairAt, sidesIn } from './dual.ts'
import { takeFacts, type Value } from './facts.ts'
import { plainText } from './runs.ts'
import { firstOf, sameXml, withChildren } from './tree.ts'
import { elementOf, type Paginated } from './types.ts'

/// A paragraph of the script, before it is a line or a heading.
export interface Draft {
  /// Without our facts.
  readonly paragraph: XmlElement
  readonly facts?: Value
  readonly side?: 'left' | 'right'
  /// Whether it stands beside others in one paragraph of the file.
  readonly paired: boolean
  readonly carried: CarriedLine
  /// The line of the file.
  readonly at?: number
  /// Where it begins in the script as Final Draft counts it (see scriptnotes.ts).
  readonly start: number
}

export interface Drafts {
  readonly drafts: readonly Draft[]
  /// What stands behind the last paragraph and is none.
  readonly behind: readonly XmlElement[]
  readonly losses: readonly Loss[]
}

/// The paragraphs of a script, those of pairs one after the other.
export function draftsIn(
  content: XmlElement,
  paginated: Paginated,
  places: ReadonlyMap<XmlElement, number>,
): Drafts {
  const drafts: Draft[] = []
  const losses: Loss[] = []
  let before: XmlElement[] = []
  let start = 0
  for (const child of content.children) {
    const stray = typeof child === 'string'
    const element = stray ? strayText(child) : child
    if (element.name !== 'Paragraph') {
      before.push(element)
      continue
    }
    if (stray) losses.push(outside)
    const at = places.get(element)
    const pair = pairIn(element, paginated)
    const carried = { ...nothingCarried, before, ...pair?.carried }
    before = []
    const inner = pair?.paragraphs ?? [element]
    for (const [i, each] of inner.entries()) {
      const { bare, facts, damaged } = takeFacts(each)
      const side = pair?.sides[i]
      const own = places.get(each) ?? at
      if (damaged) losses.push({ ...unreadableFacts, ...(own !== undefined && { at: own }) })
      drafts.push({
        paragraph: bare,
        ...(facts && { facts }),
        ...(side && { side }),
        paired: pair !== undefined,
        carried: i === 0 ? carried : nothingCarried,
        ...(own !== undefined && { at: own }),
        start,
      })
    }
    start += lengthOf(element) + 1
  }
  return { drafts: counted(drafts, paginated), behind: before, losses }
}

/// Says how many paragraphs stand in a pair where that is not plain from their elements.
function counted(drafts: readonly Draft[], paginated: Paginated): readonly Draft[] {
  const lines = drafts.map(({ paragraph, side }) => {
    const element = elementOf(paragraph.attributes.Type, paginated)
    return { element, ...(side && { dual: side }) }
  })
  return drafts.map((draft, i) => {
    const { count, ...carried } = draft.carried
    return count === undefined || pairAt(lines, i) === count ? { ...draft, carried } : draft
  })
}

/// Blocks that stand inside a paragraph count two, whatever is in them.
const blockLength = 2

/// How long Final Draft takes a paragraph to be, without its end.
export function lengthOf(paragraph: XmlElement): number {
  const blocks = elementsOf(paragraph).filter(
    ({ name }) => name === 'DualDialogue' || name === 'OmittedScene',
  )
  return plainText(paragraph).length + blocks.length * blockLength
}

function strayText(text: string): XmlElement {
  return xmlElement('Paragraph', { Type: 'General' }, [xmlElement('Text', {}, [text])])
}

/// The paragraph around a pair, as we write it.
const plainPair: XmlElement = xmlElement('Paragraph', {}, [xmlElement('DualDialogue')])

function pairIn(element: XmlElement, paginated: Paginated) {
  const dual = firstOf(element, 'DualDialogue')
  const paragraphs = dual ? elementsOf(dual, 'Paragraph') : []
  if (!dual || paragraphs.length === 0) return undefined
  const rest = dual.children.filter(
    (child) => typeof child === 'string' || child.name !== 'Paragraph',
  )
  const around = withChildren(
    element,
    element.children.map((child) => (child === dual ? withChildren(dual, rest) : child)),
  )
  const elements = paragraphs.map(({ attributes }) => elementOf(attributes.Type, paginated))
  const sides = sidesIn(elements)
  return {
    paragraphs,
    sides,
    carried: {
      ...(!sameXml(around, plainPair) && { dual: around }),
      count: paragraphs.length,
    },
  }
}

/// The paragraph around a pair, with these in it.
export function pairOf(
  around: XmlElement | undefined,
  paragraphs: readonly XmlElement[],
): XmlElement {
  const kept = around && firstOf(around, 'DualDialogue') ? around : plainPair
  return withChildren(
    kept,
    kept.children.map((child) =>
      typeof child !== 'string' && child.name === 'DualDialogue'
        ? withChildren(child, [...paragraphs, ...child.children])
        : child,
    ),
  )
}

const outside: Loss = {
  code: 'fdx.outside',
  message: 'Text that stood outside any paragraph is now a line of its own.',
}
const unreadableFacts: Loss = {
  code: 'fdx.facts',
  message: 'What this program had noted beside a line or heading is damaged and was left out.',
}
