import type { Span, Style } from '../../domain/line.ts'
import { normalSpans } from './normal.ts'

/// Fountain's emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, nested in any way,
/// never across the end of a physical line, never opening before a space or closing after one.
/// What pairs with nothing is text. A backslash makes the next special character plain text, and
/// backslashes are special only before one (as in a command line: `C:\Users` stays what it is).
/// Boneyard (`/* … */`) is text and nothing inside it is emphasis.

type StyleName = 'bold' | 'italic' | 'underline'

interface Marker {
  readonly mark: '*' | '_'
  readonly count: number
  readonly opens: StyleName[]
  readonly closes: StyleName[]
}

type Piece = string | Marker

/// The number of characters of a marker that each style takes.
const width = { bold: 2, italic: 1, underline: 1 } as const

function isSpace(char: string): boolean {
  return char.trim() === ''
}

/// Reads the emphasis of one line. The spans come back in normal form.
export function readEmphasis(source: string): readonly Span[] {
  if (!/[*_\\]/.test(source)) return source === '' ? [] : [{ text: source, style: {} }]
  const pieces = piecesOf(source)
  let start = 0
  for (let i = 0; i <= pieces.length; i++) {
    if (i < pieces.length && pieces[i] !== '\n') continue
    pairMarkers(pieces, start, i)
    start = i + 1
  }
  return normalSpans(spansOf(pieces))
}

/// Cuts a line into text and runs of markers; escapes are resolved here. A "\n" that ends a
/// physical line is a piece of its own.
function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = []
  let text = ''
  let boneyardMayClose = true
  const flush = () => {
    if (text !== '') pieces.push(text)
    text = ''
  }
  let i = 0
  while (i < source.length) {
    const char = source[i] as string
    if (char === '\\') {
      let end = i
      while (source[end] === '\\') end++
      const special = specialAt(source, end)
      if (special === '') {
        text += source.slice(i, end)
        i = end
        continue
      }
      text += '\\'.repeat((end - i) >> 1)
      if ((end - i) % 2 === 1) {
        // Of `/*` only the slash is taken: the star may still be emphasis.
        const taken = special === '/*' ? '/' : special
        text += taken
        i = end + taken.length
        continue
      }
      i = end
    }
    if (source.startsWith('/*', i)) {
      const close: number = boneyardMayClose ? source.indexOf('*/', i + 2) : -1
      boneyardMayClose = close !== -1
      const end = close === -1 ? i + 1 : close + 2
      text += source.slice(i, end)
      i = end
    } else if (source[i] === '*' || source[i] === '_') {
      const mark = source[i] as '*' | '_'
      let end = i
      while (source[end] === mark) end++
      flush()
      pieces.push({ mark, count: end - i, opens: [], closes: [] })
      i = end
    } else if (source[i] === '\n') {
      flush()
      pieces.push('\n')
      i++
    } else {
      text += source[i]
      i++
    }
  }
  flush()
  return pieces
}

function specialAt(source: string, at: number): string {
  if (source[at] === '*' || source[at] === '_') return source[at] as string
  return source.startsWith('/*', at) ? '/*' : ''
}

/// Decides for the markers of one physical line which styles each of them opens and closes. The
/// styles are switches of their own, so any overlap can be said: `**a *b** c*`.
function pairMarkers(pieces: Piece[], from: number, to: number): void {
  const after = new Array<boolean>(to - from)
  let solid = false
  for (let i = to - 1; i >= from; i--) {
    const piece = pieces[i] as Piece
    after[i - from] = solid
    if (typeof piece === 'string') solid = !isSpace(piece[0] as string)
  }
  const open: { [name in StyleName]?: Marker | undefined } = {}
  const close = (name: StyleName, marker: Marker) => {
    open[name]?.opens.push(name)
    marker.closes.push(name)
    open[name] = undefined
  }
  solid = false
  for (let i = from; i < to; i++) {
    const piece = pieces[i] as Piece
    if (typeof piece === 'string') {
      solid = !isSpace(piece[piece.length - 1] as string)
      continue
    }
    const canClose = solid
    const canOpen = after[i - from] === true
    const names = stylesOf(piece)
    const pending = names.filter((name) => open[name] !== undefined)
    if (canClose) for (const name of pending) close(name, piece)
    if (!canOpen) continue
    for (const name of names) {
      if (pending.includes(name) && (canClose || pending.length < names.length)) continue
      open[name] = piece
    }
  }
}

