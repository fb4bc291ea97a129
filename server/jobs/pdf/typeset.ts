import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Style } from '../../../src/shared/domain/line.ts'
import { type Paper, pitch, type Ruler } from '../../../src/shared/format/pages/book.ts'
import { type Face, faceOf, shaped } from './faces.ts'
import { type Glyphs, glyphsOf } from './fontkit.ts'

/// A piece of text that is set in one face.
export interface Piece {
  readonly text: string
  /// The file of the face. A document opens each once by this name; under one that it is registered
  /// by, it would open a file anew that it has already.
  readonly font: string
  /// Weight and slant that the face does not have and that are put on.
  readonly emboldened: boolean
  readonly slanted: boolean
  /// Set as a whole, by the rules of its script.
  readonly shaped: boolean
  readonly features: PDFKit.Mixins.OpenTypeFeatures[] | undefined
}

/// On a typewriter `fi` is two letters wide. The library underneath takes features that are off, too,
/// which its types do not say.
const noLigatures = { liga: false, dlig: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]

/// A document with its faces: cuts text into pieces that one face can set, and measures them.
export class Typesetter {
  readonly document: PDFKit.PDFDocument
  readonly ruler: Ruler
  readonly #loaded: readonly Loaded[]
  readonly #base: Loaded | undefined
  readonly #courier: Glyphs
  readonly #widths = new Map<string, number>()
  readonly #missing = new Set<string>()

  /// `files` are the faces that are at hand; `base` the one that even Latin letters are set in.
  constructor(
    options: PDFKit.PDFDocumentOptions & { readonly paper: Paper },
    files: ReadonlyMap<Face, string>,
    base?: Face,
  ) {
    const { paper, ...own } = options
    this.document = new PDFDocument({
      ...own,
      size: [paper.width, paper.height],
      margin: 0,
      autoFirstPage: false,
      bufferPages: false,
      font: courierFile('Regular'),
    })
    this.#courier = this.#glyphsOf(courierFile('Regular'))
    this.#loaded = [...files].map(([face, file]) => ({ face, file, glyphs: this.#glyphsOf(file) }))
    this.#base = this.#loaded.find(({ face }) => face === base)
    this.ruler = (text, style) => this.#width(text, style)
  }

  /// Characters that no face at hand has.
  get missing(): ReadonlySet<string> {
    return this.#missing
  }

  piecesOf(text: string, style: Style): readonly Piece[] {
    const bold = style.bold === true
    const italic = style.italic === true
    const courier = courierFile(
      bold ? (italic ? 'Bold_Italic' : 'Bold') : italic ? 'Regular_Italic' : 'Regular',
    )
    const piece = (own: string, loaded: Loaded | undefined): Piece =>
      loaded
        ? {
            text: own,
            font: loaded.file,
            emboldened: bold,
            slanted: italic,
            shaped: shaped.test(own),
            features: shaped.test(own) ? [] : undefined,
          }
        : { text: own, font: courier, ...asItIs }
    if (!this.#base && /^[\x20-\x7e\xa1-\xff’“”—–…]*$/.test(text))
      return text ? [piece(text, undefined)] : []
    const pieces: Piece[] = []
    let start = 0
    let at = 0
    let current: Loaded | undefined | null = null
    for (const char of text) {
      const own = this.#faceFor(char, current ?? undefined, current !== null)
      if (current !== null && own !== current) {
        pieces.push(piece(text.slice(start, at), current))
        start = at
      }
      current = own
      at += char.length
    }
    if (at > start && current !== null) pieces.push(piece(text.slice(start), current))
    return pieces
  }

  widthOf(piece: Piece, size: number): number {
    if (!this.#base && couriers.has(piece.font)) return (piece.text.length * pitch * size) / 12
    const key = `${piece.font} ${piece.text}`
    const known = this.#widths.get(key)
    if (known !== undefined) return (known * size) / 12
    this.document.font(piece.font).fontSize(12)
    const { features } = piece
    const width = this.document.widthOfString(piece.text, features ? { features } : {})
    if (this.#widths.size > mostWidths) this.#widths.clear()
    this.#widths.set(key, width)
    return (width * size) / 12
  }

  #width(text: string, style: Style): number {
    if (!this.#base && /^[\x20-\x7e]*$/.test(text)) return text.length * pitch
    return this.piecesOf(text, style).reduce((sum, piece) => sum + this.widthOf(piece, 12), 0)
  }

  /// Undefined is Courier Prime.
  #faceFor(char: string, before: Loaded | undefined, follows: boolean): Loaded | undefined {
    const code = char.codePointAt(0) as number
    // Marks and joiners belong to what they stand on; a space to the words around it.
    if (follows && before && (bound.test(char) || (char === ' ' && shapes(before)))) return before
    const own = faceOf(char)
    const loaded = own && this.#loaded.find(({ face }) => face === own)
    if (loaded?.glyphs.hasGlyphForCodePoint(code)) return loaded
    const ideographs = this.#loaded.find(({ face }) => face.id === 'jp' || face.id === 'sc')
    if (own?.id === 'sc' && ideographs?.glyphs.hasGlyphForCodePoint(code)) return ideographs
    // Quotes, dashes and ellipses are as wide as the ideographs they stand beside.
    const beside = before && wideFaces.has(before.face.id) && /[“”‘’…—·]/.test(char)
    if (beside && before.glyphs.hasGlyphForCodePoint(code)) return before
    if (this.#base?.glyphs.hasGlyphForCodePoint(code)) return this.#base
    if (this.#courier.hasGlyphForCodePoint(code)) return undefined
    const any = this.#loaded.find(({ glyphs }) => glyphs.hasGlyphForCodePoint(code))
    if (!any && !/\p{Cf}|\p{Cc}|\p{Zs}/u.test(char)) this.#missing.add(char)
    return any
  }

  #glyphsOf(file: string): Glyphs {
    return glyphsOf(this.document.font(file))
  }
}

const asItIs = { emboldened: false, slanted: false, shaped: false, features: noLigatures }

interface Loaded {
  readonly face: Face
  readonly file: string
  readonly glyphs: Glyphs
}

type CourierStyle = 'Regular' | 'Bold' | 'Regular_Italic' | 'Bold_Italic'

const require = createRequire(import.meta.url)
const couriers = new Set<string>()
const courierFiles = new Map<CourierStyle, string>()

function courierFile(style: CourierStyle): string {
  const known = courierFiles.get(style)
  if (known !== undefined) return known
  const weight = style.startsWith('Bold') ? `700${style}` : `400${style}`
  const file = require.resolve(
    `@expo-google-fonts/courier-prime/${weight}/CourierPrime_${weight}.ttf`,
  )
  courierFiles.set(style, file)
  couriers.add(file)
  return file
}

const mostWidths = 50_000
const bound = /\p{M}|\u200c|\u200d|\ufe0f/u
const wideFaces: ReadonlySet<string> = new Set(['sc', 'jp', 'kr'])

function shapes({ face }: Loaded): boolean {
  return !wideFaces.has(face.id) && face.id !== 'mono' && face.id !== 'emoji'
}
