import { type Element, elements } from '../../domain/element.ts'
import { elementsOf, type XmlElement, xmlElement } from '../xml.ts'
import { firstOf } from './tree.ts'

/// What Final Draft calls our elements. It has no text on the screen and not everywhere lyrics: both
/// are element types of the file's own, which it allows and which are declared there.
const names: { readonly [element in Element]: string } = {
  'scene-heading': 'Scene Heading',
  action: 'Action',
  character: 'Character',
  parenthetical: 'Parenthetical',
  dialogue: 'Dialogue',
  transition: 'Transition',
  shot: 'Shot',
  lyric: 'Lyric',
  'on-screen-text': 'On-Screen Text',
  general: 'General',
}

export function typeOf(element: Element): string {
  return names[element]
}

const byName: ReadonlyMap<string, Element> = new Map([
  ...elements.map((element) => [names[element].toLowerCase(), element] as const),
  ['lyrics', 'lyric'],
  ['singing', 'lyric'],
  ['dialog', 'dialogue'],
])

/// Types that the program brings along and that stand for nothing of ours, whatever they are laid
/// out like.
const general = /^(?:cast list|new act|end of act|cold opening|outline (?:body|\d)|summary)$/i

/// How the types of a file are laid out, by name: what the file itself says.
export type Paginated = ReadonlyMap<string, string>

export function paginatedIn(root: XmlElement): Paginated {
  return new Map(
    elementsOf(root, 'ElementSettings').map((settings) => [
      settings.attributes.Type ?? '',
      firstOf(settings, 'Behavior')?.attributes.PaginateAs ?? '',
    ]),
  )
}

/// The element of a paragraph's type. A type of the file's own is what it is laid out as, but never
/// a scene heading, which would begin a scene. Anything else is general.
export function elementOf(type: string | undefined, paginated: Paginated): Element {
  const known = type === undefined ? undefined : byName.get(type.toLowerCase())
  if (known) return known
  if (type === undefined || general.test(type)) return 'general'
  const as = byName.get(paginated.get(type)?.toLowerCase() ?? '')
  return as === undefined || as === 'scene-heading' ? 'general' : as
}

/// Whether a type means one of our elements by its name.
export function isOurs(type: string | undefined): boolean {
  return type !== undefined && byName.has(type.toLowerCase())
}

export const episodeType = 'Outline 1'
export const segmentType = 'Outline 2'
export const outlineType = 'Outline Body'

/// Paragraphs that may be the heading of an episode or a segment.
export function isHeadingType(type: string | undefined): boolean {
  return type !== undefined && /^(?:outline \d|new act|cold opening)$/i.test(type)
}

interface Look {
  readonly indent: readonly [left: string, right: string]
  readonly before: string
  readonly style: string
  readonly as: string
  readonly next: string
}

const outline = { style: 'Bold+Italic', as: 'General', next: outlineType }

/// The types that we use and that not every file has.
const looks: { readonly [type: string]: Look } = {
  Lyric: {
    indent: ['2.50', '6.00'],
    before: '0',
    style: 'Italic',
    as: 'Dialogue',
    next: 'Dialogue',
  },
  'On-Screen Text': {
    indent: ['1.50', '7.50'],
    before: '12',
    style: 'AllCaps',
    as: 'Action',
    next: 'Action',
  },
  [episodeType]: { ...outline, indent: ['1.50', '7.50'], before: '24' },
  [segmentType]: { ...outline, indent: ['1.50', '7.50'], before: '12' },
  [outlineType]: { ...outline, indent: ['1.50', '7.50'], before: '0', style: 'Italic' },
}

/// The declarations of those of these types that need one.
export function declarations(used: ReadonlySet<string>): readonly XmlElement[] {
  return Object.entries(looks)
    .filter(([type]) => used.has(type))
    .map(([type, { indent, before, style, as, next }]) =>
      xmlElement('ElementSettings', { Type: type }, [
        xmlElement('FontSpec', { Font: 'Courier Final Draft', Size: '12', Style: style }),
        xmlElement('ParagraphSpec', {
          Alignment: 'Left',
          FirstIndent: '0.00',
          Leading: 'Regular',
          LeftIndent: indent[0],
          RightIndent: indent[1],
          SpaceBefore: before,
          Spacing: '1',
          StartsNewPage: 'No',
        }),
        xmlElement('Behavior', { PaginateAs: as, ReturnKey: next, Shortcut: '' }),
      ]),
    )
}
