/// As much of CSS as pasted text says something with: a few properties of classes and of elements
/// themselves. Read by hand, so that nothing of it is ever applied, and nothing is fetched.

/// All that is asked of a declaration; the others are not kept.
const properties = [
  'display',
  'font-style',
  'font-weight',
  'margin',
  'margin-inline-start',
  'margin-left',
  'mso-hide',
  'mso-list',
  'mso-style-name',
  'padding',
  'padding-inline-start',
  'padding-left',
  'text-align',
  'text-decoration',
  'text-decoration-line',
  'text-indent',
  'visibility',
  'white-space',
] as const

type Property = (typeof properties)[number]

export type Declarations = ReadonlyMap<Property, string>

const kept: ReadonlySet<string> = new Set(properties)

/// How much of all style sheets together is looked into, in characters.
const longest = 200_000

const none: Declarations = new Map()

/// What an attribute `style` says.
export function declarationsOf(text: string | null): Declarations {
  if (!text) return none
  const found = new Map<Property, string>()
  for (const part of text.slice(0, 10_000).split(';')) {
    const colon = part.indexOf(':')
    if (colon < 0) continue
    const name = part.slice(0, colon).trim().toLowerCase()
    if (isKept(name)) found.set(name, part.slice(colon + 1).trim())
  }
  return found
}

function isKept(name: string): name is Property {
  return kept.has(name)
}

/// What style sheets say of each class, by its name; other selectors are passed over.
export function classesIn(sheets: readonly string[]): ReadonlyMap<string, Declarations> {
  const classes = new Map<string, Map<Property, string>>()
  let room = longest
  for (const sheet of sheets) {
    if (room <= 0) break
    const plain = sheet
      .slice(0, room)
      .replace(/<!--|-->/g, ' ')
      .split('/*')
      .map((part, i) => (i === 0 ? part : part.slice(endOfComment(part))))
      .join(' ')
    room -= sheet.length
    for (const [, selectors = '', body] of plain.matchAll(/([^{}]{1,200})\{([^{}]{0,4000})\}/g)) {
      const declarations = declarationsOf(body ?? '')
      for (const selector of selectors.split(',')) {
        const name = /^[a-z0-9]*\.([\p{L}\p{N}_-]+)$/iu.exec(selector.trim())?.[1]
        if (name === undefined) continue
        const own = classes.get(name) ?? new Map<Property, string>()
        for (const [property, value] of declarations) own.set(property, value)
        classes.set(name, own)
      }
    }
  }
  return classes
}

function endOfComment(part: string): number {
  const end = part.indexOf('*/')
  return end < 0 ? part.length : end + 2
}

/// Points in each unit.
const units: Readonly<Record<string, number>> = {
  pt: 1,
  px: 0.75,
  in: 72,
  cm: 28.35,
  mm: 2.835,
  em: 12,
  rem: 12,
  ch: 7.2,
}

/// A length in columns of a tenth of an inch; 0 for what is no length.
export function columns(value: string | undefined): number {
  const found = /^(-?\d*\.?\d+)([a-z]+)/i.exec(value?.trim() ?? '')
  const unit = units[found?.[2]?.toLowerCase() ?? '']
  return found && unit !== undefined ? (Number(found[1]) * unit) / 7.2 : 0
}

/// The left edge of a block inside of the one around it, in columns.
export function leftOf(declarations: Declarations): number {
  return side(declarations, 'margin') + side(declarations, 'padding')
}

function side(declarations: Declarations, name: 'margin' | 'padding'): number {
  const own = declarations.get(`${name}-left`) ?? declarations.get(`${name}-inline-start`)
  if (own !== undefined) return columns(own)
  const sides = declarations.get(name)?.split(/\s+/) ?? []
  return columns(sides[3] ?? sides[1] ?? sides[0])
}
