import type { Language } from '../../domain/language.ts'
import type { Span } from '../../domain/line.ts'
import { readEmphasis } from '../fountain/emphasis.ts'
import type { Screenplay, TitlePageEntry } from '../screenplay.ts'
import type { Page, Paper, Row, Ruler } from './book.ts'
import { type Box, isRightToLeft, sliceSpans } from './paragraph.ts'
import { wrap } from './wrap.ts'

/// The title page: the title a third down the page, who wrote it below; how to reach them at the foot
/// on the left, the day of the draft on the right. Undefined where there is nothing to say.
export function titlePage(
  { title, logline, titlePage: entries }: Screenplay,
  {
    paper,
    dress,
    ruler,
  }: { readonly paper: Paper; readonly dress: Language; readonly ruler: Ruler },
): Page | undefined {
  if (title.trim() === '' && entries.length === 0) return undefined
  const chinese = dress === 'zh-Hans'
  const setter = new Setter(ruler, chinese ? 20 : leading)
  const middle: Box = { left: 108, width: paper.width - 216, align: 'center', hang: 0 }
  let y = setter.down(middle, [title], 296, { bold: true }, chinese ? 22 : 12)
  const centred = entries.filter(({ key }) => inTheMiddle.test(key))
  for (const { values } of centred) y = setter.down(middle, values, y + leading)
  if (logline.trim() !== '') {
    setter.down(middle, [logline], y + 3 * leading, chinese ? {} : { italic: true })
  }
  const half = (paper.width - 144) / 2
  const foot = paper.height - 76
  const right = entries.filter(({ key }) => onTheRight.test(key))
  const left = entries.filter((entry) => !centred.includes(entry) && !right.includes(entry))
  setter.up({ left: 72, width: half - 12, align: 'left', hang: 0 }, valuesOf(left), foot)
  const box: Box = { left: 72 + half, width: half, align: 'right', hang: 0 }
  setter.up(box, valuesOf(right), foot)
  return { rows: setter.rows, bars: [], bookmarks: [] }
}

const leading = 12
const inTheMiddle = /^(?:credit|authors?|writers?|written by|source|info|episode|作者|编剧|原著)$/i
const onTheRight = /^(?:draft(?: date)?|date|revision|日期|稿次)$/i

function valuesOf(entries: readonly TitlePageEntry[]): readonly string[] {
  return entries.flatMap(({ values }) => values)
}

class Setter {
  readonly rows: Row[] = []
  readonly #ruler: Ruler
  readonly #leading: number

  constructor(ruler: Ruler, leading: number) {
    this.#ruler = ruler
    this.#leading = leading
  }

  /// Sets texts one below the other, an empty row behind the last; gives the next baseline.
  down(
    box: Box,
    texts: readonly string[],
    from: number,
    style: Span['style'] = {},
    size = 12,
  ): number {
    const step = (this.#leading * size) / 12
    let y = from
    for (const row of this.#rowsOf(box, texts, style, size)) {
      this.rows.push({ ...row, y })
      y += step
    }
    return y + this.#leading
  }

  /// Sets texts so that the last of them stands on a baseline.
  up(box: Box, texts: readonly string[], last: number): void {
    const rows = this.#rowsOf(box, texts, {}, 12)
    rows.forEach((row, i) => {
      this.rows.push({ ...row, y: last - (rows.length - 1 - i) * this.#leading })
    })
  }

  #rowsOf(
    box: Box,
    texts: readonly string[],
    style: Span['style'],
    size: number,
  ): Omit<Row, 'y'>[] {
    const ruler: Ruler = (text, own) => (this.#ruler(text, own) * size) / 12
    return texts.flatMap((text) => {
      const spans = readEmphasis(text.trim()).map((span) => ({
        ...span,
        style: { ...span.style, ...style },
      }))
      if (spans.length === 0) return []
      const rtl = isRightToLeft(text)
      return wrap({ spans, box }, ruler).map(({ from, to }) => ({
        spans: sliceSpans(spans, from, to),
        x: box.left,
        width: box.width,
        align: rtl && box.align === 'left' ? ('right' as const) : box.align,
        size,
        ...(rtl && { rtl: true as const }),
      }))
    })
  }
}
