import type { Style } from '../../../src/shared/domain/line.ts'
import { elementsOf, type XmlElement } from '../../../src/shared/format/xml.ts'
import { countStyle, markStyle, numberStyle } from './house.ts'

/// The styles of a Word file, as far as they say what a paragraph is: its name, where it stands, and
/// what is set on runs by hand. What a paragraph's style makes bold is how it looks, not emphasis.

export interface ParagraphStyle {
  /// The name of the style, as people see it; '' for none.
  readonly name: string
  /// Twips from the edge of the text; the first line's where it differs.
  readonly left: number
  readonly first: number
  readonly align: 'left' | 'center' | 'right'
  /// Whether `align` was set on the paragraph itself.
  readonly ownAlign: boolean
  readonly caps: boolean
  /// From 0 in Word's navigation, where it is a heading.
  readonly level?: number
}

export interface Styles {
  paragraph(properties: XmlElement | undefined): ParagraphStyle
  /// `named` is the name of a character style of ours.
  run(properties: XmlElement | undefined): { readonly style: Style; readonly named: string }
}

interface Sheet {
  readonly name: string
  readonly basedOn: string | undefined
  readonly paragraph: XmlElement | undefined
  readonly run: XmlElement | undefined
}

export function readStyles(root: XmlElement | undefined): Styles {
  const sheets = new Map<string, Sheet>()
  let normal = ''
  for (const style of root ? elementsOf(root, 'w:style') : []) {
    const id = style.attributes['w:styleId'] ?? ''
    const { 'w:type': type, 'w:default': isDefault } = style.attributes
    if (type === 'paragraph' && (isDefault === '1' || isDefault === 'true')) normal = id
    sheets.set(id, {
      name: valIn(style, 'w:name') ?? id,
      basedOn: valIn(style, 'w:basedOn'),
      paragraph: elementsOf(style, 'w:pPr')[0],
      run: elementsOf(style, 'w:rPr')[0],
    })
  }
  const chain = (id: string): readonly Sheet[] => {
    const found: Sheet[] = []
    // A chain that closes in a ring ends at twenty.
    for (let at: string | undefined = id; at !== undefined && found.length < 20; ) {
      const sheet = sheets.get(at)
      if (!sheet) break
      found.push(sheet)
      at = sheet.basedOn
    }
    return found
  }
  const remembered = new Map<string, Omit<ParagraphStyle, 'ownAlign'>>()
  const styled = (id: string) => {
    const known = remembered.get(id)
    if (known) return known
    const sheet = chain(id)
    const made = placed(
      sheets.get(id)?.name ?? id,
      sheet.map(({ paragraph }) => paragraph),
      sheet.map(({ run }) => run),
    )
    remembered.set(id, made)
    return made
  }
  return {
    paragraph(properties) {
      const id = (properties && valIn(properties, 'w:pStyle')) ?? normal
      const base = styled(id)
      if (!properties) return { ...base, ownAlign: false }
      const own = placed(base.name, [properties], [])
      const indented = elementsOf(properties, 'w:ind').length > 0
      const aligned = elementsOf(properties, 'w:jc').length > 0
      return {
        ...base,
        ...(indented && { left: own.left, first: own.first }),
        ...(aligned && { align: own.align }),
        ownAlign: aligned,
        ...(own.level !== undefined && { level: own.level }),
      }
    },
    run(properties) {
      if (!properties) return noStyle
      const id = valIn(properties, 'w:rStyle')
      const name = id === undefined ? '' : (sheets.get(id)?.name ?? id)
      const named = ours.find((style) => sameName(style, name)) ?? ''
      const inherited = id === undefined || named !== '' ? [] : chain(id).map(({ run }) => run)
      return { style: emphasis([properties, ...inherited]), named }
    },
  }
}

const ours = [markStyle, numberStyle, countStyle]
const noStyle = { style: {}, named: '' } as const

function sameName(a: string, b: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '')
  return bare(a) === bare(b)
}

function valIn(parent: XmlElement, name: string): string | undefined {
  return elementsOf(parent, name)[0]?.attributes['w:val']
}

/// The first that says something wins: the paragraph itself, its style, what that is based on.
function placed(
  name: string,
  paragraphs: readonly (XmlElement | undefined)[],
  runs: readonly (XmlElement | undefined)[],
): Omit<ParagraphStyle, 'ownAlign'> {
  const attribute = (element: string, names: readonly string[]): string | undefined => {
    for (const properties of paragraphs) {
      const found = properties && elementsOf(properties, element)[0]
      for (const each of names) {
        const value = found?.attributes[each]
        if (value !== undefined) return value
      }
    }
    return undefined
  }
  const left = twips(attribute('w:ind', ['w:left', 'w:start']))
  const hanging = twips(attribute('w:ind', ['w:hanging']))
  const firstLine = twips(attribute('w:ind', ['w:firstLine']))
  const level = attribute('w:outlineLvl', ['w:val'])
  const jc = attribute('w:jc', ['w:val'])
  return {
    name,
    left,
    first: left - hanging + firstLine,
    align: jc === 'center' ? 'center' : jc === 'right' || jc === 'end' ? 'right' : 'left',
    caps: isOn(runs, 'w:caps') ?? false,
    ...(level !== undefined && Number(level) < 9 && { level: Number(level) }),
  }
}

function twips(value: string | undefined): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

function emphasis(runs: readonly (XmlElement | undefined)[]): Style {
  const underlined = runs
    .map((run) => run && valIn(run, 'w:u'))
    .find((value) => value !== undefined)
  return {
    ...(isOn(runs, 'w:b') && { bold: true as const }),
    ...(isOn(runs, 'w:i') && { italic: true as const }),
    ...(underlined !== undefined && underlined !== 'none' && { underline: true as const }),
    ...((isOn(runs, 'w:strike') ?? isOn(runs, 'w:dstrike')) && { strike: true as const }),
  }
}

function isOn(runs: readonly (XmlElement | undefined)[], name: string): boolean | undefined {
  for (const run of runs) {
    const found = run && elementsOf(run, name)[0]
    if (found) return !['0', 'false', 'off'].includes(found.attributes['w:val'] ?? '')
  }
  return undefined
}
