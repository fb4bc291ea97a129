/// What is asked of a font that pdfkit has opened and says nothing of itself: the object of the
/// library underneath it, fontkit.
export interface Glyphs {
  hasGlyphForCodePoint(code: number): boolean
}

/// The font a document is set in at the moment.
export function glyphsOf(document: PDFKit.PDFDocument): Glyphs {
  const { _font } = document as unknown as { readonly _font: { readonly font: Fontkit } }
  forgiving(_font.font)
  return _font.font
}

interface Fontkit extends Glyphs {
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
