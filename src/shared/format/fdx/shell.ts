import { elementsOf, type XmlElement, xmlElement } from '../xml.ts'
import type { CarriedShell } from './carried.ts'
import { type FdxTitlePage, readTitlePage, writeTitlePage } from './titlepage.ts'
import { firstOf, withChildren } from './tree.ts'
import { declarations } from './types.ts'

/// The file around the script: everything that is not in its first `Content`.

/// The version that Final Draft 11 and 12 write.
const version = '5'

/// A file of ours without its script. `types` are the types of its paragraphs.
export function plainShell(page: FdxTitlePage, types: ReadonlySet<string>): XmlElement {
  const titlePage = writeTitlePage(page, undefined)
  return xmlElement('FinalDraft', { DocumentType: 'Script', Template: 'No', Version: version }, [
    xmlElement('Content'),
    ...declarations(types),
    ...(titlePage ? [titlePage] : []),
  ])
}

/// The shell a file was read from, with another title page and declarations of the types that came
/// since.
export function keptShell(
  { shell, undeclared }: CarriedShell,
  page: FdxTitlePage,
  types: ReadonlySet<string>,
): XmlElement {
  const known = elementsOf(shell, 'ElementSettings')
  const declared = new Set([...known.map(({ attributes }) => attributes.Type ?? ''), ...undeclared])
  const more = declarations(new Set([...types].filter((type) => !declared.has(type))))
  const before = firstOf(shell, 'TitlePage')
  const titlePage = writeTitlePage(page, before)
  const last = known.at(-1) ?? contentOf(shell)
  const children = shell.children.flatMap((child) => {
    if (child === before) return titlePage ? [titlePage] : []
    return child === last ? [child, ...more] : [child]
  })
  return withChildren(shell, before || !titlePage ? children : [...children, titlePage])
}

/// Of these types, those that would need a declaration and have none.
export function undeclaredIn(shell: XmlElement, types: ReadonlySet<string>): readonly string[] {
  const declared = elementsOf(shell, 'ElementSettings').map(({ attributes }) => attributes.Type)
  return declarations(types)
    .map(({ attributes }) => attributes.Type ?? '')
    .filter((type) => !declared.includes(type))
}

export function titlePageOf(shell: XmlElement): FdxTitlePage {
  return readTitlePage(firstOf(shell, 'TitlePage'))
}

/// Where the script stands in a file.
export function contentOf(root: XmlElement): XmlElement | undefined {
  return firstOf(root, 'Content')
}

export function withContent(root: XmlElement, children: XmlElement['children']): XmlElement {
  const content = contentOf(root)
  return withChildren(
    root,
    root.children.map((child) => (child === content ? withChildren(content, children) : child)),
  )
}

/// The types of all paragraphs of a script.
export function typesIn(paragraphs: readonly XmlElement[]): ReadonlySet<string> {
  const types = new Set<string>()
  const visit = (paragraph: XmlElement) => {
    const type = paragraph.attributes.Type
    if (type !== undefined) types.add(type)
    for (const dual of elementsOf(paragraph, 'DualDialogue')) {
      for (const each of elementsOf(dual, 'Paragraph')) visit(each)
    }
  }
  for (const paragraph of paragraphs) visit(paragraph)
  return types
}
