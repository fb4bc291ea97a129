import type { Style } from '../../../src/shared/domain/line.ts'
import type { Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import {
  elementsOf,
  isXml,
  parseXml,
  type XmlElement,
  xmlText,
} from '../../../src/shared/format/xml.ts'
import { openZip, type Zip } from '../../../src/shared/format/zip.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { type ParagraphStyle, readStyles, type Styles } from './styles.ts'

/// A Word file as what it says: its paragraphs in order with who has changed what, and its comments.

export interface WordFile {
  readonly paragraphs: readonly WordParagraph[]
  readonly comments: readonly WordComment[]
  /// What a file of ours said when it was written; absent in others.
  readonly manifest?: Manifest
  readonly losses: readonly Loss[]
}

export interface WordParagraph {
  readonly style: ParagraphStyle
  readonly tokens: readonly Token[]
  /// The end of the paragraph has been put in, or taken out so that it goes on in the next.
  readonly mark?: Change
  /// A paragraph in front of it was taken out whole: LibreOffice gives this one the style of that.
  readonly behindGone?: true
  /// Whether it stands in a table.
  readonly inTable: boolean
}

export type Token =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly style: Style
      /// The name of the character style, '' for none.
      readonly named: string
      readonly change?: Change
    }
  | { readonly kind: 'begin' | 'end'; readonly bookmark: string }
  | { readonly kind: 'opens' | 'closes'; readonly comment: string }

/// A tracked change: who and, as the file says it, when.
export interface Change {
  readonly what: 'inserted' | 'deleted'
  readonly by: Hand
}

export interface Hand {
  readonly name: string
  /// ISO 8601.
  readonly at?: string
}

export interface WordComment {
  readonly id: string
  readonly by: Hand
  readonly text: string
}

/// Opens a DOCX file, or says why it is none.
export function openWord(bytes: Uint8Array): WordFile | Unreadable {
  if (startsWith(bytes, 'PK') === false) return notWord
  const zip = openZip(bytes)
  if ('code' in zip) return zip
  const path = mainPart(zip)
  const root = path === undefined ? undefined : partOf(zip, path)
  if (!path || !root) return notWord
  if ('code' in root) return root
  const body = elementsOf(root, 'w:body')[0]
  if (root.name !== 'w:document' || !body) return notWord
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const sheet = partOf(zip, `${folder}styles.xml`)
  const styles = readStyles(sheet && isXml(sheet) ? sheet : undefined)
  const reader = new BodyReader(styles)
  reader.read(body)
  const manifest = manifestOf(zip)
  return {
    paragraphs: reader.paragraphs,
    comments: commentsOf(partOf(zip, `${folder}comments.xml`)),
    ...(manifest && { manifest }),
    losses: [...reader.losses, ...aside(zip, folder, manifest !== undefined)],
  }
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  return [...start].every((char, i) => bytes[i] === char.charCodeAt(0))
}

const notWord: Unreadable = {
  code: 'docx.not-word',
  message: 'This is not a Word document (.docx). Save it as one and try again.',
}

function partOf(zip: Zip, name: string): XmlElement | Unreadable | undefined {
  const bytes = zip.read(name)
  if (bytes === undefined || 'code' in bytes) return bytes
  return parseXml(bytes)
}

/// The document that the package says it is: `word/document.xml` in all files met, but the package
/// may call it otherwise.
function mainPart(zip: Zip): string | undefined {
  const relations = partOf(zip, '_rels/.rels')
  if (!relations || !isXml(relations)) return undefined
  const main = elementsOf(relations).find(({ attributes }) =>
    attributes.Type?.endsWith('/officeDocument'),
  )
  return main?.attributes.Target?.replace(/^\//, '')
}

/// Programs that save the file again give the part another number.
function manifestOf(zip: Zip): Manifest | undefined {
  for (const name of zip.names) {
    if (!/^customXml\/item\d*\.xml$/.test(name)) continue
    const root = partOf(zip, name)
    const manifest = root && isXml(root) ? readManifest(root) : undefined
    if (manifest) return manifest
  }
  return undefined
}

function commentsOf(root: XmlElement | Unreadable | undefined): readonly WordComment[] {
  if (!root || !isXml(root)) return []
  return elementsOf(root, 'w:comment').map((comment) => ({
    id: comment.attributes['w:id'] ?? '',
    by: handOf(comment),
    text: elementsOf(comment, 'w:p').map(plainText).join('\n').trim(),
  }))
}

function plainText(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return ''
      if (child.name === 'w:t') return xmlText(child)
      if (child.name === 'w:br') return '\n'
      return child.name === 'w:tab' ? '\t' : plainText(child)
    })
    .join('')
}