function stylesOf(marker: Marker): StyleName[] {
  if (marker.mark === '_') return marker.count === 1 ? ['underline'] : []
  if (marker.count === 1) return ['italic']
  if (marker.count === 2) return ['bold']
  return marker.count === 3 ? ['bold', 'italic'] : []
}

function spansOf(pieces: readonly Piece[]): Span[] {
  const spans: Span[] = []
  let style: Style = {}
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      spans.push({ text: piece, style })
      continue
    }
    const used = [...piece.opens, ...piece.closes].reduce((sum, name) => sum + width[name], 0)
    for (const name of piece.closes) style = { ...style, [name]: undefined }
    const left = piece.mark.repeat(Math.max(0, piece.count - used))
    if (left !== '') spans.push({ text: left, style })
    for (const name of piece.opens) style = { ...style, [name]: true }
  }
  return spans
}

/// Writes spans in normal form so that `readEmphasis` gives them back. Boneyard is written as it is,
/// because other programs are to see it; a `/*` that opens none is disarmed.
export function writeEmphasis(spans: readonly Span[]): string {
  const only = spans.length === 1 ? spans[0] : undefined
  if (only && isPlain(only.style)) {
    if (!/[*_\\]/.test(only.text)) return only.text
    if (!only.text.includes('/*') && readsAsItself(only.text)) return only.text
  }
  const writer = new EmphasisWriter()
  let style: Style = {}
  for (const span of spans) {
    writer.turn(style, span.style)
    writer.text(span.text)
    style = span.style
  }
  writer.turn(style, {})
  return writer.out
}

function isPlain(style: Style): boolean {
  return !style.bold && !style.italic && !style.underline
}

function readsAsItself(text: string): boolean {
  const spans = readEmphasis(text)
  return spans.length === 1 && spans[0]?.text === text && isPlain(spans[0].style)
}

/// Pieces are kept apart until the end: reading back from a string that grows is slow.
class EmphasisWriter {
  readonly #out: string[] = []
  /// How many backslashes of text `#out` ends in.
  #backslashes = 0
  /// Whether `#out` ends in a slash of text, as a piece of its own.
  #slash = false

  get out(): string {
    return this.#out.join('')
  }

  turn(from: Style, to: Style): void {
    const stars = (from.bold !== to.bold ? 2 : 0) + (from.italic !== to.italic ? 1 : 0)
    const line = from.underline !== to.underline ? '_' : ''
    const closing = from.underline === true
    if (line !== '' && !closing) this.#special(line)
    if (stars > 0) this.#stars('*'.repeat(stars))
    if (line !== '' && closing) this.#special(line)
  }

  text(text: string): void {
    const lastBoneyard = text.lastIndexOf('*/')
    const plain = /[^*_/\\]+/y
    for (let i = 0; i < text.length; ) {
      plain.lastIndex = i
      const run = plain.exec(text)?.[0]
      if (run !== undefined) {
        this.#literal(run)
        i += run.length
      } else if (text.startsWith('/*', i) && lastBoneyard >= i + 2) {
        const end = text.indexOf('*/', i + 2) + 2
        this.#special(text.slice(i, end))
        i = end
      } else {
        const char = text[i] as string
        if (char === '*' || char === '_') this.#special(`\\${char}`)
        else this.#literal(char)
        i++
      }
    }
  }

  #literal(text: string): void {
    this.#out.push(text)
    this.#backslashes = text === '\\' ? this.#backslashes + 1 : 0
    this.#slash = text === '/'
  }

  #stars(stars: string): void {
    if (this.#slash) {
      // Else the slash and the star would open a boneyard. What is before it may be backslashes.
      this.#out.pop()
      while (this.#out.at(-1 - this.#backslashes) === '\\') this.#backslashes++
      this.#special('\\/')
    }
    this.#special(stars)
  }

  /// Backslashes right before something special count double.
  #special(special: string): void {
    this.#out.push('\\'.repeat(this.#backslashes), special)
    this.#backslashes = 0
    this.#slash = false
  }
}
