import type { Language } from '../../../src/shared/domain/language.ts'
import { writeXml, type XmlElement, xmlElement } from '../../../src/shared/format/xml.ts'
import { writeZip } from '../../../src/shared/format/zip.ts'
import { stylesheet, word } from './stylesheet.ts'

/// The parts of a DOCX file and how they hang together (ECMA-376 part 2).

export interface Papers {
  readonly title: string
  readonly dress: Language
  readonly capitals: boolean
  readonly paper: 'letter' | 'a4'
  readonly body: readonly XmlElement[]
  /// A text to be read, not a script: other fonts and margins.
  readonly prose?: true
  /// Carried along unseen.
  readonly manifest?: XmlElement
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const manifestId = '{6E696E65-7479-4E53-8000-736372697074}'

export const docxMediaType = `${types}.document`

export function writeOffice(papers: Papers): Uint8Array {
  const { title, dress, capitals, prose, manifest } = papers
  const parts: [string, XmlElement][] = [
    ['[Content_Types].xml', contentTypes(manifest !== undefined)],
    ['_rels/.rels', packageRelations],
    ['docProps/core.xml', coreProperties(title)],
    ['word/document.xml', document(papers)],
    ['word/styles.xml', stylesheet(dress, capitals, prose)],
    ['word/header1.xml', header],
    ['word/_rels/document.xml.rels', documentRelations(manifest !== undefined)],
  ]
  if (manifest) {
    parts.push(['customXml/item1.xml', manifest])
    parts.push(['customXml/itemProps1.xml', itemProperties])
    parts.push(['customXml/_rels/item1.xml.rels', itemRelations])
  }
  const encoder = new TextEncoder()
  return writeZip(parts.map(([name, root]) => [name, encoder.encode(writeXml(root))]))
}

/// Twips.
const sizes = {
  letter: { 'w:w': '12240', 'w:h': '15840' },
  a4: { 'w:w': '11906', 'w:h': '16838' },
} as const

/// The header at half an inch, the text an inch and a half from the left.
function document({ body, paper, prose }: Papers): XmlElement {
  const left = prose ? '1440' : '2160'
  const section = xmlElement('w:sectPr', {}, [
    xmlElement('w:headerReference', { 'w:type': 'default', 'r:id': 'header' }),
    xmlElement('w:pgSz', sizes[paper]),
    xmlElement('w:pgMar', {
      ...{ 'w:top': '1440', 'w:right': '1440', 'w:bottom': '1440', 'w:left': left },
      ...{ 'w:header': '720', 'w:footer': '720', 'w:gutter': '0' },
    }),
    // The first page has no header of its own, so it has none.
    xmlElement('w:titlePg'),
  ])
  return xmlElement('w:document', { 'xmlns:w': word, 'xmlns:r': relations }, [
    xmlElement('w:body', {}, [...body, section]),
  ])
}

const header = xmlElement('w:hdr', { 'xmlns:w': word }, [
  xmlElement('w:p', {}, [
    xmlElement('w:pPr', {}, [xmlElement('w:jc', { 'w:val': 'right' })]),
    xmlElement('w:fldSimple', { 'w:instr': ' PAGE ' }, [
      xmlElement('w:r', {}, [xmlElement('w:t', {}, ['1'])]),
    ]),
    xmlElement('w:r', {}, [xmlElement('w:t', {}, ['.'])]),
  ]),
])

function contentTypes(hasManifest: boolean): XmlElement {
  const part = (name: string, type: string) =>
    xmlElement('Override', { PartName: name, ContentType: type })
  const core = 'application/vnd.openxmlformats-package.core-properties+xml'
  const properties = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'
  return xmlElement('Types', { xmlns: `${packages}/content-types` }, [
    xmlElement('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    xmlElement('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    part('/word/document.xml', `${types}.document.main+xml`),
    part('/word/styles.xml', `${types}.styles+xml`),
    part('/word/header1.xml', `${types}.header+xml`),
    part('/docProps/core.xml', core),
    ...(hasManifest ? [part('/customXml/itemProps1.xml', properties)] : []),
  ])
}

function relationship(id: string, type: string, target: string): XmlElement {
  return xmlElement('Relationship', { Id: id, Type: type, Target: target })
}

const packageRelations = xmlElement('Relationships', { xmlns: `${packages}/relationships` }, [
  relationship('document', `${relations}/officeDocument`, 'word/document.xml'),
  relationship('core', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'),
])

function documentRelations(hasManifest: boolean): XmlElement {
  return xmlElement('Relationships', { xmlns: `${packages}/relationships` }, [
    relationship('styles', `${relations}/styles`, 'styles.xml'),
    relationship('header', `${relations}/header`, 'header1.xml'),
    ...(hasManifest
      ? [relationship('script', `${relations}/customXml`, '../customXml/item1.xml')]
      : []),
  ])
}

const itemProperties = xmlElement('ds:datastoreItem', {
  'xmlns:ds': 'http://schemas.openxmlformats.org/officeDocument/2006/customXml',
  'ds:itemID': manifestId,
})

const itemRelations = xmlElement('Relationships', { xmlns: `${packages}/relationships` }, [
  relationship('properties', `${relations}/customXmlProps`, 'itemProps1.xml'),
])

function coreProperties(title: string): XmlElement {
  return xmlElement(
    'cp:coreProperties',
    {
      'xmlns:cp': `${packages}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    [xmlElement('dc:title', {}, [title])],
  )
}
