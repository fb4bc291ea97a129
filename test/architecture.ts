/// Who may import whom. Data flows one way: domain → document → derive and format → session →
/// editor → views; the server knows only src/shared, and src/shared runs anywhere.

import { posix } from 'node:path'

export interface Source {
  /// From the project's root, with slashes.
  readonly path: string
  readonly text: string
}

interface Layer {
  /// Folders, or single files, that belong to it.
  readonly holds: readonly string[]
  /// Folders and files of other layers that it may import.
  readonly mayImport: readonly string[]
  /// Packages it may import. Without a list, any.
  readonly packages?: readonly string[]
}

const domain = 'src/shared/domain'
const document = 'src/shared/document'
const derive = 'src/shared/derive'
const format = 'src/shared/format'
const i18n = 'src/shared/i18n'
const protocol = 'src/shared/protocol.ts'
const sample = 'src/shared/sample'

/// The first layer that holds a file is its layer.
const layers: readonly Layer[] = [
  { holds: [protocol], mayImport: [], packages: ['lib0'] },
  { holds: [domain], mayImport: [], packages: ['zod'] },
  { holds: [i18n], mayImport: [domain], packages: ['i18next'] },
  {
    holds: [document],
    mayImport: [domain],
    packages: ['yjs', 'lib0', 'fractional-indexing'],
  },
  { holds: [derive], mayImport: [domain, document, i18n], packages: ['lib0'] },
  {
    holds: [format],
    mayImport: [domain, document, derive, i18n],
    packages: ['lib0', 'fflate', '@rgrove/parse-xml'],
  },
  { holds: [sample], mayImport: [domain, document, format], packages: [] },
  { holds: ['src/session'], mayImport: ['src/shared'] },
  { holds: ['src/editor'], mayImport: ['src/shared', 'src/session'] },
  { holds: ['src/shell'], mayImport: ['src/session'] },
  { holds: ['src/views'], mayImport: ['src/shared', 'src/session', 'src/editor', 'src/shell'] },
  { holds: ['server'], mayImport: ['src/shared', 'package.json'] },
  { holds: ['bin'], mayImport: ['src/shared', 'server', 'package.json', 'vite.config.ts'] },
]

/// The names of Yjs that stand for shared types or for what happens to them.
const sharedTypes = /^(Y?(Map|Array|Text)|YXml\w+|Xml\w+|Y\w*Event)$/

const imports = /\b(?:import|export)\b([^'"`;]*?)\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g

interface Import {
  readonly what: string
  readonly from: string
}

function importsOf(text: string): Import[] {
  const code = text.replaceAll(/^\s*\/\/.*$/gm, '')
  return Array.from(code.matchAll(imports), ([, what, from, alone]) => ({
    what: what?.trim() ?? '',
    from: (from ?? alone) as string,
  }))
}

function holds(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string)
}

/// The shared types that a file names by an import of Yjs, alone (`{ Map }`) or through the whole
/// (`Y.Map`).
function namedSharedTypes(what: string, text: string): string[] {
  const whole = /^(?:type\s+)?(?:\*\s+as\s+)?(\w+)$/.exec(what)?.[1]
  const names = whole
    ? Array.from(text.matchAll(new RegExp(`\\b${whole}\\.(\\w+)`, 'g')), ([, name]) => name)
    : what
        .replaceAll(/[{}]/g, '')
        .split(',')
        .map((name) => /^\s*(?:type\s+)?(\w+)/.exec(name)?.[1])
  return names.filter((name) => name !== undefined && sharedTypes.test(name)) as string[]
}

function breach(layer: Layer, { path, text }: Source, { what, from }: Import): string | undefined {
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from)
    const isOwn = layer.holds.some((place) => holds(place, target))
    if (isOwn || layer.mayImport.some((place) => holds(place, target))) return undefined
    const may = layer.mayImport.join(', ') || 'nothing else'
    return `${path} imports ${target}: against the flow. ${layer.holds} may import ${may}.`
  }
  if (from === 'yjs' && !holds(document, path)) {
    const named = namedSharedTypes(what, text)
    if (named.length > 0) {
      return `${path} names ${named.join(', ')} of yjs: only ${document} names shared types.`
    }
  }
  if (layer.packages && !layer.packages.includes(packageOf(from)) && from !== 'yjs') {
    return `${path} imports ${from}: ${layer.holds} runs anywhere and may use ${layer.packages.join(', ') || 'no package'}.`
  }
  return undefined
}

/// Every import and every reach into a Y.Doc that goes against the layout, as a sentence each.
export function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const { path, text } = source
    const layer = layers.find((each) => each.holds.some((place) => holds(place, path)))
    if (!layer) return [`${path} belongs to no layer: name its folder in test/architecture.ts.`]
    const wrong = importsOf(text).map((each) => breach(layer, source, each))
    // With the name of a root: a step of the editor has a getMap() too, which takes none.
    const reach = /\.get(Map|Array|Text|XmlFragment|XmlElement)\((?!\))/.exec(text)
    if (reach && !holds(document, path)) {
      wrong.push(`${path} calls ${reach[0]}…): only ${document} reaches into the Y.Doc.`)
    }
    return wrong.filter((each) => each !== undefined)
  })
}
