import { textOf } from '../../../src/shared/domain/line.ts'
import type { Bar, Book, Row } from '../../../src/shared/format/pages/book.ts'
import { sliceSpans } from '../../../src/shared/format/pages/paragraph.ts'
import type { Tell } from '../../../src/shared/format/progress.ts'
import { inOrder, mirrored, turnsItself } from './order.ts'
import type { Piece, Typesetter } from './typeset.ts'

/// Draws a book, page by page, into the document of a typesetter, and gives the bytes of the file.
export async function draw(book: Book, type: Typesetter, tell?: Tell): Promise<Uint8Array> {
  const { document } = type
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((done, failed) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => done())
    document.on('error', failed)
  })
  const { width, height } = book.paper
  for (const [i, page] of book.pages.entries()) {
    document.addPage({ size: [width, height], margin: 0 })
    for (const { title } of page.bookmarks) document.outline.addItem(title)
    for (const row of page.rows) drawRow(row, type)
    for (const bar of page.bars) drawBar(bar, document)
    tell?.(i + 1, book.pages.length)
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

/// A piece with the lines that go through or under it.
interface Placed {
  readonly piece: Piece
  /// Where it stands in the text.
  readonly at: number
  readonly width: number
  readonly underline: boolean
  readonly strike: boolean
  /// As it was written, where it is drawn in another order.
  readonly actual?: string
}

function drawRow(row: Row, type: Typesetter): void {
  const placed = piecesIn(row, type)
  const width = placed.reduce((sum, piece) => sum + piece.width, 0)
  const room = row.width - width
  let x = row.x + (row.align === 'right' ? room : row.align === 'center' ? room / 2 : 0)
  const ink = row.aside ? '#555555' : '#000000'
  const drawn = placed.map((piece) => {
    const left = x
    x += piece.width
    return { piece, left }
  })
  // Drawn in the order it is read in: it is copied in that order.
  drawn.sort((a, b) => a.piece.at - b.piece.at)
  for (const { piece, left } of drawn) drawPiece(piece, left, row, ink, type.document)
}

/// The pieces of a row from left to right.
function piecesIn(row: Row, type: Typesetter): readonly Placed[] {
  const text = textOf(row.spans)
  return inOrder(text, row.rtl === true).flatMap(({ from, to, rtl }) => {
    let at = from
    const pieces = sliceSpans(row.spans, from, to).flatMap(({ text: own, style }) =>
      type
        .piecesOf(own, style)
        // Word by word, where words are drawn in another order than they are read in.
        .flatMap((piece) => (rtl ? wordsOf(piece) : [piece]))
        .map((piece): Placed => {
          const turned = rtl ? turn(piece) : piece
          const placed = {
            piece: turned,
            at,
            width: type.widthOf(turned, row.size),
            underline: style.underline === true,
            strike: style.strike === true,
            ...((rtl || piece.shaped) && { actual: piece.text }),
          }
          at += piece.text.length
          return placed
        }),
    )
    return rtl ? pieces.reverse() : pieces
  })
}

function wordsOf(piece: Piece): readonly Piece[] {
  return Array.from(piece.text.matchAll(/ *[^ ]+ ?| +/g), ([text]) => ({ ...piece, text }))
}

/// A piece that is read from right to left: its brackets face the other way, and what has no letters
/// that turn it around is turned here.
function turn(piece: Piece): Piece {
  const text = mirrored(piece.text)
  return {
    ...piece,
    text: turnsItself(text) ? text : Array.from(text).reverse().join(''),
  }
}

function drawPiece(
  { piece, width, underline, strike, actual }: Placed,
  x: number,
  { y, size }: Row,
  ink: string,
  document: PDFKit.PDFDocument,
): void {
  document.font(piece.font).fontSize(size).fillColor(ink)
  if (piece.emboldened) document.strokeColor(ink).lineWidth(size / 30)
  if (actual !== undefined) document.markContent('Span', { actual })
  document.text(piece.text, x, y, {
    lineBreak: false,
    baseline: 'alphabetic',
    ...(piece.emboldened && { stroke: true, fill: true }),
    ...(piece.slanted && { oblique: 12 }),
    ...(piece.features && { features: piece.features }),
  })
  if (actual !== undefined) document.endMarkedContent()
  const rule = (at: number) =>
    document
      .moveTo(x, at)
      .lineTo(x + width, at)
      .lineWidth(size / 18)
      .stroke(ink)
  if (underline) rule(y + size * 0.14)
  if (strike) rule(y - size * 0.25)
}

/// As the bar is shown on a screen in the light.
const inks = { hook: '#b26a00', beat: '#7d90a1', cliffhanger: '#b3263c' } as const

function drawBar({ x, y, width, height, end, blocks }: Bar, document: PDFKit.PDFDocument): void {
  document.rect(x, y, width, height).fill('#eeeeee')
  for (const { kind, from, to, over } of blocks) {
    const [left, room] = [x + from * width, (to - from) * width]
    // A hair of white between two.
    document.rect(left, y, Math.max(0.3, room - 0.6), height).fill(inks[kind])
    if (over) hatch(left, y, room, height, document)
  }
  const mark = x + end * width
  document
    .moveTo(mark, y - 2)
    .lineTo(mark, y + height + 2)
    .lineWidth(0.8)
    .stroke('#000000')
}

function hatch(x: number, y: number, width: number, height: number, document: PDFKit.PDFDocument) {
  document.save().rect(x, y, width, height).clip().lineWidth(0.8).strokeColor('#ffffff')
  for (let at = x - height; at < x + width; at += 3) {
    document
      .moveTo(at, y + height)
      .lineTo(at + height, y)
      .stroke()
  }
  document.restore()
}