function handOf({ attributes }: XmlElement): Hand {
  const at = attributes['w:date']
  return { name: attributes['w:author'] ?? '', ...(at && { at }) }
}

/// Text that stands beside the script: notes at the foot, what every page repeats. It is not taken
/// over, so it is told in full.
function aside(zip: Zip, folder: string, ours: boolean): readonly Loss[] {
  const kinds = [
    ['footnotes', 'footnote', 'A footnote'],
    ['endnotes', 'endnote', 'An endnote'],
    ['header', 'header', 'The header of the pages'],
    ['footer', 'footer', 'The footer of the pages'],
  ] as const
  const losses: Loss[] = []
  for (const [part, code, what] of kinds) {
    if (ours && part === 'header') continue
    for (const name of zip.names) {
      if (!name.startsWith(folder + part) || !name.endsWith('.xml')) continue
      const root = partOf(zip, name)
      const text = root && isXml(root) ? plainText(root).trim() : ''
      if (/[\p{L}]/u.test(text)) {
        losses.push({ code: `docx.${code}`, message: `${what} was left out: “${text}”` })
      }
    }
  }
  return losses
}

/// What holds runs, and nothing else that matters.
const through: ReadonlySet<string> = new Set([
  ...['w:hyperlink', 'w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent', 'w:fldSimple'],
  ...['w:dir', 'w:bdo', 'w:ruby', 'w:rubyBase'],
])

class BodyReader {
  readonly paragraphs: WordParagraph[] = []
  readonly losses: Loss[] = []
  readonly #styles: Styles
  #tokens: Token[] = []
  #inTable = false
  /// Names of the bookmarks that are open, by their numbers.
  readonly #bookmarks = new Map<string, string>()
  /// Bookmarks and comments that begin or end between paragraphs belong to the next.
  #waiting: Token[] = []
  readonly #opened = new Set<string>()

  constructor(styles: Styles) {
    this.#styles = styles
  }

  read(parent: XmlElement): void {
    for (const child of elementsOf(parent)) {
      switch (child.name) {
        case 'w:p':
          this.#paragraph(child)
          break
        case 'w:tbl':
          this.#table(child)
          break
        case 'w:sdt':
        case 'w:sdtContent':
        case 'w:customXml':
        case 'w:ins':
        case 'w:moveTo':
          this.read(child)
          break
        default: {
          const anchor = this.#anchor(child)
          if (anchor) this.#waiting.push(anchor)
        }
      }
    }
  }

