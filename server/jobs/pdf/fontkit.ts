import { shaped } from './faces.ts'
import { turnsItself } from './order.ts'

/// What is asked of a font that pdfkit has opened and that its types say nothing of: its own object,
/// and the one of the library underneath, fontkit.

export interface Glyphs {
  hasGlyphForCodePoint(code: number): boolean
}

/// The font a document is set in at the moment. To be asked once for each.
export function glyphsOf(document: PDFKit.PDFDocument): Glyphs {
  const { _font: font } = document as unknown as { readonly _font: Embedded }
  forgiving(font.font)
  traceable(font)
  return font.font
}

interface Embedded {
  readonly font: Fontkit
  readonly scale: number
  /// By the glyph's number in the file: how wide it is, and the characters it stands for.
  readonly widths: number[]
  readonly unicode: (readonly number[])[]
  readonly subset: { readonly glyphs: number[] }
  layout(
    text: string,
    features: unknown,
  ): { readonly glyphs: readonly Glyph[]; readonly positions: unknown }
  encode(text: string, features: unknown): [codes: string[], positions: unknown]
}

interface Glyph {
  readonly id: number
  readonly advanceWidth: number
  readonly codePoints: readonly number[]
}

interface Fontkit extends Glyphs {
  /// Where each glyph begins; in version 0 in 16 bits. Absent in fonts of the other kind.
  readonly loca?: { version: number }
  readonly _layoutEngine?: {
    readonly engine?: { readonly GPOSProcessor?: Positioner | null } | null
  }
}

interface Positioner {
  applyAnchor(mark: unknown, base: unknown, at: number): void
}

/// In some faces a base has no anchor for a kind of mark, which OpenType allows: the mark stays where
/// it is. fontkit 2 reads coordinates of the anchor that is not there, and throws.
function forgiving({ _layoutEngine }: Fontkit): void {
  const positioner = _layoutEngine?.engine?.GPOSProcessor
  if (!positioner) return
  const apply = positioner.applyAnchor.bind(positioner)
  positioner.applyAnchor = (mark, base, at) => {
    if (base) apply(mark, base, at)
  }
}

/// Text that is shaped can be found and copied again. pdfkit notes for a glyph the characters it was
/// first used for; but where letters change places, are put together, or are made of a body and dots,
/// a glyph by itself stands for nothing. So the first glyph of a word stands for the whole word, the
/// others for nothing that is seen, each under a number of its own. From right to left, the word is noted the way
/// it is drawn, as readers expect it.
function traceable(font: Embedded): void {
  // A glyph under several numbers is in the file as often, which may then be larger than the font.
  if (font.font.loca) font.font.loca.version = 1
  const plainly = font.encode.bind(font)
  const numbers = new Map<string, number>()
  const numberOf = ({ id, advanceWidth }: Glyph, said: string): string => {
    const key = `${id} ${said}`
    let number = numbers.get(key)
    if (number === undefined) {
      number = font.subset.glyphs.push(id) - 1
      numbers.set(key, number)
      font.widths[number] = advanceWidth * font.scale
      font.unicode[number] = Array.from(said, (char) => char.codePointAt(0) as number)
    }
    return number.toString(16).padStart(4, '0')
  }
  font.encode = (text, features) => {
    if (!features || !shaped.test(text) || numbers.size > most) return plainly(text, features)
    const { glyphs, positions } = font.layout(text, features)
    const words = wordsIn(text, glyphs.filter(isSpace).length)
    let at = 0
    let opens = true
    const codes = glyphs.map((glyph) => {
      if (isSpace(glyph)) {
        if (words.length === 1) return numberOf(glyph, nothing)
        at++
        opens = true
        return numberOf(glyph, ' ')
      }
      const said = (opens && words[at]) || nothing
      opens = false
      return numberOf(glyph, said)
    })
    return [codes, positions]
  }
}

/// A space without width, which readers leave out: a glyph that stands for no character at all is
/// taken by some for the character of its number.
const nothing = '\u200b'

/// A file numbers its glyphs with 16 bits.
const most = 50_000

function isSpace({ codePoints }: Glyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20
}

/// The words of a text, each of which begins behind a space; all of it as one where its glyphs do not
/// show where words end, or where it is read from right to left.
function wordsIn(text: string, spaces: number): readonly string[] {
  if (turnsItself(text)) return [Array.from(text).reverse().join('')]
  const words = text.split(' ')
  return words.length === spaces + 1 ? words : [text]
}