  #table(table: XmlElement): void {
    const before = this.#inTable
    this.#inTable = true
    for (const row of elementsOf(table, 'w:tr')) {
      for (const cell of elementsOf(row)) {
        if (cell.name === 'w:tc') this.read(cell)
        else if (cell.name === 'w:sdt') this.#cellsIn(cell)
      }
    }
    this.#inTable = before
  }

  #cellsIn(control: XmlElement): void {
    for (const content of elementsOf(control, 'w:sdtContent')) {
      for (const cell of elementsOf(content, 'w:tc')) this.read(cell)
    }
  }

  #paragraph(paragraph: XmlElement): void {
    this.#tokens = this.#waiting
    this.#waiting = []
    const properties = elementsOf(paragraph, 'w:pPr')[0]
    const style = this.#styles.paragraph(properties)
    this.#runs(paragraph, undefined)
    const mark = properties && markOf(properties)
    this.paragraphs.push({
      style,
      tokens: this.#tokens,
      ...(mark && { mark }),
      inTable: this.#inTable,
    })
  }

  #runs(parent: XmlElement, change: Change | undefined): void {
    for (const child of elementsOf(parent)) {
      const { name } = child
      if (name === 'w:r') this.#run(child, change)
      else if (name === 'w:ins' || name === 'w:moveTo') {
        // What somebody put in and another took out again was never there.
        this.#runs(child, change ?? { what: 'inserted', by: handOf(child) })
      } else if (name === 'w:del' || name === 'w:moveFrom') {
        this.#runs(child, { what: 'deleted', by: handOf(child) })
      } else if (through.has(name)) this.#runs(child, change)
      else if (name === 'mc:AlternateContent') this.#alternate(child, change)
      else {
        const anchor = this.#anchor(child)
        if (anchor) this.#tokens.push(anchor)
      }
    }
  }

  #alternate(element: XmlElement, change: Change | undefined): void {
    const [first] = elementsOf(element)
    if (first) this.#runs(first, change)
  }

  #anchor({ name, attributes }: XmlElement): Token | undefined {
    const id = attributes['w:id'] ?? ''
    switch (name) {
      case 'w:bookmarkStart': {
        const bookmark = attributes['w:name'] ?? ''
        this.#bookmarks.set(id, bookmark)
        return { kind: 'begin', bookmark }
      }
      case 'w:bookmarkEnd':
        return { kind: 'end', bookmark: this.#bookmarks.get(id) ?? '' }
      case 'w:commentRangeStart':
        this.#opened.add(id)
        return { kind: 'opens', comment: id }
      case 'w:commentRangeEnd':
        return { kind: 'closes', comment: id }
      default:
        return undefined
    }
  }

  #run(run: XmlElement, change: Change | undefined): void {
    const { style, named } = this.#styles.run(elementsOf(run, 'w:rPr')[0])
    let text = ''
    for (const child of elementsOf(run)) {
      if (child.name === 'mc:AlternateContent') this.#picture(child)
      else if (child.name === 'w:commentReference') this.#refers(child)
      else text += this.#textOf(child)
    }
    if (text === '') return
    this.#tokens.push({ kind: 'text', text, style, named, ...(change && { change }) })
  }

  /// A comment on no words says where it is by this alone.
  #refers({ attributes }: XmlElement): void {
    const comment = attributes['w:id'] ?? ''
    if (this.#opened.has(comment)) return
    this.#tokens.push({ kind: 'opens', comment }, { kind: 'closes', comment })
  }

  #textOf(child: XmlElement): string {
    switch (child.name) {
      case 'w:t':
      case 'w:delText':
        return xmlText(child)
      case 'w:tab':
      case 'w:ptab':
        return '\t'
      case 'w:br':
      case 'w:cr': {
        const type = child.attributes['w:type']
        return type === 'page' || type === 'column' ? '' : '\n'
      }
      case 'w:noBreakHyphen':
        return '\u2011'
      case 'w:sym':
        return symbolOf(child)
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#picture(child)
        return ''
      default:
        return ''
    }
  }

  /// A picture, or a box of text.
  #picture(element: XmlElement): void {
    const text = plainText(element).trim()
    this.losses.push(
      text === ''
        ? {
            code: 'docx.picture',
            message: 'A picture was left out.',
            at: this.paragraphs.length + 1,
          }
        : {
            code: 'docx.box',
            message: `A box of text was left out: “${text}”`,
            at: this.paragraphs.length + 1,
          },
    )
  }
}

/// A sign of a font of signs; those of Unicode's private range have no other name.
function symbolOf({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16)
  return code > 0 && code <= 0xffff ? String.fromCharCode(code) : ''
}

/// Whether the end of a paragraph was put in or taken out.
function markOf(properties: XmlElement): Change | undefined {
  const run = elementsOf(properties, 'w:rPr')[0]
  if (!run) return undefined
  for (const child of elementsOf(run)) {
    const what = { 'w:ins': 'inserted', 'w:moveTo': 'inserted' } as const
    const gone = { 'w:del': 'deleted', 'w:moveFrom': 'deleted' } as const
    if (child.name in gone) return { what: 'deleted', by: handOf(child) }
    if (child.name in what) return { what: 'inserted', by: handOf(child) }
  }
  return undefined
}
